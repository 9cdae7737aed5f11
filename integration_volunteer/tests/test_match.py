from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import SQL

from .common_match import MatchCase


@tagged("post_install", "-at_install")
class TestMatch(MatchCase):
    """Suggestions with reasons (V16-V18)."""

    def found(self, **wishes):
        return [row["volunteer"].name for row in self.find(**wishes)]

    def explain(self, volunteer, **wishes):
        asked = {
            "task": self.interpreting,
            "start": self.start,
            "stop": self.stop,
            "language": self.arabic,
            "level": "b1",
            **wishes,
        }
        return " ".join(self.match._explain(volunteer, **asked))

    def test_hard_filters(self):
        """Each filter alone shuts out, and is said in words for the one shut out."""
        both = ["Benno Bereit", "Helga Hilfreich"]
        helga = self.volunteer1
        self.assertEqual(self.found(), both)
        self.assertEqual(self.explain(helga), "")
        # task
        helga.task_ids -= self.interpreting
        self.assertEqual(self.found(), both[:1])
        self.assertIn("Does not do “Interpreting”", self.explain(helga))
        helga.task_ids += self.interpreting
        # wish on gender
        self.assertFalse(self.found(gender="female"))
        helga.gender = "female"
        self.assertEqual(self.found(gender="female"), both[1:])
        self.assertIn("Female", self.explain(self.volunteer2, gender="female"))
        # state
        helga.action_pause()
        self.assertEqual(self.found(), both[:1])
        self.assertIn("Paused", self.explain(helga))
        helga.action_activate()
        # authority
        self.assertFalse(self.found(company=self.county))
        self.assertIn("another authority", self.explain(helga, company=self.county))
        # time; back-to-back is allowed
        request = self.new_request()
        self.ask(request, helga)._accept()
        self.assertEqual(self.found(), both[:1])
        self.assertIn("booked at this time", self.explain(helga))
        self.assertEqual(self.explain(helga, besides=request.sudo()), "")
        after = {"start": self.stop, "stop": self.stop + timedelta(hours=1)}
        self.assertCountEqual(self.found(**after), both)

    def test_languages(self):
        """Level, form, present finding, interpreting, and pairs by way of German."""
        names = ["Benno Bereit", "Helga Hilfreich"]
        self.assertEqual(self.found(level="b2"), names)
        self.assertFalse(self.found(level="c1"))
        self.assertIn(
            "interprets Arabic from C1", self.explain(self.volunteer1, level="c1")
        )
        # a finding of later is the one that counts
        yesterday = self.today - timedelta(days=1)
        turkish = self.env["integration.language"].search([("code", "=", "tur")])
        self._add_language(self.volunteer1, turkish, "c2", assessed_on=yesterday)
        self.assertEqual(self.found(language=turkish, level="c1"), names[1:])
        self._add_language(self.volunteer1, turkish, "a2")
        self.assertFalse(self.found(language=turkish, level="c1"))
        # native speakers need no level
        self._add_language(self.volunteer2, turkish, False, is_native=True)
        self.assertEqual(self.found(language=turkish, level="c2"), names[:1])
        # both languages of a pair
        pair = self.found(other_language=turkish, level="b2")
        self.assertEqual(pair, names[:1])
        # in writing
        self.assertFalse(self.found(form="written"))
        tigrinya = self.env["integration.language"].search([("code", "=", "tir")])
        self._add_language(self.volunteer1, tigrinya, "b1", reading="b2", writing="b1")
        for form, level, fits in (
            ("written", "b1", True),
            ("written", "b2", False),
            ("both", "b1", True),
        ):
            found = self.found(language=tigrinya, form=form, level=level)
            self.assertEqual(bool(found), fits, (form, level))
        # who speaks but does not interpret; other tasks need no interpreting
        self._add_language(self.volunteer2, tigrinya, "c1", interprets=False)
        self.assertEqual(self.found(language=tigrinya), names[1:])
        self.assertEqual(
            self.found(language=tigrinya, task=self.task, level="c1"), names[:1]
        )

    def test_scores_are_explained(self):
        """Points add up, the reasons name filters and values; equal ones by name."""
        rows = self.find(zip="72764")
        self.assertEqual(
            [row["volunteer"].name for row in rows], ["Benno Bereit", "Helga Hilfreich"]
        )
        self.volunteer1.sudo().write({"zip": "72764", "has_car": True})
        self.volunteer2.sudo().zip = "72770"
        first, second = self.find(zip="72764")
        self.assertEqual(first["volunteer"], self.volunteer1)
        self.assertGreater(first["score"], second["score"])
        passed = [words for kind, words in first["reasons"] if kind == "passed"]
        self.assertIn("interprets Arabic from B1 (Oral)", passed)
        self.assertIn("free at this time", passed)
        scored = [words for kind, words in first["reasons"] if kind == "score"]
        self.assertEqual(
            scored,
            [
                "Fairness, 0 hours booked lately: 27 of 27 points",
                "Weekly times, not known: 10 of 20 points",
                "Area, not known: 7 of 13 points",
                "Nearness, postcode 72764: 20 of 20 points",
                "Car: 7 of 7 points",
                "Language, B2: 4 of 13 points",
            ],
        )
        self.assertEqual(first["score"], 74)
        # by phone neither nearness nor car counts
        self.assertEqual(len({row["score"] for row in self.find()}), 1)

    def test_fairness(self):
        """Who has helped much lately comes later; the weights are dated data."""
        request = self.new_request(
            start=self.start + timedelta(days=1),
            stop=self.start + timedelta(days=1, hours=10),
        )
        self.ask(request, self.volunteer2)._accept()
        self.assertEqual(self.found(), ["Helga Hilfreich", "Benno Bereit"])
        low = self.find()[1]
        self.assertIn(
            ("score", "Fairness, 10 hours booked lately: 22 of 44 points"),
            low["reasons"],
        )
        rule = self.env["integration.rule.value"]
        rule.search([("key", "=", "match_weight_fairness")]).value = "0"
        self.assertEqual(self.found(), ["Benno Bereit", "Helga Hilfreich"])

    def test_dialect(self):
        moroccan = self._new_volunteer("Zara Z", task_ids=self.interpreting.ids)
        self._add_language(moroccan, self.arabic, dialect="Marokkanisches Arabisch")
        self.assertEqual(self.found()[-1], "Zara Z")
        self.assertEqual(self.found(dialect="marokk")[0], "Zara Z")

    def test_queries_do_not_grow(self):
        """Top 20 of 50 and of 500 volunteers: the same number of queries (V18)."""
        self.fill_up(50)
        self.count_queries()
        few, _names = self.count_queries()
        self.fill_up(450)
        many, names = self.count_queries()
        self.assertEqual(few, many)
        self.assertLess(many, 20)
        self.assertEqual(len(names), 20)
        self.assertEqual(names, self.count_queries()[1])

    def test_only_for_the_coordination(self):
        for user in (self.manager1, self.clerk, self.admin):
            self.match = self.match.with_user(user)
            with self.assertRaises(AccessError):
                self.find()
            with self.assertRaises(AccessError):
                self.explain(self.volunteer1.with_user(user))

    def test_filters_of_concerns(self):
        """A concern adds a domain and a value; both count and are explained."""
        match = type(self.match)
        rules, soft = match._get_hard_sql, match._get_soft_sql
        domain = [("has_car", "=", True)]

        def get_hard_sql(model, params):
            return rules(model, params) + [model._get_domain_sql(domain)]

        def get_soft_sql(model, params):
            value = SQL("CASE WHEN v.zip IS NULL THEN 0 ELSE 1 END")
            return [*soft(model, params), ("extra", value, 50)]

        with (
            patch.object(match, "_get_hard_sql", get_hard_sql),
            patch.object(match, "_get_soft_sql", get_soft_sql),
        ):
            self.assertFalse(self.found())
            self.assertIn("does not fit", self.explain(self.volunteer1))
            self.volunteer1.has_car = True
            [row] = self.find()
            self.assertEqual(row["volunteer"], self.volunteer1)
            words = [words for kind, words in row["reasons"] if kind == "score"]
            self.assertRegex(" ".join(words), r"extra: 0 of \d+ points")

    # ------------------------------------------------------------------
    # The dialog
    # ------------------------------------------------------------------

    def test_dialog(self):
        """Ticked ones are asked, nobody by itself; somebody by hand with warnings."""
        request = self.new_request()
        draft = self.new_request(opened=False)
        with self.assertRaisesRegex(UserError, draft.reference):
            draft.action_suggest()
        action = request.action_suggest()
        suggest = self.env[action["res_model"]].with_user(self.coordinator)
        suggest = suggest.browse(action["res_id"])
        self.assertEqual(
            suggest.line_ids.volunteer_id, self.volunteer1 | self.volunteer2
        )
        self.assertFalse(request.ask_ids)
        with self.assertRaisesRegex(UserError, "tick"):
            suggest.action_ask()
        other = self._new_volunteer("Olga Ohne")
        paused = self._new_volunteer("Paul Pause", state="paused")
        with Form(suggest) as form:
            form.volunteer_id = paused
            self.assertTrue(form.blocked)
            self.assertIn("Paused", form.warning)
            form.volunteer_id = other
            self.assertFalse(form.blocked)
            self.assertIn("Does not do", form.warning)
            with form.line_ids.edit(0) as line:
                line.chosen = True
        suggest.action_ask()
        self.assertEqual(len(request.ask_ids), 2)
        ask = request.ask_ids.filtered("score")
        self.assertIn("points", ask.reasons)
        with self.assertRaisesRegex(UserError, "asked already"):
            suggest.action_ask()
        # one by one, as on a phone
        line = suggest.line_ids[1]
        self.assertEqual(line.action_ask()["res_id"], suggest.id)
        self.assertEqual(line.state, "asked")
        with self.assertRaisesRegex(UserError, "asked already"):
            line.action_ask()
        self.assertEqual(len(request.ask_ids), 3)
