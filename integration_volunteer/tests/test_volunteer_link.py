from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.integration_case.controllers.door_frame import HEADERS

from .common_pages import COOKIE, LINK, LinkBrowser, PagesCase

FAILED = "This link opens nothing"


@tagged("post_install", "-at_install")
class TestVolunteerLink(LinkBrowser, PagesCase):
    """The pages of volunteers without an account, by a personal link (V6)."""

    def setUp(self):
        super().setUp()
        self.page, self.cookies = "", {}
        self.helper = self._new_volunteer("Karla Ohnekonto")
        self.helper.action_send_link()
        self.text = self.get_link(self.helper)

    def assert_closed(self, answer):
        self.assertEqual(answer.status_code, 403)
        self.assertIn(FAILED, answer.text)
        self.assertNotIn("Karla", answer.text)

    # mail and page ----------------------------------------------------

    def test_mail_says_nothing(self):
        [mail] = self.get_link_mails(self.helper)
        self.assertTrue(mail.auto_delete)
        for word in ("Karla", "volunteer", self.helper.link_reference):
            text = f"{mail.body_html}{mail.subject}".replace(f"{LINK}#", "")
            self.assertNotIn(word, text)
        self.assertTrue(self.helper.has_link)
        tokens = self.helper._get_tokens()
        self.assertTrue(tokens.single_use)
        self.assertNotIn(self.text.replace("-", ""), str(tokens.read()))

    def test_page(self):
        home = self.enter(self.text)
        self.assertEqual(home.status_code, 200)
        self.assertIn("Karla", home.text)
        for name, value in HEADERS.items():
            self.assertEqual(home.headers[name], value)
        self.assertNotIn("Karla", home.url)
        self.assert_labelled(self.go(f"{LINK}/data"))
        sent = self.post(
            *(f"{LINK}/data/save",), email=self.helper.email, phone="0171 4711"
        )
        self.assertEqual(sent.status_code, 303)
        self.assertEqual(sent.headers["Cache-Control"], "no-store")
        self.assertIn("Saved", self.go(f"{LINK}/data?done=saved").text)
        self.assertEqual(self.helper.phone, "0171 4711")
        wrong = self.post(f"{LINK}/data/save", email="", phone="x", wishes="Bleibt")
        self.assertEqual(wrong.status_code, 422)
        self.assertIn("Bleibt", wrong.text)
        for page in ("nowhere/save", "data/7000000/drop", "home/1/2"):
            self.go(f"{LINK}/home")
            self.assertEqual(self.post(f"{LINK}/{page}").status_code, 404, page)
        self.assertIn("not there", self.go(f"{LINK}/nowhere").text)

    def test_email_of_an_account(self):
        """A link opens less than an account, and does not become one."""
        self.volunteer1.action_send_link()
        self.enter(self.get_link(self.volunteer1))
        self.go(f"{LINK}/data")
        self.post(f"{LINK}/data/save", email="x@example.com", phone="0171 4711")
        self.assertEqual(self.volunteer1.phone, "0171 4711")
        self.assertEqual(self.volunteer1.email, "helga@example.com")

    def test_close(self):
        self.enter(self.text)
        cookies = dict(self.cookies)
        self.assertIn("closed", self.post(f"{LINK}/close").text)
        self.cookies = cookies
        self.assert_closed(self.go(f"{LINK}/home"))

    def test_leave(self):
        self.enter(self.text)
        self.go(f"{LINK}/leave")
        cookies, page = dict(self.cookies), self.page
        self.assertIn("Thank you", self.post(f"{LINK}/leave/leave", sure="yes").text)
        self.assertEqual(self.helper.state, "left")
        self.assertFalse(self.helper.has_link)
        self.cookies, self.page = cookies, page
        self.assert_closed(self.post(f"{LINK}/leave/leave", sure="yes"))
        with self.assertRaisesRegex(UserError, "Karla"):
            self.helper.action_send_link()

    def test_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.go(f"{LINK}?lang=de_DE")
        self.assertIn('lang="de-DE"', self.go(LINK).text)
        self.go(f"{LINK}?lang=xx_XX")
        self.assertIn('lang="de-DE"', self.go(LINK).text)
        self.assertIn('lang="en-US"', self.go(f"{LINK}?lang=en_US").text)

    # abuse ------------------------------------------------------------

    def test_used_twice_expired_guessed(self):
        answers = [
            self.enter(text)
            for text in ("ABCDE-FGHJK-MNPQR-STVWX", "", self.text[:-1] + "U")
        ]
        self.assertEqual(self.enter(self.text).status_code, 200)
        answers.append(self.enter(self.text))
        self.helper._send_link()
        late = self.get_link(self.helper)
        token = self.helper._get_tokens()[0]
        token.date_until = fields.Datetime.now() - timedelta(minutes=1)
        answers.append(self.enter(late))
        for answer in answers:
            self.assert_closed(answer)

    def test_forgotten(self):
        redeem = self.env["integration.token"]._redeem
        with freeze_time(fields.Datetime.now() + timedelta(days=15)):
            self.assertFalse(redeem(self.text, "volunteer"))
        self.assertFalse(redeem(self.text, "referral"))
        self.assertTrue(redeem(self.text, "volunteer"))

    def test_foreign_form(self):
        self.enter(self.text)
        self.go(f"{LINK}/leave")
        for key in ("", "0" * 64):
            data = {"sure": "yes", "form_key": key}
            self.assert_closed(self.go(f"{LINK}/leave/leave", data))
        self.cookies = {COOKIE: "x.y.z"}
        self.assert_closed(self.go(f"{LINK}/home"))
        self.assertEqual(self.helper.state, "active")

    def test_ended_while_open(self):
        self.enter(self.text)
        self.helper.action_end_link()
        self.assert_closed(self.go(f"{LINK}/home"))
        self.assertFalse(self.helper.has_link)
        with self.assertRaisesRegex(UserError, "Karla"):
            self.helper.action_end_link()
        # what was ended is not asked for again
        self.post(f"{LINK}/again", email=self.helper.email)
        self.assertEqual(len(self.get_link_mails(self.helper)), 1)

    def test_archived_while_open(self):
        self.enter(self.text)
        self.helper.active = False
        self.assert_closed(self.go(f"{LINK}/home"))

    def test_who_sends(self):
        with self.assertRaises(AccessError):
            self.helper.with_user(self.manager1).action_send_link()
        self.helper.sudo().email = False
        with self.assertRaisesRegex(UserError, "Karla"):
            self.helper.action_send_link()

    # a new link -------------------------------------------------------

    def test_new_link(self):
        self.go(LINK)
        stranger = self.post(f"{LINK}/again", email="niemand@example.com")
        self.go(LINK)
        soon = self.post(f"{LINK}/again", email=self.helper.email)
        self.assertEqual(len(self.get_link_mails(self.helper)), 1)
        self.helper.sudo().link_sent_on -= timedelta(minutes=6)
        self.go(LINK)
        later = self.post(f"{LINK}/again", email=self.helper.email.upper())
        self.assertEqual(len(self.get_link_mails(self.helper)), 2)
        self.assertEqual(stranger.text, soon.text)
        self.assertEqual(stranger.text, later.text)
        self.assertEqual(self.enter(self.get_link(self.helper)).status_code, 200)

    def test_answering_a_mail(self):
        """With an account the page there; without one a link, unless it was ended."""
        url = self.volunteer1._get_answer_url("requests")
        self.assertTrue(url.endswith("/my/volunteer/requests"))
        other = self._new_volunteer("Nora Neu")
        for _i in range(2):
            text = other._get_answer_url("requests").split("#")[1]
            self.assertEqual(self.enter(text).status_code, 200)
        other.action_end_link()
        self.assertIsNone(other._get_answer_url("requests"))

    def test_new_links_are_limited(self):
        rules = self.env["integration.rule.value"]
        rules.search([("key", "=", "token_guesses_per_hour")]).value = "1"
        for _i in range(2):
            self.helper.sudo().link_sent_on -= timedelta(minutes=6)
            self.go(LINK)
            self.post(f"{LINK}/again", email=self.helper.email)
        self.assertEqual(len(self.get_link_mails(self.helper)), 2)
