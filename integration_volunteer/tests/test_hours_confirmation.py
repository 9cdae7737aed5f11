import re
from urllib.parse import urlsplit

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.controllers.door_frame import HEADERS
from odoo.addons.integration_case.tests.pages import get_labels_without_field

from .common_hours import HoursCase

FAILED = "This link opens nothing"


@tagged("post_install", "-at_install")
class TestHoursConfirmation(HoursCase, HttpCase):
    """Institutions confirm hours by a link without log-in (V24)."""

    def setUp(self):
        super().setUp()
        self.cookies, self.page = {}, ""
        self.booking = self._book(60)
        self.other = self._book(60, volunteer=self.volunteer2)
        self.asked, self.text = self.ask(self.booking + self.other)

    def ask(self, bookings):
        """:return: tuple of the confirmation and the text of its link"""
        mails, asked = self.env["mail.mail"], "integration.volunteer.confirmation"
        before, older = mails.search([]), self.env[asked].search([])
        action = bookings.action_ask_confirmation()
        dialog = Form(
            self.env[action["res_model"]]
            .with_user(self.coordinator)
            .with_context(**action["context"])
        )
        dialog.email = "amt@example.com"
        dialog.save().action_send()
        self.mail = mails.search([]) - before
        link = re.search(r"/vh#([0-9A-Z-]+)", str(self.mail.body_html))
        self.env.flush_all()
        return self.env[asked].search([]) - older, link[1]

    def go(self, path, data=None):
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
        self.page, self.cookies = "", {}
        self.go("/vh")
        answer = self.send("/vh/enter", number=text or self.text)
        if answer.status_code == 303:
            return self.go(urlsplit(answer.headers["Location"]).path)
        return answer

    def fill(self, first="came", minutes="75", second="not"):
        one, two = (f"b{line.id}_" for line in self.asked.line_ids)
        return {
            f"{one}answer": first,
            f"{one}minutes": minutes,
            f"{two}answer": second,
            f"{two}minutes": "60",
        }

    def test_confirmed(self):
        body = str(self.mail.body_html) + self.mail.subject
        self.assertNotIn("Hilfreich", body)
        page = self.enter()
        self.assertEqual(page.status_code, 200)
        self.assertIn("Helga Hilfreich", page.text)
        for name, value in HEADERS.items():
            self.assertEqual(page.headers[name], value)
        self.assertEqual(get_labels_without_field(page.text), [])
        for bad in ("", "-5", "0", "1441", "viele", "²"):
            answer = self.send("/vh/answer", **self.fill(minutes=bad))
            self.assertEqual(answer.status_code, 422, bad)
        answer = self.send("/vh/answer", **self.fill())
        self.assertIn("Thank you", answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.asked.state, "answered")
        self.assertEqual(self.booking.attendance, "present")
        row = self.booking.hours_ids
        self.assertEqual((row.minutes, row.state), (75, "reported"))
        self.assertIn(self.asked.reference, self.booking.attendance_ids.reason)
        # who did not come is for the coordination to judge
        self.assertFalse(self.other.attendance)
        self.assertEqual(self.asked.line_ids[1].answer, "not")
        with self.assertRaisesRegex(UserError, "cannot be confirmed"):
            self.ask(self.booking)
        # the link opened once
        self.assertEqual(self.enter().status_code, 403)

    def test_what_was_noted_meanwhile_stays(self):
        self.enter()
        self.booking.action_excused()
        self.env.flush_all()
        self.send("/vh/answer", **self.fill())
        self.env.invalidate_all()
        self.assertEqual(self.booking.attendance, "excused")
        self.assertEqual(self.asked.line_ids[0].minutes, 75)

    def test_refused(self):
        for text in ("hallo", "A" * 20, self.text[:-1]):
            answer = self.enter(text)
            self.assertEqual(answer.status_code, 403, text)
            self.assertIn(FAILED, answer.text)
            self.assertNotIn("Hilfreich", answer.text)
        newer, text = self.ask(self.booking)
        self.assertEqual(self.asked.state, "revoked")
        self.assertEqual(self.enter().status_code, 403)
        self.assertEqual(self.enter(text).status_code, 200)
        answer = self.go("/vh/answer", {"form_key": "0" * 64})
        self.assertEqual(answer.status_code, 403)
        newer.with_user(self.coordinator).action_revoke()
        self.env.flush_all()
        self.assertEqual(self.go("/vh/hours").status_code, 403)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_rights(self):
        for user in (self.finance, self.manager1):
            with self.assertRaises(AccessError):
                self.booking.with_user(user).action_ask_confirmation()
            with self.assertRaises(AccessError):
                self.asked.with_user(user).action_revoke()
        start, _stop = self._hours_ahead(24)
        with self.assertRaisesRegex(UserError, "not over"):
            self.ask(self._book(start=start))
