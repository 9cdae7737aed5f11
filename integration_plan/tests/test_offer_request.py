import re
from datetime import timedelta
from urllib.parse import urlsplit

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.controllers.door_frame import HEADERS
from odoo.addons.integration_case.tests.pages import get_labels_without_field

from .common_offer import OfferCase

COOKIE = "integration_offer"
FAILED = "This link opens nothing"


@tagged("post_install", "-at_install")
class TestOfferRequest(OfferCase, HttpCase):
    """Providers confirm or correct by a link without log-in (O5)."""

    def setUp(self):
        super().setUp()
        self.cookies = {}
        self.offer.write({"phone": "0711 1", "confirmed_on": "2020-01-01"})
        self.request, self.text = self.ask(self.offer)

    def ask(self, offers):
        """:return: tuple of the request and the text of its link, out of the mail"""
        mails = self.env["mail.mail"]
        before = mails.search([])
        action = offers.action_ask_provider()
        request = self.env["integration.offer.request"].search(action["domain"])
        self.mail = mails.search([]) - before
        link = re.search(r"/o#([0-9A-Z-]+)", str(self.mail.body_html))
        self.env.flush_all()
        return request, link[1]

    def go(self, path, data=None):
        """Open an address as the provider's browser; answers are not followed."""
        self.opener.cookies.clear()
        answer = self.url_open(
            path, data=data, cookies=self.cookies, allow_redirects=False
        )
        self.cookies.update(answer.cookies.items())
        self.page = answer.text or self.page
        return answer

    def send(self, path, **data):
        key = re.search(r'name="form_key" value="(\w+)"', self.page)
        return self.go(path, {"form_key": key[1] if key else "", **data})

    def enter(self, text=None):
        self.page = ""
        self.cookies = {}
        self.go("/o")
        answer = self.send("/o/enter", number=text or self.text)
        if answer.status_code == 303:
            return self.go(urlsplit(answer.headers["Location"]).path)
        return answer

    def fill(self, offer=None, verdict="right", **values):
        prefix = f"o{(offer or self.offer).id}_"
        data = {prefix + name: value for name, value in values.items()}
        shown = {"capacity_state": "unknown", "places_free": "0", "phone": "0711 1"}
        rest = {prefix + name: value for name, value in shown.items()}
        return {**rest, prefix + "verdict": verdict, **data}

    def fresh(self, records):
        self.env.invalidate_all()
        return records

    # the mail ---------------------------------------------------------

    def test_mail_says_nothing(self):
        """No name, no offer, no person: neither in the address nor in the text."""
        self.assertEqual(self.mail.email_to, "kurse@example.com")
        self.assertTrue(self.mail.auto_delete)
        body = str(self.mail.body_html) + self.mail.subject
        for word in ("Deutsch B1", "0711 1", self.lead.name, str(self.offer.id) + "/"):
            self.assertNotIn(word, body)
        token = self.request.sudo().token_id
        self.assertTrue(token.single_use)
        self.assertNotIn(self.text.replace("-", ""), str(token.read()))

    def test_no_address(self):
        self.provider.email = False
        with self.assertRaises(UserError):
            self.offer.action_ask_provider()
        self.offer.email = "kurs@example.com"
        self.ask(self.offer)
        self.assertEqual(self.mail.email_to, "kurs@example.com")

    def test_one_mail_for_all_offers(self):
        offers = self.offer | self.make_offer(name="Deutsch A1")
        request, _text = self.ask(offers)
        self.assertEqual(len(self.mail), 1)
        self.assertEqual(request.offer_ids, offers)
        # the older link opens nothing any more
        self.assertEqual(self.fresh(self.request).state, "revoked")
        self.assertEqual(self.enter().status_code, 403)

    # answers ----------------------------------------------------------

    def test_confirm(self):
        page = self.enter()
        self.assertEqual(page.status_code, 200)
        self.assertIn("Deutsch B1", page.text)
        for name, value in HEADERS.items():
            self.assertEqual(page.headers[name], value)
        self.assertNotIn(self.lead.name, page.text)
        self.assertEqual(get_labels_without_field(page.text), [])
        answer = self.send("/o/answer", **self.fill())
        self.assertIn("Thank you", answer.text)
        offer = self.fresh(self.offer)
        self.assertEqual(offer.confirmed_on, get_today())
        self.assertEqual(offer.confirmed_by, self.provider.name)
        self.assertEqual(self.request.state, "answered")
        self.assertFalse(offer.proposal_ids)

    def test_confirm_brings_back_what_was_overdue(self):
        self.offer.due_on = get_today() - timedelta(days=400)
        # an HTTP test is in the registry's test mode already
        self.env.ref(
            "integration_plan.ir_cron_unpublish_offers"
        ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.offer.state, "unpublished")
        self.env.flush_all()
        self.enter()
        self.send("/o/answer", **self.fill())
        self.assertEqual(self.fresh(self.offer).state, "published")

    def test_corrections_are_proposals(self):
        """Nothing is replaced before the owner says so."""
        self.enter()
        values = {"phone": "0711 2", "capacity_state": "free", "places_free": "4"}
        self.send(
            "/o/answer", **self.fill(verdict="wrong", remark="Jetzt um 9", **values)
        )
        offer = self.fresh(self.offer)
        self.assertEqual((offer.phone, offer.capacity_state), ("0711 1", "unknown"))
        self.assertEqual(str(offer.confirmed_on), "2020-01-01")
        found = {row.name: row.new_text for row in offer.proposal_ids}
        self.assertEqual(found, {**values, "remark": "Jetzt um 9"})
        self.assertEqual(offer.proposal_count, 4)
        phone = offer.proposal_ids.filtered(lambda row: row.name == "phone")
        self.assertEqual((phone.old_text, phone.now_text), ("0711 1", "0711 1"))
        offer.proposal_ids.with_user(self.manager1).action_accept()
        self.assertEqual((offer.phone, offer.places_free), ("0711 2", 4))
        self.assertEqual(offer.capacity, "free")
        self.assertEqual(offer.confirmed_by, self.provider.name)
        self.assertEqual(phone.decided_by_id, self.manager1)
        with self.assertRaises(UserError):
            phone.action_accept()
        with self.assertRaises(UserError):
            phone.action_reject()

    def test_rejected(self):
        """Only what differs is proposed; ends of lines are no difference."""
        self.offer.application = "Anrufen,\ndann kommen"
        self.env.flush_all()
        self.enter()
        data = self.fill(
            verdict="wrong", phone="0711 2", application="Anrufen,\r\ndann kommen"
        )
        self.send("/o/answer", **data)
        proposal = self.fresh(self.offer).proposal_ids
        proposal.action_reject()
        self.assertEqual(self.offer.phone, "0711 1")
        self.assertEqual(proposal.state, "rejected")

    def test_gone(self):
        self.enter()
        self.send("/o/answer", **self.fill(verdict="gone"))
        offer = self.fresh(self.offer)
        self.assertTrue(offer.active)
        offer.proposal_ids.action_accept()
        self.assertFalse(offer.active)

    def test_wrong_values_lose_nothing(self):
        self.enter()
        answer = self.send(
            "/o/answer",
            **self.fill(
                verdict="wrong",
                email="no address",
                places_free="-5",
                website="x.example",
            ),
        )
        self.assertEqual(answer.status_code, 422)
        for text in ("no address", "-5", "x.example"):
            self.assertIn(text, answer.text)
        self.assertFalse(self.fresh(self.offer).proposal_ids)
        answer = self.send("/o/answer", **self.fill(verdict=""))
        self.assertEqual(answer.status_code, 422)
        answer = self.send("/o/answer", **self.fill(verdict="wrong", phone="9" * 5000))
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self.request.state, "sent")

    def test_only_its_own_offers(self):
        """Fields of other offers, or other fields, are not taken."""
        other = self.make_offer(name="Fremd")
        self.env.flush_all()
        self.enter()
        data = {**self.fill(), **self.fill(other, verdict="gone")}
        data[f"o{self.offer.id}_name"] = "Hacked"
        self.assertNotIn("Fremd", self.page)
        self.send("/o/answer", **data)
        self.assertFalse(self.fresh(other).proposal_ids)
        self.assertEqual(self.offer.name, "Deutsch B1")

    def test_text_is_escaped(self):
        self.offer.name = "<script>alert(1)</script>"
        self.env.flush_all()
        self.assertNotIn("<script>alert", self.enter().text)

    # the link ---------------------------------------------------------

    def test_guessed(self):
        token = self.request.sudo().token_id
        for text in ("", "hallo", "A" * 20, token.number + "0" * 15, self.text[:-1]):
            answer = self.enter(text or "x")
            self.assertEqual(answer.status_code, 403, text)
            self.assertIn(FAILED, answer.text)
            self.assertNotIn("Deutsch B1", answer.text)
        self.assertEqual(self.enter().status_code, 200)

    def test_too_many_guesses(self):
        limit = self.env["integration.rule.value"]._get_number("token_guesses_per_hour")
        tokens = self.env["integration.token"]
        for _number in range(limit):
            tokens._redeem("A" * 20, "offer_request", origin="127.0.0.1")
        self.env.flush_all()
        self.assertEqual(self.enter().status_code, 403)

    def test_used_twice(self):
        """One visit: the same link opens nothing in another browser."""
        self.assertEqual(self.enter().status_code, 200)
        cookies = dict(self.cookies)
        self.assertEqual(self.enter().status_code, 403)
        self.cookies = cookies
        self.assertEqual(self.go("/o/offers").status_code, 200)
        data = self.fill()
        self.send("/o/answer", **data)
        # the visit is over, whatever the old page still sends
        self.cookies = cookies
        self.assertEqual(self.go("/o/offers").status_code, 403)
        self.assertEqual(self.send("/o/answer", **data).status_code, 403)

    def test_expired_and_revoked(self):
        token = self.request.sudo().token_id
        until = token.date_until
        token.date_until = fields.Datetime.now() - timedelta(seconds=1)
        self.env.flush_all()
        self.assertEqual(self.enter().status_code, 403)
        token.date_until = until
        self.request.with_user(self.manager1).action_revoke()
        self.env.flush_all()
        self.assertEqual(self.enter().status_code, 403)

    def test_other_purpose(self):
        """A link to a client's file opens no offers, and the reverse."""
        tokens = self.env["integration.token"]
        self.assertFalse(tokens._redeem(self.text, "client_door"))

    def test_forms_of_others(self):
        self.enter()
        answer = self.go("/o/answer", {**self.fill(), "form_key": "0" * 64})
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(self.fresh(self.request).state, "sent")
        self.cookies = {}
        self.assertEqual(self.go("/o/offers").status_code, 403)

    def test_logged(self):
        self.enter()
        logs = self.env["integration.access.log"].search(
            [("res_model", "=", "integration.offer.request")]
        )
        self.assertTrue(logs)
        self.assertNotIn(self.text, str(logs.read()))

    def test_rights(self):
        with self.assertRaises(AccessError):
            self.offer.with_user(self.stats).action_ask_provider()
        with self.assertRaises(AccessError):
            self.request.with_user(self.manager1).write({"state": "answered"})
        self.enter()
        self.send("/o/answer", **self.fill(verdict="wrong", phone="0711 2"))
        proposal = self.fresh(self.offer).proposal_ids
        with self.assertRaises(AccessError):
            proposal.with_user(self.manager1).write({"new_text": "x"})
        with self.assertRaises(AccessError):
            proposal.with_user(self.stats).action_accept()
