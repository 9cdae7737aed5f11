from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestCase(RolesCase):
    """Opening, covered persons, clock, closure and reopening of cases."""

    # ------------------------------------------------------------------
    # Opening
    # ------------------------------------------------------------------

    def test_open_file(self):
        case = self._open_file(
            self.manager1,
            "Haddad",
            "Amina",
            {"concern": "Wohnung"},
            phone="+49 171 234",
            birth_date="1990-02-03",
        )
        self.assertEqual(case.user_id, self.manager1)
        self.assertEqual(case.team_id, self.team1)
        self.assertEqual(case.company_id, self.company)
        self.assertEqual(case.person_ids, case.person_id)
        self.assertEqual(case.person_id.name, "Haddad, Amina")
        self.assertFalse(case.is_closed)
        rows = case.sudo().access_ids
        self.assertEqual(
            {(row.user_id, row.reason) for row in rows},
            {(self.manager1, "manager"), (self.lead, "lead")},
        )

    def test_references_are_random(self):
        cases = self.env["integration.case"]
        for number in range(12):
            cases += self._open_file(self.manager1, f"Name{number}", "X")
        people = cases.person_id
        self.assertEqual(len(set(people.mapped("reference"))), 12)
        for case in cases:
            self.assertRegex(case.person_id.reference, r"^K-[0-9A-HJKMNP-TV-Z]{5}$")
            self.assertEqual(case.reference, f"{case.person_id.reference}/1")
            self.assertEqual(case.display_name, case.reference)
        self.assertNotEqual(
            people.mapped("reference"), sorted(people.mapped("reference"))
        )

    def test_who_may_open(self):
        for user in (self.clerk, self.config, self.dpo, self.stats, self.admin):
            with self.assertRaises(AccessError):
                self._open_file(user, "Haddad", "Amina")
        with self.assertRaises(AccessError):
            self._open_file(
                self.manager1, "Haddad", "Amina", {"user_id": self.colleague.id}
            )
        case = self._open_file(
            self.lead, "Haddad", "Amina", {"user_id": self.colleague.id}
        )
        self.assertTrue(self.may_read(self.colleague, case))

    def test_smuggled_values_are_dropped(self):
        case = self._open_file(
            self.manager1,
            "Haddad",
            "Amina",
            {"company_id": self.county.id, "reference": "X"},
            company_id=self.county.id,
            reference="X",
            case_ids=[Command.link(self.case2.id)],
        )
        self.assertEqual(case.company_id, self.company)
        self.assertEqual(case.person_id.company_id, self.company)
        self.assertEqual(case.person_id.case_ids, case)
        self.assertNotEqual(case.person_id, self.case2.sudo().person_id)
        self.assertNotEqual(case.reference, "X")
        with self.assertRaises(AccessError):
            self._open_file(
                self.manager1,
                "Haddad",
                "Amina",
                {"person_id": self.case2.sudo().person_id.id},
            )

    def test_no_person_without_case(self):
        for user in (self.manager1, self.lead):
            people = self.env["integration.person"].with_user(user)
            with self.assertRaises(AccessError):
                people.create({"last_name": "Solo"})
            with self.assertRaises(AccessError):
                people.create(
                    {"last_name": "Solo", "case_ids": [Command.link(self.case1.id)]}
                )
            with self.assertRaises(AccessError):
                self.case1.with_user(user).write(
                    {"person_ids": [Command.create({"last_name": "Solo"})]}
                )
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.case1.person_ids = [Command.clear()]
        child = self.case1._add_person({"last_name": "Testmann", "first_name": "Kind"})
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.case1.person_ids = [Command.unlink(child.id)]
        with self.assertRaises(AccessError):
            child.unlink()

    def test_covered_persons(self):
        child = self.case1._add_person(
            {"last_name": "Testmann", "first_name": "Kind", "birth_date": "2020-01-01"}
        )
        self.assertTrue(child.is_minor)
        self.assertTrue(self.may_read(self.manager1, child))
        self.assertFalse(self.may_read(self.manager2, child))
        # whoever reads the person does not read the case
        other = self._open_file(self.manager2, "Fremdling", "Ida")
        other.sudo().person_ids += child.sudo()
        self.assertTrue(self.may_read(self.manager2, child))
        self.assertFalse(self.may_read(self.manager2))
        self.assertFalse(self.may_read(self.manager2, self.case1.person_id))
        self.assertNotIn(self.case1, self.as_user(self.manager2, child).case_ids)

    def test_foreign_persons_cannot_be_covered(self):
        stranger = self.case2.sudo().person_id
        for vals in (
            {"person_ids": [Command.link(stranger.id)]},
            {"person_ids": [Command.set([self.case1.person_id.id, stranger.id])]},
        ):
            with self.assertRaises(AccessError):
                self.case1.write(vals)
        with self.assertRaises(AccessError):
            self.case1.create({"person_id": stranger.id})

    def test_system_fields(self):
        for vals in ({"reference": "K-00000/1"}, {"company_id": self.county.id}):
            with self.assertRaises(UserError):
                self.case1.write(vals)
            with self.assertRaises(AccessError):
                self.case1.person_id.write(vals)
        with self.assertRaises(UserError):
            self.case1.person_id = self.case1.person_id
        with self.assertRaises(AccessError):
            self.case1.person_id.case_ids = [Command.link(self.case2.id)]
        for record in (self.case1, self.case1.person_id):
            with self.assertRaises(UserError):
                record.copy()
            with self.assertRaises(AccessError):
                record.unlink()

    def test_manager_is_a_manager_of_the_company(self):
        for user in (self.clerk, self.foreigner, self.dpo):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.as_user(self.lead).user_id = user

    def test_company_of_parts(self):
        team = self.env["integration.team"].create(
            {"name": "County", "company_id": self.county.id}
        )
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.case1.sudo().team_id = team

    def test_bad_person_data_is_named(self):
        person = self.case1.person_id
        for vals, field in (
            ({"birth_date": "2999-01-01"}, "birth"),
            ({"birth_date": "1899-12-31"}, "birth"),
            ({"email": "no address"}, "mail"),
        ):
            with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
                person.write(vals)
            self.assertIn(person.reference, str(caught.exception))
            self.assertIn(field, str(caught.exception))
            self.assertNotIn("Testmann", str(caught.exception))

    def test_search_by_name_and_number(self):
        self.case1.person_id.write({"phone": "+49 (171) 234-56", "name_native": "رنا"})
        cases = self.as_user(self.manager1)
        numbers = ("0171234", "0171 234-5", "+49 171", "0049171/234", "23456")
        for text in (
            *("testm", "RANA", "Testmann, R", "رنا", cases.reference),
            *numbers,
        ):
            self.assertEqual([row[0] for row in cases.name_search(text)], cases.ids)
            for user in (self.manager2, self.colleague):
                found = self.as_user(user).name_search(text)
                self.assertNotIn(cases.id, [row[0] for row in found])
        self.assertEqual(cases.search([("client_name", "ilike", "testmann")]), cases)
        # digits inside a word are no number
        found = cases.name_search("K-17123")
        self.assertNotIn(cases.id, [row[0] for row in found])

    # ------------------------------------------------------------------
    # Clock
    # ------------------------------------------------------------------

    def _clock(self, **vals):
        self.case1.write(
            {
                "date_allocation": False,
                "date_first_talk": False,
                "date_open": "2024-06-01",
                **vals,
            }
        )
        return self.case1.clock_start, self.case1.clock_end

    def test_clock_start_follows_the_rule(self):
        self.assertEqual(self._clock(), (date(2024, 6, 1), date(2027, 6, 1)))
        self.assertEqual(
            self._clock(date_first_talk="2024-05-02"),
            (date(2024, 5, 2), date(2027, 5, 2)),
        )
        self.assertEqual(
            self._clock(date_first_talk="2024-05-02", date_allocation="2024-01-15"),
            (date(2024, 1, 15), date(2027, 1, 15)),
        )

    def test_clock_on_29_february(self):
        self.assertEqual(
            self._clock(date_allocation="2024-02-29"),
            (date(2024, 2, 29), date(2027, 2, 28)),
        )
        self.case1.write({"is_extended": True, "extension_reason": "Krankheit"})
        self.assertEqual(self.case1.clock_end, date(2028, 2, 29))

    def test_clock_of_an_own_rule(self):
        self.env["integration.rule.value"].create(
            {
                "key": "advice_years",
                "value": "2",
                "unit": "years",
                "valid_from": "2024-03-01",
                "source": "Test",
                "company_id": self.company.id,
            }
        )
        self.assertEqual(self._clock(date_allocation="2024-03-01")[1], date(2026, 3, 1))
        self.assertEqual(
            self._clock(date_allocation="2024-02-28")[1], date(2027, 2, 28)
        )

    def test_extension_needs_a_reason(self):
        for reason in (False, "  "):
            with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
                self.case1.write({"is_extended": True, "extension_reason": reason})
            self.assertIn(self.case1.reference, str(caught.exception))

    def test_dates_in_order(self):
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.case1.write(
                {"date_entry": "2024-02-01", "date_allocation": "2024-01-31"}
            )

    def test_clock_state(self):
        self._clock(date_allocation="2034-02-01")  # ends 1 February 2037
        cases = self.as_user(self.manager1)
        for today, state, days, year in (
            ("2036-07-31", "ok", 185, 3),
            ("2036-08-01", "soon", 184, 3),
            ("2037-01-31", "soon", 1, 3),
            ("2037-02-01", "over", 0, 4),
            ("2037-02-11", "over", -10, 4),
        ):
            with freeze_time(f"{today} 12:00:00"):
                cases.invalidate_recordset()
                self.assertEqual(cases.clock_state, state, today)
                self.assertEqual(cases.clock_days_left, days)
                self.assertEqual(cases.advice_year, year)
                for value in ("ok", "soon", "over"):
                    found = cases.search([("clock_state", "=", value)])
                    self.assertEqual(cases in found, value == state, (today, value))

    def test_title_alert(self):
        status = self.env["integration.residence.status"].search([], limit=1)
        title = self.case1.person_id.title_ids.create(
            {
                "person_id": self.case1.person_id.id,
                "status_id": status.id,
                "date_until": "2030-06-30",
            }
        )
        self.assertEqual(self.case1.client_title_until, date(2030, 6, 30))
        for today, alert in (
            ("2030-03-31", "ok"),
            ("2030-04-01", "soon"),
            ("2030-06-30", "soon"),
            ("2030-07-01", "over"),
        ):
            with freeze_time(f"{today} 12:00:00"):
                title.invalidate_recordset()
                self.assertEqual(title.alert, alert, today)
                self.assertEqual(title.search([("alert", "=", alert)]) & title, title)

    def test_newest_title_counts(self):
        statuses = self.env["integration.residence.status"].search([], limit=2)
        person = self.case1.person_id
        person.title_ids = [
            Command.create({"status_id": statuses[0].id, "date_from": "2024-01-01"}),
            Command.create({"status_id": statuses[1].id, "date_from": "2023-01-01"}),
        ]
        self.assertEqual(person.status_id, statuses[0])
        person.title_ids.filtered(lambda t: t.status_id == statuses[0]).unlink()
        self.assertEqual(person.status_id, statuses[1])
        with self.assertRaises(ValidationError), self.cr.savepoint():
            person.title_ids.date_until = "2022-12-31"

    # ------------------------------------------------------------------
    # Closure and reopening
    # ------------------------------------------------------------------

    def test_close(self):
        with freeze_time("2030-05-05 10:00"):
            self.case1.date_open = "2030-01-01"
            self.case1.activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.manager1.id
            )
            self.close(date="2030-05-01", note="Umzug")
        case = self.case1
        self.assertTrue(case.is_closed)
        self.assertEqual(case.closure_reason_id, self.reason)
        self.assertEqual(case.date_closed, date(2030, 5, 1))
        self.assertFalse(case.activity_ids)
        self.assertEqual(self.readers(), {"test_manager1", "test_lead"})

    def test_closure_rules(self):
        self.case1.date_open = "2024-01-01"
        stage = self.env["integration.case.stage"].search(
            [("is_closed", "=", True)], limit=1
        )
        for vals in (
            {"stage_id": stage.id},
            {"stage_id": stage.id, "closure_reason_id": self.reason.id},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.case1.write(vals)
        for day in ("2023-12-31", "2999-01-01"):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.close(date=day)
        with self.assertRaises(AccessError):
            self.close(user=self.manager2)
        self.close()
        with self.assertRaises(UserError):
            self.close()

    def test_closed_case_stays_as_it_was(self):
        self.close()
        case = self.case1
        first_stage = self.env["integration.case.stage"].search([], limit=1)
        for vals in (
            {"stage_id": first_stage.id},
            {"concern": "Neu"},
            {"closure_note": "Neu"},
            {"date_closed": "2024-01-01"},
            {"episode": 7},
            {"date_allocation": "2024-01-01"},
        ):
            with self.assertRaises(UserError, msg=str(vals)):
                case.write(vals)
        for method, args in (
            (case._add_person, [{"last_name": "Neu"}]),
            (self.contact, []),
            (self.handover, []),
        ):
            with self.assertRaises(UserError):
                method(*args)

    def test_reopen_is_a_new_episode(self):
        with self.assertRaises(UserError):
            self.case1.action_reopen()
        child = self.case1._add_person({"last_name": "Testmann", "first_name": "Kind"})
        self.case1.date_allocation = "2024-02-29"
        self.close()
        action = self.case1.action_reopen()
        new = self.case1.browse(action["res_id"])
        self.assertEqual(new.reference, f"{new.person_id.reference}/2")
        self.assertEqual(new.episode, 2)
        self.assertEqual(new.previous_case_id, self.case1)
        self.assertEqual(new.person_ids, self.case1.person_id | child)
        self.assertEqual(new.clock_start, date(2024, 2, 29))
        self.assertFalse(new.is_closed)
        self.assertTrue(self.case1.is_closed)
        with self.assertRaises(UserError):
            self.case1.action_reopen()
        self.assertEqual(self.readers(new), {"test_manager1", "test_lead"})

    def test_activities_and_messages(self):
        case = self.case1
        activity = case.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.lead.id
        )
        self.assertEqual(activity.res_name, case.reference)
        with self.assertRaises(ValidationError):
            activity.user_id = self.colleague
        with self.assertRaises(ValidationError):
            case.message_post(body="x", partner_ids=self.colleague.partner_id.ids)
        message = case.message_post(body="x", partner_ids=self.lead.partner_id.ids)
        self.assertEqual(message.record_name, case.reference)
        self.assertFalse(
            case.message_partner_ids - (self.manager1 | self.lead).partner_id
        )
