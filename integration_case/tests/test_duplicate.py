import base64
from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from .common_roles import RolesCase

DAY = "1990-05-13"
MANY = 500


class DuplicateCase(RolesCase):
    """One file that manager1 reads, one that he does not, and many others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._open_file(
            cls.manager1, "Al-Hariri", "Mohammed", birth_date=DAY
        ).person_id
        cls.hidden_case = cls._open_file(
            cls.manager2, "Kovalenko", "Oleksandr", birth_date=DAY
        )
        cls.hidden = cls.hidden_case.person_id
        cls.people = cls.env["integration.person"]

    def fill(self, number):
        """Add persons of many names and dates straight to the table."""
        first = ["Ali", "Sara", "Omar", "Olena", "Ivan", "Rana", "Yonas", "Lamin"]
        day = date(1950, 1, 1)
        names = [
            (
                f"Familie{index % 997:03d}".translate(
                    str.maketrans("0123456789", "abdfgklmnr")
                ),
                first[index % 8],
                day + timedelta(days=index * 37 % 25000),
            )
            for index in range(number)
        ]
        make = self.people._fields["match_keys"]
        self.assertTrue(make.store)
        records = [
            {"last_name": last, "first_name": given, "birth_date": born}
            for last, given, born in names
        ]
        for start in range(0, number, 5000):
            self.people.create(records[start : start + 5000])
            self.env.flush_all()
            self.env.invalidate_all()
        self.cr.execute("ANALYZE integration_person")

    def check_lookup(self, seqscan):
        """One query that uses the index, and a bounded number of candidates."""
        described = self.people._describe_values(
            {"last_name": "Alhariri", "first_name": "Muhammad", "birth_date": DAY}
        )
        self.people._find_similar([described])
        self.env.flush_all()
        with self.assertQueryCount(1):
            found = self.people._find_similar([described])[0]
        self.assertEqual(found, self.mine)
        # so few rows would be read without any index
        self.cr.execute(f"SET LOCAL enable_seqscan = {seqscan}")
        plan = "\n".join(
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "EXPLAIN SELECT id FROM integration_person"
                    " WHERE match_keys ?| %s AND company_id = %s"
                    " AND merged_into_id IS NULL",
                    ["d:1990-5-13", "p:#1+rr"],
                    self.env.company.id,
                )
            )
        )
        self.assertIn("match_keys", plan)
        self.assertNotIn("Seq Scan", plan)


@tagged("post_install", "-at_install")
class TestDuplicate(DuplicateCase):
    """Files that exist already, while a name is typed (C4, C5)."""

    def type_name(self, user=None, model="integration.intake", **vals):
        """:return: the hint a user sees after typing"""
        form = Form(self.env[model].with_user(user or self.manager1))
        for name, value in vals.items():
            form[name] = value
        return str(form.duplicate_hint or "")

    # ------------------------------------------------------------------
    # Files one may read
    # ------------------------------------------------------------------

    def test_own_file_is_named(self):
        for first, last in (
            ("Muhammad", "Alhariri"),
            ("محمد", "الحريري"),
            ("El Hariri", "Mohamed"),
        ):
            hint = self.type_name(last_name=last, first_name=first, birth_date=DAY)
            self.assertIn(self.mine.reference, hint, first)
            self.assertIn("Al-Hariri, Mohammed", hint)
            self.assertIn(f"/odoo/clients/{self.mine.id}", hint)

    def test_own_file_without_birth_date(self):
        hint = self.type_name(last_name="Alhariri", first_name="Muhammad")
        self.assertIn(self.mine.reference, hint)

    def test_nothing_for_others(self):
        for vals in (
            {"last_name": "Alhariri"},
            {"last_name": "Alhariri", "first_name": "Aisha", "birth_date": DAY},
            {
                "last_name": "Al-Hariri",
                "first_name": "Mohammed",
                "birth_date": "1999-01-02",
            },
            {"last_name": "<b>x</b>", "first_name": "%_'\"\\", "birth_date": DAY},
        ):
            self.assertEqual(self.type_name(**vals), "", vals)

    def test_names_are_escaped(self):
        self.mine.last_name = "<script>alert(1)</script>"
        hint = self.type_name(
            last_name="<script>alert(1)</script>", first_name="Mohammed", birth_date=DAY
        )
        self.assertIn(self.mine.reference, hint)
        self.assertNotIn("<script", hint)

    def test_keys_follow_the_name(self):
        self.mine.write({"last_name": "Wardak", "first_name": "Mirwais"})
        hint = self.type_name(last_name="Vardak", first_name="Mirweis", birth_date=DAY)
        self.assertIn(self.mine.reference, hint)
        self.assertEqual(
            self.type_name(last_name="Alhariri", first_name="Muhammad", birth_date=DAY),
            "",
        )

    def test_keys_are_nobodys(self):
        for user in (self.manager1, self.lead, self.admin, self.dpo):
            person = self.as_user(user, self.mine)
            with self.assertRaises(AccessError, msg=user.login):
                person.read(["match_keys"])
            with self.assertRaises(AccessError, msg=user.login):
                person.search([("match_keys", "!=", False)])

    # ------------------------------------------------------------------
    # Files one may not read
    # ------------------------------------------------------------------

    def type_hidden(self, **vals):
        return self.type_name(
            **{"last_name": "Kowalenko", "first_name": "Alexander", **vals}
        )

    def test_hidden_file_tells_the_team_only(self):
        hint = self.type_hidden(birth_date=DAY)
        self.assertIn("Test team 2", hint)
        for word in (
            self.hidden.reference,
            self.hidden_case.reference,
            "Kovalenko",
            "Oleksandr",
            "1990",
            "05/13",
            "/odoo/",
            self.manager2.name,
        ):
            self.assertNotIn(word, hint)

    def test_hidden_file_of_closed_case_and_no_team(self):
        self.close(self.hidden_case)
        self.assertIn("Test team 2", self.type_hidden(birth_date=DAY))
        self.hidden_case.sudo().team_id = False
        self.assertIn("team lead", self.type_hidden(birth_date=DAY))

    def test_hidden_file_needs_all(self):
        """Neither part of a name nor a guessed birth date finds it out."""
        for vals in (
            {},
            {"birth_date": "1990-05-14"},
            {"birth_date": "1990-01-01"},
            {"birth_date": DAY, "first_name": False},
            {"birth_date": DAY, "first_name": "O"},
            {"birth_date": DAY, "last_name": "K"},
            {"birth_date": DAY, "first_name": "%", "last_name": "%"},
        ):
            self.assertEqual(self.type_hidden(**vals), "", vals)

    def test_several_hidden_files_tell_no_number(self):
        one = self.type_hidden(birth_date=DAY)
        for _number in range(3):
            self._open_file(self.manager2, "Kovalenko", "Oleksandr", birth_date=DAY)
        self.assertEqual(self.type_hidden(birth_date=DAY), one)

    def test_hit_is_logged(self):
        log = type(self.env["integration.access.log"])
        with patch.object(log, "_log", autospec=True) as entry:
            self.type_hidden(birth_date=DAY)
            self.type_hidden(birth_date=DAY, last_name="Niemand")
        entry.assert_called_once()
        model, kind, records = entry.call_args.args
        self.assertEqual(kind, "finder")
        self.assertEqual(records, self.hidden)
        self.assertEqual(model.env.user, self.manager1)

    def test_limit_an_hour(self):
        """Misses count as well; after an hour it goes on (dated rule)."""
        rule = self.env.ref(
            "integration_case.integration_rule_value_duplicate_lookups_per_hour"
        )
        rule.value = "3"
        with freeze_time("2031-05-05 08:00:00"):
            for _number in range(3):
                self.assertEqual(self.type_hidden(birth_date=DAY, last_name="Nie"), "")
            hint = self.type_hidden(birth_date=DAY)
            self.assertNotIn("Test team 2", hint)
            self.assertIn("hour", hint)
            # own files are shown all the same, and colleagues have their own number
            own = self.type_name(
                last_name="Hariri", first_name="Mohamed", birth_date=DAY
            )
            self.assertIn(self.mine.reference, own)
            other = self.type_hidden(user=self.colleague, birth_date=DAY)
            self.assertIn("Test team 2", other)
        with freeze_time("2031-05-05 09:00:01"):
            self.assertIn("Test team 2", self.type_hidden(birth_date=DAY))

    def test_incomplete_typing_costs_nothing(self):
        self.type_hidden()
        lookups = self.env["integration.person.lookup"]
        self.assertFalse(lookups.search([("user_id", "=", self.manager1.id)]))

    def test_saved_records_do_not_answer(self):
        """Only typing answers: no list of answers by reading many forms."""
        vals = {"last_name": "Kovalenko", "first_name": "Oleksandr", "birth_date": DAY}
        intakes = self.env["integration.intake"].with_user(self.manager1)
        intake = intakes.create([vals] * 30)
        for row in intake.web_read({"duplicate_hint": {}}):
            self.assertFalse(row["duplicate_hint"])
        self.assertFalse(self.mine.with_user(self.manager1).duplicate_hint)

    def test_other_authority(self):
        """Nothing is learned of files of another company."""
        hint = self.type_hidden(user=self.foreigner, birth_date=DAY)
        self.assertEqual(hint, "")

    def test_who_may_type(self):
        for user in (self.clerk, self.config, self.dpo, self.stats, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                self.type_hidden(user=user, birth_date=DAY)

    # ------------------------------------------------------------------
    # Other forms
    # ------------------------------------------------------------------

    def test_adding_a_person(self):
        wizard = self.env["integration.person.add"].with_user(self.manager1)
        with Form(wizard.with_context(default_case_id=self.case1.id)) as form:
            form.last_name = "Hariri"
            form.first_name = "Mohamad"
            form.birth_date = DAY
            self.assertIn(self.mine.reference, str(form.duplicate_hint))
            form.person_id = self.case1.person_id
            self.assertFalse(form.duplicate_hint)

    def test_changing_a_name(self):
        twin = self._open_file(self.manager1, "Hariri", "Ahmad", birth_date=DAY)
        with Form(twin.person_id.with_user(self.manager1)) as form:
            self.assertFalse(form.duplicate_hint)
            form.phone = "0171 1"
            self.assertFalse(form.duplicate_hint)
            form.first_name = "Mohamed"
            self.assertIn(self.mine.reference, str(form.duplicate_hint))
            self.assertNotIn(twin.person_id.reference, str(form.duplicate_hint))

    def test_going_back_in_intake(self):
        """One's own new file is no duplicate of itself."""
        intake = self.env["integration.intake"].with_user(self.manager1)
        intake = intake.create({"last_name": "Neu", "first_name": "Nora"})
        intake.action_next()
        intake.action_back()
        with Form(intake) as form:
            form.birth_date = DAY
            self.assertFalse(form.duplicate_hint)

    def test_import(self):
        """Rows note files that one reads; of others there is no word."""
        text = (
            "Nachname;Vorname;Geburtsdatum\n"
            "Alhariri;Muhammad;13.05.1990\n"
            "Kowalenko;Alexander;13.05.1990\n"
        )
        import_ = (
            self.env["integration.import"]
            .with_user(self.manager1)
            .create({"file": base64.b64encode(text.encode()), "name": "a.csv"})
        )
        import_.action_check()
        first, second = import_.row_ids
        self.assertEqual(first.state, "ok")
        self.assertIn(self.mine.reference, first.message)
        self.assertFalse(second.message)
        import_.action_import()
        self.assertEqual(import_.row_ids.mapped("state"), ["done", "done"])
        self.assertIn(self.mine.reference, first.message)
        self.assertFalse(self.env["integration.person.lookup"].search([]))

    # ------------------------------------------------------------------
    # Not the same person
    # ------------------------------------------------------------------

    def make_twin(self):
        case = self._open_file(self.manager1, "Hariri", "Muhammad", birth_date=DAY)
        return case.person_id

    def search_pairs(self, user=None):
        pairs = self.env["integration.person.duplicate"].with_user(
            user or self.manager1
        )
        action = pairs.action_search()
        return pairs.search(action["domain"] and [("create_uid", "=", pairs.env.uid)])

    def test_list_of_pairs(self):
        twin = self.make_twin()
        pair = self.search_pairs()
        self.assertEqual(pair.person_id | pair.other_id, twin | self.mine)
        self.assertEqual(pair.birth, "same")
        self.assertFalse(self.search_pairs(self.colleague))
        self.assertEqual(len(self.search_pairs(self.lead)), 1, "leads read the team's")
        self.assertEqual(len(self.search_pairs()), 1, "the list is replaced")

    def test_list_names_no_hidden_file(self):
        self._open_file(self.manager1, "Kowalenko", "Alexandr", birth_date=DAY)
        self.assertFalse(self.search_pairs())

    def test_told_apart(self):
        twin = self.make_twin()
        self.search_pairs().action_distinct()
        self.assertFalse(self.search_pairs())
        twin.with_user(self.manager1).action_show_duplicates()
        pairs = self.env["integration.person.distinct"].search(
            [("person_id", "in", (twin | self.mine).ids)]
        )
        self.assertEqual(len(pairs), 1)
        self.assertEqual(pairs.user_id, self.manager1)
        with Form(twin.with_user(self.manager1)) as form:
            form.first_name = "Mohamed"
            self.assertFalse(form.duplicate_hint)
        # a second statement is the same one
        again = twin.with_user(self.manager1)._state_distinct(self.mine)
        self.assertEqual(again, pairs)
        mine = pairs.with_user(self.manager1)
        mine.action_revoke()
        self.assertEqual(pairs.revoked_by_id, self.manager1)
        with self.assertRaises(UserError):
            mine.action_revoke()
        self.assertEqual(len(self.search_pairs()), 1)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_telling_apart_needs_both(self):
        pairs = self.env["integration.person.distinct"]
        with self.assertRaises(AccessError):
            self.as_user(self.manager1, self.mine)._state_distinct(self.hidden)
        with self.assertRaises(AccessError):
            self.as_user(self.manager1, pairs).create(
                {"person_id": self.mine.id, "other_id": self.hidden.id}
            )
        with self.assertRaises(ValidationError):
            self.as_user(self.manager1, pairs).create(
                {"person_id": self.mine.id, "other_id": self.mine.id}
            )
        pair = pairs.create({"person_id": self.mine.id, "other_id": self.hidden.id})
        for user in (self.manager1, self.manager2, self.clerk, self.admin, self.dpo):
            self.assertFalse(self.may_read(user, pair), user.login)
            with self.assertRaises(AccessError, msg=user.login):
                self.as_user(user, pair).action_revoke()

    def test_statement_cannot_be_forged(self):
        twin = self.make_twin()
        pair = (
            self.env["integration.person.distinct"]
            .with_user(self.manager1)
            .create(
                {
                    "person_id": twin.id,
                    "other_id": self.mine.id,
                    "user_id": self.lead.id,
                    "date_revoked": fields.Datetime.now(),
                }
            )
        )
        self.assertEqual(pair.user_id, self.manager1)
        self.assertFalse(pair.date_revoked)
        with self.assertRaises(AccessError):
            pair.note = "x"
        with self.assertRaises(AccessError):
            pair.unlink()

    # ------------------------------------------------------------------
    # Speed
    # ------------------------------------------------------------------

    def test_one_indexed_query(self):
        self.fill(MANY)
        self.check_lookup("off")

    def test_many_rows_at_once(self):
        """A batch of an import is one query as well."""
        described = [
            self.people._describe_values({"last_name": f"Name{i}", "birth_date": DAY})
            for i in range(50)
        ]
        described.append(self.people._describe(self.mine))
        self.env.flush_all()
        with self.assertQueryCount(1):
            found = self.people._find_similar(described, narrow=True)
        self.assertEqual(found[-1], self.mine)
        self.assertEqual(len(found), 51)


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestDuplicateLarge(DuplicateCase):
    """The look-up among 100,000 persons."""

    def test_one_indexed_query(self):
        self.fill(100_000)
        self.check_lookup("on")
