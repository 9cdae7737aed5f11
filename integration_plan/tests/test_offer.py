from datetime import timedelta

import psycopg2

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import get_today

from .common_offer import OfferCase


@tagged("post_install", "-at_install")
class TestOffer(OfferCase):
    """Offers, their states, places and how one finds them (O1, O3–O6, O8)."""

    def find(self, text):
        return self.env["integration.offer"].search(
            [("ask", "ilike", text), ("id", "in", self.all.ids)]
        )

    @property
    def all(self):
        return self.env["integration.offer"].search(
            [("organisation_id", "=", self.provider.id)]
        )

    def test_half_filled_form(self):
        """The form opens empty and says what is missing."""
        form = Form(self.env["integration.offer"].with_user(self.manager1))
        form.name = "Nähkurs"
        with self.assertRaises(AssertionError):
            form.save()
        form.organisation_id = self.provider
        form.kind_id = self.kind("club")
        offer = form.save()
        self.assertEqual(offer.state, "draft")
        self.assertEqual(offer.area_id.code, "participation")
        self.assertTrue(offer.uuid)

    def test_states_and_back(self):
        """Publish, take back, archive, unarchive and publish again."""
        offer = self.offer
        self.assertEqual(offer.state, "published")
        self.assertEqual(offer.user_id, self.lead)
        self.assertEqual(offer.confirmed_on, get_today())
        offer.action_unpublish()
        self.assertEqual(offer.state, "unpublished")
        self.assertIn(self.lead.name, offer.state_reason)
        offer.action_publish()
        self.assertFalse(offer.state_reason)
        offer.action_archive()
        self.assertEqual((offer.active, offer.state), (False, "unpublished"))
        offer.action_publish()
        self.assertEqual((offer.active, offer.state), (True, "published"))

    def test_copy_is_a_draft(self):
        copy = self.offer.copy()
        self.assertEqual(copy.state, "draft")
        self.assertNotEqual(copy.uuid, self.offer.uuid)
        self.assertFalse(copy.confirmed_on)

    def test_wrong_values(self):
        for vals in (
            {"age_min": 20, "age_max": 10},
            {"age_min": -1},
            {"level_needed": "b1", "level_reached": "a1"},
            {"date_start": "2031-02-01", "date_end": "2031-01-01"},
            {"places_free": 5, "places_total": 3},
            {"capacity_on": "2031-01-01"},
        ):
            with self.assertRaises(ValidationError, msg=vals), self.cr.savepoint():
                self.offer.write(vals)

    def test_fim_is_history(self):
        """FIM ended in 2020: archived, and there for offers of its time."""
        fim = self.kind("fim")
        self.assertFalse(fim.active)
        self.assertNotIn(fim, self.env["integration.offer.kind"].search([]))
        offer = self.make_offer(kind_id=fim.id, name="FIM Bauhof")
        self.assertEqual(offer.area_id.code, "work")

    def test_same_kind_of_code_twice(self):
        kinds = self.env["integration.offer.kind"]
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"):
            kinds.create({"code": "club", "name": "Club"})

    def test_status_group_of_the_code_list(self):
        with self.assertRaises(ValidationError):
            self.env["integration.offer.status.group"].create(
                {"code": "martians", "name": "Martians"}
            )

    # capacity ---------------------------------------------------------

    def test_capacity_grows_stale(self):
        """Free places of long ago are not known (O3)."""
        today = get_today()
        days = self.env["integration.rule.value"]._get_number("offer_capacity_days")
        offers = self.env["integration.offer"]
        own = ("id", "=", self.offer.id)
        for age, expected in ((0, "free"), (days, "free"), (days + 1, "unknown")):
            self.offer.write(
                {
                    "capacity_state": "free",
                    "places_free": 3,
                    "capacity_on": today - timedelta(days=age),
                }
            )
            self.assertEqual(self.offer.capacity, expected, age)
            for state in ("free", "full", "unknown"):
                found = offers.search([own, ("capacity", "=", state)])
                self.assertEqual(bool(found), state == expected, (age, state))
        self.offer.capacity_on = False
        self.assertEqual(self.offer.capacity, "unknown")
        self.assertTrue(offers.search([own, ("capacity", "=", "unknown")]))

    # asking -----------------------------------------------------------

    def test_ask(self):
        """“Deutsch B1, Kinderbetreuung, abends” finds what a person means."""
        self.offer.write({"level_reached": "b1", "childcare": "yes"})
        self.add_hours(self.offer, opens_at=18, closes_at=20)
        other = self.make_offer(name="Deutsch A1", level_reached="a1")
        self.add_hours(other)
        both = self.offer | other
        self.assertEqual(self.find("Deutsch B1, Kinderbetreuung, abends"), self.offer)
        self.assertEqual(self.find("b1"), self.offer)
        self.assertEqual(self.find("vormittags"), other)
        self.assertEqual(self.find("Deutsch"), both)
        self.assertEqual(self.find("volkshochschule"), both)
        self.assertFalse(self.find("Deutsch C2"))
        self.assertFalse(self.find("Schwimmen"))
        self.assertEqual(self.find("Kurs für"), both)  # nothing asked
        other.language_ids = self.language("tir")
        self.assertEqual(self.find("Tigrinya"), other)
        self.assertEqual(self.find("deutsch und tigrinya"), other)

    def test_ask_for_odd_texts(self):
        for text in ("%", "_", "'; drop table", "\\", "\0" * 3, "🙂", "a" * 3000):
            self.find(text)

    # freshness --------------------------------------------------------

    def test_due_by_dated_rule(self):
        """The period is a dated rule: what was confirmed earlier keeps its own."""
        rules = self.env["integration.rule.value"]
        rules.create(
            {
                "key": "offer_confirm_months",
                "value": "1",
                "unit": "months",
                "valid_from": "2030-01-01",
                "source": "Test",
            }
        )
        self.offer.confirmed_on = "2029-12-01"
        self.assertEqual(str(self.offer.due_on), "2030-06-01")
        self.offer.confirmed_on = "2030-02-01"
        self.assertEqual(str(self.offer.due_on), "2030-03-01")

    def test_overdue_is_flagged_then_unpublished(self):
        """O5: flagged on the day after, taken off the list after some days."""
        today = get_today()
        offers = self.env["integration.offer"]
        own = ("id", "=", self.offer.id)
        grace = self.env["integration.rule.value"]._get_number("offer_unpublish_days")
        self.offer.due_on = today
        self.assertEqual(self.offer.freshness, "fresh")
        self.offer.due_on = today - timedelta(days=1)
        self.assertEqual(self.offer.freshness, "overdue")
        self.assertTrue(offers.search([own, ("freshness", "=", "overdue")]))
        self.assertFalse(offers.search([own, ("freshness", "=", "fresh")]))
        self.run_offer_job("unpublish_offers")
        self.assertEqual(self.offer.state, "published")
        self.offer.due_on = today - timedelta(days=grace + 1)
        self.run_offer_job("unpublish_offers")
        self.assertEqual(self.offer.state, "unpublished")
        self.offer.with_user(self.manager1).action_confirm()
        self.assertEqual(self.offer.state, "published")
        self.assertEqual(self.offer.freshness, "fresh")

    def test_confirming_does_not_publish_what_was_taken_back(self):
        self.offer.action_unpublish()
        self.offer.action_confirm()
        self.assertEqual(self.offer.state, "unpublished")

    def test_my_day(self):
        """The owner's start page: what is overdue, and corrections that wait."""

        def due(user):
            case = self.env["integration.case"].with_user(user)
            groups = [group for group in case._get_my_day_due() if group["count"]]
            return {group["key"]: group["count"] for group in groups}

        self.assertFalse(due(self.lead))
        self.offer.due_on = get_today() - timedelta(days=3)
        self.env["integration.offer.proposal"].create(
            {"offer_id": self.offer.id, "name": "phone", "new_text": "1"}
        )
        self.assertEqual(due(self.lead), {"correction": 1, "offer": 1})
        self.assertFalse(due(self.manager1))

    def test_never_confirmed(self):
        offer = self.env["integration.offer"].create(
            {
                "name": "Neu",
                "organisation_id": self.provider.id,
                "kind_id": self.kind("club").id,
            }
        )
        self.assertEqual(offer.freshness, "never")
        self.run_offer_job("unpublish_offers")
        self.assertEqual(offer.state, "draft")

    # organisations ----------------------------------------------------

    def test_organisation(self):
        """Clubs are contacts with activities, languages and a contact person."""
        chess = self.env["integration.interest"].search([], limit=1)
        self.provider.write(
            {
                "integration_activity_ids": chess.ids,
                "integration_language_ids": self.language("tir").ids,
            }
        )
        provider = self.provider.with_user(self.manager1)
        self.assertEqual(provider.integration_activity_ids, chess)
        self.assertEqual(provider.integration_offer_count, 1)
        action = provider.action_show_offers()
        offers = self.env["integration.offer"].search(action["domain"])
        self.assertEqual(offers, self.offer)
        found = self.env["res.partner"].search(
            [("integration_activity_ids", "in", chess.ids)]
        )
        self.assertIn(self.provider, found)

    # number of queries ------------------------------------------------

    def test_queries_of_the_list(self):
        """The list reads its columns with the same number of queries for any number."""
        names = [
            *("name", "organisation_id", "kind_id", "town", "conditions"),
            *("hours_words", "capacity_words", "capacity", "freshness"),
        ]

        def count(number):
            offers = self.all[:number]
            self.assertEqual(len(offers), number)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            offers.with_user(self.manager1).read(names)
            return self.cr.sql_log_count - before

        for number in range(30):
            offer = self.make_offer(name=f"Kurs {number}")
            self.add_hours(offer)
        count(3)  # warms caches of names and rules
        few, many = count(3), count(30)
        self.assertLessEqual(many, few + 2)
