from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import IntegrationVolunteerCommon

ADDON = "integration_volunteer.integration"


class ClearanceCase(IntegrationVolunteerCommon):
    """A task with children that asks for a certificate and a privacy pledge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        env = cls.env
        cls.conduct = env.ref(f"{ADDON}_clearance_type_conduct")
        cls.secrecy = env.ref(f"{ADDON}_clearance_type_secrecy")
        cls.privacy = env.ref(f"{ADDON}_clearance_type_privacy")
        cls.talk = env.ref(f"{ADDON}_clearance_type_talk")
        cls.hygiene = env.ref(f"{ADDON}_clearance_type_hygiene")
        cls.repeat = env.ref(f"{ADDON}_clearance_type_hygiene_repeat")
        cls.homework = env.ref(f"{ADDON}_volunteer_task_homework")
        cls.transport = env.ref(f"{ADDON}_volunteer_task_transport")
        for name in ("conduct_homework", "privacy"):
            env.ref(f"{ADDON}_clearance_requirement_{name}").active = True
        cls.volunteer1.task_ids = cls.homework
        cls.rows = env["integration.volunteer.clearance"].with_user(cls.coordinator)
        cls.bookings = env["integration.volunteer.booking"]

    def clear(self, type_, volunteer=None, months=0, **vals):
        """:return: a clearance issued and seen some months ago"""
        day = fields.Date.subtract(self.today, months=months)
        return self.rows.create(
            {
                "volunteer_id": (volunteer or self.volunteer1).id,
                "type_id": type_.id,
                "date_issued": day if type_ == self.conduct else False,
                "seen_on": day,
                **vals,
            }
        )

    def book(self, volunteer=None, task=None, hours=48, **vals):
        """:return: a booking as shifts make them"""
        start, stop = self._hours_ahead(hours)
        return self.bookings.create(
            {
                "volunteer_id": (volunteer or self.volunteer1).id,
                "task_id": (task or self.homework).id,
                "title": "Hausaufgaben",
                "start": start,
                "stop": stop,
                "res_model": "integration.volunteer.task",
                "res_id": len(self.bookings.search([])) + 1,
                **vals,
            }
        )

    def run_job(self):
        job = self.env.ref("integration_volunteer.ir_cron_check_clearances")
        with self.enter_registry_test_mode():
            job.method_direct_trigger()
        self.env.invalidate_all()

    def get_alerts(self, volunteer=None):
        type_ = self.env.ref("integration_volunteer.mail_activity_type_clearance")
        activities = (volunteer or self.volunteer1).sudo().activity_ids
        return activities.filtered(lambda a: a.activity_type_id == type_)


@tagged("post_install", "-at_install")
class TestClearance(ClearanceCase):
    """Clearances: validity, what blocks, who is told (V12–V15)."""

    def test_three_states(self):
        self.assertEqual(self.volunteer1.clearance_state, "expired")
        self.clear(self.privacy)
        row = self.clear(self.conduct)
        self.assertEqual(row.date_until, fields.Date.add(self.today, months=60))
        self.assertEqual(self.volunteer1.clearance_state, "valid")
        self.assertFalse(self.volunteer1.clearance_words)
        old = self.clear(self.conduct, self.volunteer2, months=58)
        self.assertEqual(old.validity, "expiring")
        gone = self.clear(self.conduct, self.volunteer2, months=61)
        self.assertEqual(gone.validity, "expired")
        for state, expected in (("valid", row), ("expiring", old), ("expired", gone)):
            found = self.rows.search([("validity", "=", state)])
            self.assertIn(expected, found)
            self.assertEqual({*found.mapped("validity")}, {state})
        self.assertNotIn(old, self.rows.search([("validity", "!=", "expiring")]))

    def test_search_says_what_is_shown(self):
        self.clear(self.privacy)
        self.clear(self.conduct, months=58)
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        self.volunteer2.task_ids = self.homework
        third = self._new_volunteer("Tim Transport", task_ids=self.transport.ids)
        self.clear(self.privacy, third)
        ours = self.volunteer1 | self.volunteer2 | third
        for state in ("valid", "expiring", "expired"):
            found = volunteers.search([("clearance_state", "=", state)]) & ours
            shown = ours.filtered(lambda v, s=state: v.clearance_state == s)
            self.assertEqual(found, shown, state)
            self.assertEqual(len(found), 1, state)
            other = volunteers.search([("clearance_state", "!=", state)]) & ours
            self.assertEqual(other, ours - found)

    def test_expiry_between_sign_up_and_shift(self):
        """Valid today is not enough: the day of the assignment counts (V13)."""
        self.clear(self.privacy)
        until = self.today + timedelta(days=10)
        self.clear(self.conduct, date_until=until)
        state = self.volunteer1._get_clearance_state
        self.assertEqual(state(self.homework, until), "expiring")
        after = until + timedelta(days=1)
        self.assertEqual(state(self.homework, after), "expired")
        self.assertFalse(self.volunteer1._get_unfit(self.homework, until))
        (reason,) = self.volunteer1._get_unfit(self.homework, after)
        self.assertIn("before the assignment", reason)
        booking = self.book(hours=24 * 12)
        self.assertEqual(booking.clearance_state, "expired")
        self.assertIn("before the assignment", booking.clearance_words)

    def test_reasons_tell_no_result(self):
        self.clear(self.conduct, result="objection")
        reasons = self.volunteer1._get_unfit(self.homework, self.today)
        self.assertEqual(len(reasons), 2)
        self.assertIn("Extended certificate of conduct is missing.", reasons)
        self.clear(self.privacy, months=3, date_until=self.today - timedelta(days=1))
        reasons = self.volunteer1._get_unfit(self.homework, self.today)
        self.assertTrue(any("Privacy pledge expired on" in words for words in reasons))

    def test_fit_domain_is_one_query(self):
        self.clear(self.privacy)
        self.clear(self.conduct)
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        domain = volunteers._get_fit_domain(self.homework, self.today)
        ours = self.volunteer1 | self.volunteer2
        self.assertEqual(volunteers.search(domain) & ours, self.volunteer1)
        self.env.flush_all()
        with self.assertQueryCount(1):
            volunteers.sudo()._search(domain).get_result_ids()

    def test_after_some_deployments(self):
        requirement = self.env.ref(f"{ADDON}_clearance_requirement_training")
        requirement.write({"active": True, "after_count": 2})
        self.clear(self.privacy)
        self.clear(self.conduct)
        state = self.volunteer1._get_clearance_state
        self.assertEqual(state(self.homework, self.today), "valid")
        for days in (3, 5):
            self.book(hours=-24 * days)
        self.assertEqual(state(self.homework, self.today), "expired")
        self.assertEqual(state(self.transport, self.today), "valid")

    def test_repetition_renews(self):
        requirement = self.env.ref(f"{ADDON}_clearance_requirement_hygiene_event")
        requirement.active = True
        self.clear(self.privacy)
        self.clear(self.hygiene, months=25)
        state = self.volunteer1._get_clearance_state
        self.assertEqual(state(self.task, self.today), "expired")
        self.clear(self.repeat)
        self.assertEqual(state(self.task, self.today), "valid")
        with self.assertRaisesRegex(ValidationError, "repetition"):
            requirement.type_id = self.repeat

    def test_rows_are_not_overwritten(self):
        row = self.clear(self.conduct)
        row.date_until = self.today  # the author, on the day of entry
        self.env.cr.execute(
            "UPDATE integration_volunteer_clearance"
            " SET create_date = create_date - INTERVAL '2 days' WHERE id = %s",
            [row.id],
        )
        row.invalidate_recordset()
        for act in (lambda: row.write({"result": "objection"}), row.unlink):
            with self.assertRaisesRegex(UserError, "never overwritten"):
                act()
        new = row.action_withdraw()
        self.assertEqual(new.result, "withdrawn")
        self.assertEqual(row.superseded_on, self.today)
        self.assertFalse(row.is_current)
        with self.assertRaises(UserError):
            row.action_withdraw()

    def test_bad_days(self):
        tomorrow = fields.Date.add(self.today, days=1)
        for vals in (
            {"seen_on": tomorrow, "date_issued": tomorrow},
            {"seen_on": fields.Date.subtract(self.today, days=2)}
            | {"date_issued": self.today},
            {"date_issued": fields.Date.subtract(self.today, months=4)},
            {"date_until": fields.Date.subtract(self.today, days=1)},
            {"date_issued": False},
        ):
            with self.assertRaises(ValidationError):
                self.clear(self.conduct, **vals)

    def test_no_file_by_any_door(self):
        """A file cannot be attached, whoever tries and however (V14)."""
        row = self.clear(self.conduct)
        files = self.env["ir.attachment"]
        for env in (files, files.with_user(self.coordinator)):
            with self.assertRaises(ValidationError):
                env.create(
                    {
                        "name": "zeugnis.pdf",
                        "raw": b"%PDF",
                        "res_model": row._name,
                        "res_id": row.id,
                    }
                )
            with self.assertRaises(ValidationError):
                env.with_context(
                    default_res_model=row._name, default_res_id=row.id
                ).create({"name": "zeugnis.pdf", "raw": b"%PDF"})
            loose = env.create({"name": "zeugnis.pdf", "raw": b"%PDF"})
            with self.assertRaises(ValidationError):
                loose.write({"res_model": row._name, "res_id": row.id})
        self.assertFalse(hasattr(row, "message_post"))
        kinds = {field.type for field in row._fields.values()}
        self.assertFalse(kinds & {"binary", "image", "properties"})

    # ------------------------------------------------------------------
    # Assignments looked at again
    # ------------------------------------------------------------------

    def test_blocked_assignment_is_told_once(self):
        self.clear(self.privacy)
        row = self.clear(self.conduct)
        booking = self.book()
        self.assertEqual(booking.clearance_state, "valid")
        self.clear(self.conduct, result="objection")
        self.assertEqual(booking.clearance_state, "expired")
        alerts = self.get_alerts()
        self.assertEqual(len(alerts), 1)
        self.assertEqual(alerts.user_id, self.coordinator)
        self.assertNotIn("bjection", alerts.note)
        found = self.bookings.search([("clearance_state", "=", "expired")])
        self.assertIn(booking, found)
        self.run_job()
        self.assertEqual(self.get_alerts(), alerts)
        self.clear(self.conduct)
        self.assertEqual(booking.clearance_state, "valid")
        self.assertFalse(booking.clearance_told)
        self.assertTrue(row.superseded_on)

    def test_requirement_changed(self):
        self.clear(self.privacy)
        booking = self.book(task=self.transport)
        self.assertEqual(booking.clearance_state, "valid")
        self.env["integration.clearance.requirement"].create(
            {
                "type_id": self.conduct.id,
                "scope": "task",
                "task_id": self.transport.id,
            }
        )
        self.assertEqual(booking.clearance_state, "expired")
        self.assertEqual(len(self.get_alerts()), 1)

    def test_daily_warning(self):
        self.clear(self.conduct, months=58)
        for _day in range(2):
            self.run_job()
        alerts = self.get_alerts()
        self.assertEqual(len(alerts), 1)
        self.assertIn("Extended certificate of conduct", alerts.note)

    # ------------------------------------------------------------------
    # Deletion by law
    # ------------------------------------------------------------------

    def test_deleted_at_once_who_never_started(self):
        row = self.clear(self.conduct)
        kept = self.clear(self.privacy)
        self.volunteer1.action_leave()
        self.assertFalse(row.exists())
        self.assertTrue(kept.exists())
        line = self.env["integration.volunteer.deletion"].search([], limit=1)
        self.assertEqual((line.kind, line.count), ("certificate_of_conduct", 1))
        self.assertNotIn("Helga", f"{line.rule}{line.display_name}")

    def test_deleted_some_months_after_leaving(self):
        row = self.clear(self.conduct)
        self.book(hours=-48)
        self.volunteer1.action_leave()
        self.assertTrue(row.exists())
        volunteer = self.volunteer1.sudo()
        volunteer.left_on = fields.Date.subtract(self.today, months=2)
        self.run_job()
        self.assertTrue(row.exists())
        volunteer.left_on = fields.Date.subtract(self.today, months=3)
        self.run_job()
        self.assertFalse(row.exists())

    def test_deletions_are_noted_by_the_system(self):
        with self.assertRaises(AccessError):
            self.env["integration.volunteer.deletion"].with_user(
                self.coordinator
            ).create(
                {
                    "company_id": self.env.company.id,
                    "date": self.today,
                    "kind": "volunteer",
                    "count": 1,
                    "rule": "x",
                }
            )

    # ------------------------------------------------------------------
    # Documents, onboarding
    # ------------------------------------------------------------------

    def test_documents(self):
        self.env.ref(f"{ADDON}_clearance_requirement_secrecy").active = True
        documents = {row["type"]: row for row in self.volunteer1._get_documents()}
        self.assertEqual({*documents}, {self.secrecy, self.privacy})
        self.assertEqual(documents[self.privacy]["state"], "expired")
        self.assertEqual(documents[self.secrecy]["after"], ["Introductory talk"])
        with self.assertRaisesRegex(UserError, "Introductory talk"):
            self.volunteer1._confirm_document(self.secrecy)
        with self.assertRaisesRegex(UserError, "not confirmed here"):
            self.volunteer1._confirm_document(self.conduct)
        self.clear(self.talk)
        row = self.volunteer1._confirm_document(self.secrecy)
        again = self.volunteer1._confirm_document(self.secrecy)
        self.assertEqual(row, again)
        self.assertEqual(row.text_version, 1)
        self.assertIn("pictures", row.confirmed_text)
        self.secrecy.text = "<p>Anders</p>"
        self.assertEqual(self.secrecy.text_version, 2)
        self.assertIn("pictures", row.confirmed_text)
        with self.assertRaises(UserError):
            row.with_user(self.coordinator).write({"date_until": self.today})
        state = {r["type"]: r["state"] for r in self.volunteer1._get_documents()}
        self.assertEqual(state[self.secrecy], "valid")

    def test_confirmed_without_account(self):
        """By a link there is no user: the row says when and what, not who saw it."""
        public = self.env.ref("base.public_user")
        with self.assertRaises(AccessError):
            self.volunteer1.with_user(public).check_access("read")
        # sudo: as the pages by link do it
        volunteer = self.volunteer1.with_user(public).sudo()
        (document,) = volunteer._get_documents()
        row = volunteer._confirm_document(document["type"])
        self.assertFalse(row.seen_by_id)
        self.assertTrue(row.confirmed_at)
        with self.assertRaises(UserError):
            row.with_user(self.coordinator).unlink()
        forged = self.clear(
            self.talk, confirmed_at="2020-01-01", text_version=9, warned_on=self.today
        )
        self.assertFalse(forged.confirmed_at or forged.text_version)

    def test_list_asks_once(self):
        """The list of volunteers asks the database once for all its lights."""
        volunteers = self.volunteer1 | self.volunteer2
        many = volunteers.browse(
            [
                self._new_volunteer(f"Zahl {n}", task_ids=self.homework.ids).id
                for n in range(10)
            ]
        )
        for records in (volunteers, many):
            records.mapped("name")
            records.mapped("task_ids.name")
            self.env.flush_all()
            records.invalidate_recordset(["clearance_state"], flush=False)
            self.conduct.with_user(self.coordinator).name  # noqa: B018
            with self.assertQueryCount(3):
                records.mapped("clearance_state")

    def test_onboarding(self):
        new = self._new_volunteer("Nora Neu", state="interested")
        new.task_ids = self.homework
        self.clear(self.privacy, new)
        new.action_start_onboarding()
        steps = new.activity_ids.activity_type_id.mapped("name")
        self.assertIn("Interview", steps)
        self.assertIn("See the certificate of conduct", steps)
        self.assertNotIn("Privacy pledge", steps)
        self.assertEqual(new.activity_ids.user_id, self.coordinator)
        with self.assertRaisesRegex(UserError, "Nora Neu"):
            new.action_start_onboarding()
        new.action_interview()
        new.action_activate()
        self.assertEqual(new.state, "active")
        self.assertIn("stay blocked", new.message_ids[0].body)

    # ------------------------------------------------------------------
    # Who may what
    # ------------------------------------------------------------------

    def test_rights(self):
        row = self.clear(self.conduct)
        for user in (self.manager1, self.lead, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                row.with_user(user).check_access("read")
        with self.assertRaises(AccessError):
            self.conduct.with_user(self.coordinator).write({"validity_months": 1})
        with self.assertRaises(AccessError):
            self.env["integration.clearance.requirement"].with_user(
                self.coordinator
            ).create({"type_id": self.conduct.id, "scope": "all"})

    def test_screens(self):
        """The screens open in the coordinator's rights."""
        with Form(self.volunteer1) as form:
            form.wishes = "Mittwochs"
        view = "integration_volunteer.integration_volunteer_clearance_view_form"
        with Form(self.rows, view) as form:
            form.volunteer_id = self.volunteer1
            form.type_id = self.conduct
            form.date_issued = self.today
            self.assertEqual(form.date_until, fields.Date.add(self.today, months=60))
        self.assertEqual(self.volunteer1.clearance_ids.covers_id, self.conduct)
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        for name in ("list", "kanban", "form", "search"):
            self.assertTrue(volunteers.get_view(view_type=name)["arch"])
        risk = self.env.ref(
            "integration_volunteer.integration_volunteer_booking_view_list_risk"
        )
        bookings = self.bookings.with_user(self.coordinator)
        self.assertTrue(bookings.get_view(risk.id, "list")["arch"])

    def test_moved_assignment(self):
        self.clear(self.privacy)
        self.clear(self.conduct, date_until=self.today + timedelta(days=5))
        booking = self.book()
        self.assertFalse(self.get_alerts())
        start, stop = self._hours_ahead(24 * 7)
        booking.write({"start": start, "stop": stop})
        self.assertEqual(len(self.get_alerts()), 1)

    def test_types(self):
        with self.assertRaises(ValidationError):
            self.talk.predecessor_ids = [Command.link(self.secrecy.id)]
        with self.assertRaises(ValidationError):
            self.talk.confirmable = True
        with self.assertRaises(ValidationError):
            self.conduct.write({"confirmable": True, "text": "<p>x</p>"})
