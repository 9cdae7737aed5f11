from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tests.common_consent import agree

from .common_offer import OfferCase


@tagged("post_install", "-at_install")
class TestOfferMatch(OfferCase):
    """Three answers for every rule, with the reason; nothing is hidden (O4)."""

    def answer(self, facts, rule, offer=None):
        found = (offer or self.offer)._match(facts)[0]
        rows = [row for row in found["answers"] if row["rule"] == rule]
        if not rows:
            return None
        self.assertTrue(rows[0]["reason"])
        self.assertTrue(rows[0]["label"])
        return rows[0]["answer"]

    def check(self, vals, rule, cases):
        """:param cases: list of (facts, answer)"""
        self.offer.write(vals)
        for facts, expected in cases:
            self.assertEqual(self.answer(facts, rule), expected, (rule, facts))

    def test_age(self):
        self.check({}, "age", [({"age": 30}, None)])
        self.check(
            {"age_min": 16, "age_max": 25},
            "age",
            [
                ({"age": 15}, "not"),
                ({"age": 16}, "fits"),
                ({"age": 25}, "fits"),
                ({"age": 26}, "not"),
                ({"age": None}, "unknown"),
                ({}, "unknown"),
            ],
        )
        self.check(
            {"age_min": 0, "age_max": 3}, "age", [({"age": 0}, "fits"), ({}, "unknown")]
        )

    def test_gender(self):
        cases = [
            ({"gender": "female"}, "fits"),
            ({"gender": "male"}, "not"),
            ({"gender": "unknown"}, "unknown"),
            ({}, "unknown"),
        ]
        self.check({"gender": "female"}, "gender", cases)

    def test_place(self):
        cases = [({"zip": "77777"}, "fits"), ({"zip": "10115"}, "not"), ({}, "unknown")]
        self.check({"zips": "777, 78"}, "zips", cases)

    def test_level(self):
        cases = [
            ({"levels": {"deu": "a2"}}, "fits"),
            ({"levels": {"deu": "b2"}}, "fits"),
            ({"levels": {"deu": "alpha"}}, "not"),
            ({"levels": {"eng": "c1"}}, "unknown"),
            ({}, "unknown"),
        ]
        self.check({"level_needed": "a2"}, "level", cases)

    def test_status_and_permit(self):
        group = self.env.ref(
            "integration_plan.integration_offer_status_group_protection"
        )
        cases = [
            ({"status_group": "protection"}, "fits"),
            ({"status_group": "leave"}, "not"),
            ({"status_group": "unknown"}, "unknown"),
            ({}, "unknown"),
        ]
        self.check({"status_group_ids": group.ids}, "status", cases)
        cases = [
            ({"work_permit": True}, "fits"),
            ({"work_permit": False}, "not"),
            ({}, "unknown"),
        ]
        self.check({"work_permit": True}, "work_permit", cases)

    def test_over(self):
        yesterday = get_today() - timedelta(days=1)
        self.check({"date_end": yesterday}, "dates", [({}, "not")])

    def test_wishes(self):
        self.check({}, "childcare", [({}, None), ({"childcare": True}, "unknown")])
        for value, expected in (("yes", "fits"), ("ask", "unknown"), ("none", "not")):
            cases = [({"childcare": True}, expected)]
            self.check({"childcare": value}, "childcare", cases)
        cases = [
            ({"languages": {"tir"}}, "fits"),
            ({"languages": {"deu"}}, "not"),
            ({}, "unknown"),
        ]
        self.check({"language_ids": self.language("tir").ids}, "language", cases)
        language = self.env.ref("integration_plan.integration_life_area_language")
        work = self.env.ref("integration_plan.integration_life_area_work")
        cases = [({"area": language}, "fits"), ({"area": work}, "not"), ({}, None)]
        self.check({}, "area", cases)
        cases = [({"free": True}, "unknown"), ({}, None)]
        self.check({}, "cost", cases)
        cases = [({"level_wanted": "b1"}, "fits"), ({"level_wanted": "c1"}, "not")]
        self.check({"level_reached": "b1"}, "reached", cases)
        cases = [({"times": ["in_evening"]}, "unknown")]
        self.check({}, "times", cases)
        self.add_hours(self.offer, opens_at=18, closes_at=20)
        cases = [
            ({"times": ["in_evening"]}, "fits"),
            ({"times": ["in_morning"]}, "not"),
        ]
        self.check({}, "times", cases)
        interest = self.env["integration.interest"].search([], limit=2)
        cases = [
            ({"interests": set(interest[0].ids)}, "fits"),
            ({"interests": set(interest[1].ids)}, "not"),
            ({"interests": None}, "unknown"),
        ]
        self.check({"interest_ids": interest[0].ids}, "interests", cases)

    def test_ranking_hides_nothing(self):
        """First what surely fits, then what is not known, last what does not fit."""
        fits = self.make_offer(name="A fits", age_min=18)
        unknown = self.make_offer(name="B unknown", gender="female")
        wrong = self.make_offer(name="C wrong", age_max=12)
        offers = wrong | unknown | fits
        found = offers._match({"age": 30})
        self.assertEqual([row["offer"] for row in found], [fits, unknown, wrong])
        self.assertEqual([row["verdict"] for row in found], ["fits", "unknown", "not"])
        # a wish decides among those that are alike
        full = self.make_offer(
            name="A full",
            age_min=18,
            capacity_state="full",
            capacity_on=get_today(),
        )
        found = (full | fits)._match({"age": 30})
        self.assertEqual(found[0]["offer"], fits)

    def test_queries(self):
        """The same number of queries for any number of offers."""
        offers = self.env["integration.offer"]
        for number in range(20):
            offers += self.make_offer(
                name=f"O{number}",
                level_needed="a2",
                language_ids=self.language("tir").ids,
            )

        def count(records):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            records.with_user(self.manager1)._match({"age": 30, "languages": {"deu"}})
            return self.cr.sql_log_count - before

        count(offers[:2])
        self.assertLessEqual(count(offers), count(offers[:2]) + 2)


@tagged("post_install", "-at_install")
class TestOfferFind(OfferCase):
    """Looking for an offer from a case, with what consent allows (C54)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["integration.purpose.text"].search([])._confirm()
        cls.person = cls.case1.sudo().person_id
        today = get_today()
        cls.person.write(
            {"birth_date": today - relativedelta(years=30), "zip": "77777"}
        )
        cls.interest = cls.env["integration.interest"].search([], limit=1)
        env = cls.env
        env["integration.person.gender"].create(
            {"person_id": cls.person.id, "gender": "female"}
        )
        env["integration.person.language"].create(
            [
                {
                    "person_id": cls.person.id,
                    "language_id": cls.language("deu").id,
                    "speaking": "a2",
                },
                {
                    "person_id": cls.person.id,
                    "language_id": cls.language("tir").id,
                    "is_native": True,
                },
            ]
        )
        env["integration.person.interest"].create(
            {"person_id": cls.person.id, "interest_id": cls.interest.id}
        )

    def facts(self, user=None):
        return self.as_user(user or self.manager1)._get_offer_facts()

    def test_without_consent(self):
        """Rows of the voluntary profile are not there: not known, not guessed."""
        facts = self.facts()
        self.assertEqual(facts["age"], 30)
        self.assertEqual(facts["zip"], "77777")
        self.assertIsNone(facts["gender"])
        self.assertIsNone(facts["interests"])
        self.assertIsNone(facts["occupations"])
        # levels rest on the public task of the office
        self.assertEqual(facts["levels"]["deu"], "a2")

    def test_with_consent(self):
        agree(self.case1.person_id, "profile")
        facts = self.facts()
        self.assertEqual(facts["gender"], "female")
        self.assertEqual(facts["levels"]["deu"], "a2")
        self.assertEqual(facts["languages"], {"deu", "tir"})
        self.assertEqual(facts["interests"], set(self.interest.ids))

    def test_withdrawal_ends_it(self):
        consent = agree(self.case1.person_id, "profile")
        self.assertEqual(self.facts()["gender"], "female")
        consent.sudo()._withdraw("worker")
        facts = self.facts()
        self.assertIsNone(facts["gender"])
        self.assertIsNone(facts["interests"])

    def test_not_for_others(self):
        for user in (self.manager2, self.clerk, self.config, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                self.facts(user)

    def test_dialog(self):
        women = self.make_offer(name="Frauentreff", gender="female")
        far = self.make_offer(name="Berlin", zips="10")
        action = self.as_user(self.manager1).action_find_offer()
        find = self.env["integration.offer.find"].with_user(self.manager1)
        find = find.browse(action["res_id"])
        by_offer = {line.offer_id: line for line in find.line_ids}
        self.assertLessEqual({self.offer, women, far}, set(by_offer))
        self.assertEqual(by_offer[women].verdict, "unknown")
        self.assertIn("gender", by_offer[women].unknown_text)
        self.assertEqual(by_offer[far].verdict, "not")
        self.assertIn("77777", by_offer[far].not_text)
        self.assertEqual(find.line_ids[-1].offer_id, far)
        self.assertIn("Gender", find.known)
        find.ask = "Frauentreff"
        find.action_search()
        self.assertEqual(find.line_ids.offer_id, women)
        # drafts and those taken back are not offered
        women.action_unpublish()
        find.action_search()
        self.assertFalse(find.line_ids)

    def test_dialog_is_ones_own(self):
        action = self.as_user(self.manager1).action_find_offer()
        find = self.env["integration.offer.find"].browse(action["res_id"])
        for user in (self.manager2, self.lead):
            with self.assertRaises(AccessError):
                find.with_user(user).read(["known"])
        # a case guessed by its number stays closed
        own = find.with_user(self.manager2).create({"res_id": self.case1.id})
        with self.assertRaises(AccessError):
            own.action_search()

    def test_interpreter_language(self):
        """Known without the profile, since every file holds it."""
        self.person.interpreter_language_id = self.language("ara")
        self.assertIn("ara", self.facts()["languages"])

    def test_offers_know_no_client(self):
        """No field of an offer leads to a case or a person."""
        forbidden = {"integration.case", "integration.person"}
        for name, model in self.env.registry.items():
            if name.startswith("integration.offer"):
                for field in model._fields.values():
                    self.assertNotIn(field.comodel_name, forbidden, field)

    def test_offer_of_a_form(self):
        self.offer.write({"occupation_ids": [Command.clear()]})
        self.assertEqual(self.offer._match({})[0]["verdict"], "fits")
