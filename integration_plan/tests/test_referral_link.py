from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.controllers.door_frame import HEADERS
from odoo.addons.integration_case.tests.pages import get_labels_without_field

from .common_referral import COOKIE, LinkVisitor, ReferralCase

FAILED = "This link opens nothing"


@tagged("post_install", "-at_install")
class TestReferralLink(LinkVisitor, ReferralCase, HttpCase):
    """The recipient answers by a link for one visit, without an account (C42, C44)."""

    def setUp(self):
        super().setUp()
        self.page, self.cookies = "", {}
        self.referral = self.sent()
        self.text = self.get_link()

    def fresh(self):
        self.env.invalidate_all()
        return self.referral

    def assert_closed(self, answer):
        self.assertEqual(answer.status_code, 403)
        self.assertIn(FAILED, answer.text)
        self.assertNotIn("Amina", answer.text)

    # mail and page ----------------------------------------------------

    def test_mail_says_nothing(self):
        [mail] = self.get_mails()
        self.assertTrue(mail.auto_delete)
        text = str(mail.body_html) + mail.subject
        for word in ("Amina", "0171", "Deutsch B1", self.case1.reference):
            self.assertNotIn(word, text)
        token = self.referral.letter_id.sudo().token_id
        self.assertTrue(token.single_use)
        self.assertNotIn(self.text.replace("-", ""), str(token.read()))

    def test_page(self):
        page = self.enter(self.text)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Amina", page.text)
        self.assertIn("0171 4711", page.text)
        self.assertNotIn(self.case1.reference, page.text)
        self.assertEqual(get_labels_without_field(page.text), [])
        for name, value in HEADERS.items():
            self.assertEqual(page.headers[name], value)
        self.assertNotIn("Amina", page.url)
        token = self.referral.letter_id.sudo().token_id
        log = self.env["integration.access.log"].search(
            [("kind", "=", "token"), ("res_model", "=", "integration.referral.letter")]
        )
        self.assertIn("opened", log.mapped("detail"))
        self.assertIn("read", log.mapped("detail"))
        self.assertTrue(token.used_on)

    # answers ----------------------------------------------------------

    def test_accept_start_done(self):
        self.enter(self.text)
        day = fields.Date.add(get_today(), days=20)
        answer = self.post(
            "/answer/answer", answer="accepted", expected_on=str(day), note="Raum 3"
        )
        self.assertIn("Thank you", answer.text)
        referral = self.fresh()
        self.assertEqual(referral.state, "accepted")
        self.assertEqual(referral.expected_on, day)
        self.assertEqual(referral.step_ids[0].by, "recipient")
        self.assertFalse(referral.step_ids[0].user_id)
        self.assertEqual(len(self.get_mails()), 2)
        # each answer has a link of its own
        self.assert_closed(self.enter(self.text))
        self.enter(self.get_link())
        self.post("/answer/answer", answer="started")
        self.assertEqual(self.fresh().state, "started")
        self.enter(self.get_link())
        self.post("/answer/answer", answer="done", outcome="partly")
        referral = self.fresh()
        self.assertEqual(referral.state, "done")
        self.assertEqual(referral.outcome, "partly")
        # access has ended, and no further link was sent
        self.assertEqual(len(self.get_mails()), 3)
        self.assert_closed(self.enter(self.get_link()))

    def test_manager_is_told(self):
        activities = self.case1.sudo().activity_ids
        self.enter(self.text)
        self.post("/answer/answer", answer="accepted")
        self.env.invalidate_all()
        [told] = self.case1.sudo().activity_ids - activities
        self.assertEqual(told.user_id, self.manager1)
        self.assertNotIn("Amina", told.summary)

    def test_reject(self):
        self.enter(self.text)
        answer = self.post("/answer/answer", answer="rejected")
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self.fresh().state, "sent")
        answer = self.post("/answer/answer", answer="rejected", reason="course_full")
        self.assertIn("Thank you", answer.text)
        referral = self.fresh()
        self.assertEqual(referral.state, "rejected")
        self.assertEqual(referral.reason_id, self.full_reason)
        self.assert_closed(self.go("/answer/referral"))

    def test_nonsense(self):
        """What does not fit is refused, and what was typed stays on the page."""
        self.enter(self.text)
        for data in (
            {},
            {"answer": "done", "outcome": "reached"},
            {"answer": "revoked"},
            {"answer": "rejected", "reason": "x"},
            {"answer": "accepted", "expected_on": "gestern"},
            {"answer": "accepted", "expected_on": "2020-01-01"},
        ):
            answer = self.post("/answer/answer", note="Bleibt stehen", **data)
            self.assertEqual(answer.status_code, 422, data)
            self.assertIn("Bleibt stehen", answer.text)
        self.assertEqual(self.fresh().state, "sent")

    # abuse ------------------------------------------------------------

    def test_used_twice(self):
        self.enter(self.text)
        self.assert_closed(self.enter(self.text))

    def test_answered_twice(self):
        self.enter(self.text)
        cookies, page = dict(self.cookies), self.page
        self.post("/answer/answer", answer="accepted")
        self.cookies, self.page = cookies, page
        self.assert_closed(self.post("/answer/answer", answer="accepted"))
        self.assertEqual(len(self.fresh().step_ids), 3)

    def test_office_came_first(self):
        self.enter(self.text)
        self.answer(self.referral, "rejected", reason_id=self.full_reason.id)
        self.assert_closed(self.post("/answer/answer", answer="accepted"))
        self.assertEqual(self.fresh().state, "rejected")

    def test_expired(self):
        token = self.referral.letter_id.sudo().token_id
        token.date_until = fields.Datetime.now() - timedelta(minutes=1)
        self.assert_closed(self.enter(self.text))

    def test_guessed(self):
        self.assert_closed(self.enter("ABCDE-FGHJK-MNPQR-STVWX"))
        wrong = self.text[:-1] + ("0" if self.text[-1] != "0" else "1")
        self.assert_closed(self.enter(wrong))
        self.assert_closed(self.enter(""))
        # the right one is not used up by that
        self.assertEqual(self.enter(self.text).status_code, 200)

    def test_of_another_purpose(self):
        """A link to answer a referral opens no other door, and none of them this."""
        redeem = self.env["integration.token"]._redeem
        self.assertFalse(redeem(self.text, "offer_request"))
        self.assertTrue(redeem(self.text, "referral"))

    def test_foreign_form(self):
        self.enter(self.text)
        answer = self.go("/answer/answer", {"answer": "accepted", "form_key": "0" * 64})
        self.assert_closed(answer)
        self.cookies = {COOKIE: "x.y.z"}
        self.assert_closed(self.go("/answer/referral"))
        self.assertEqual(self.fresh().state, "sent")

    def test_open_visit_ends(self):
        """Revoked while the recipient has the page open (C42, C43)."""
        self.enter(self.text)
        self.consent.action_withdraw()
        self.assert_closed(self.go("/answer/referral"))
        self.assert_closed(self.post("/answer/answer", answer="accepted"))
        self.assertEqual(self.fresh().state, "revoked")

    def test_time_over(self):
        letter = self.referral.letter_id.sudo()
        self.enter(self.text)
        letter._prolong(fields.Datetime.now() - timedelta(minutes=1))
        self.assert_closed(self.go("/answer/referral"))

    def test_new_link(self):
        self.referral.action_send_again()
        self.assert_closed(self.enter(self.text))
        self.assertEqual(self.enter(self.get_link()).status_code, 200)
        self.answer(self.referral, "rejected", reason_id=self.full_reason.id)
        with self.assertRaises(UserError):
            self.referral.action_send_again()

    def test_link_is_forgotten(self):
        """A link that nobody used ends by its date."""
        with freeze_time(fields.Datetime.now() + timedelta(days=15)):
            token = self.env["integration.token"]._redeem(self.text, "referral")
        self.assertFalse(token)
