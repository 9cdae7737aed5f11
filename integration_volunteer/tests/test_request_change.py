from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_request import RequestCase


@tagged("post_install", "-at_install")
class TestRequestChange(RequestCase):
    """Changed, cancelled, nobody found, done, confirmed (V19, V24)."""

    hour = timedelta(hours=1)

    def test_cancel(self):
        """Late is what falls into the last 24 hours while somebody is booked."""
        for hours, booked, late in ((23, True, True), (25, True, False), (2, 0, False)):
            moment = self.start - timedelta(hours=hours)
            request = self.new_request()
            ask = self.ask(request, self.volunteer1)
            if booked:
                ask._accept()
            told = len(self.mails_to(self.volunteer1))
            with self.freeze(moment):
                self.cancel(request)
            self.assertEqual(request.state, "cancelled")
            self.assertEqual(request.cancelled_late, late, hours)
            self.assertEqual(request.cancel_reason, "not_needed")
            subjects = self.mails_to(self.volunteer1)[told:]
            expected = [f"Cancelled: {request.reference}"] if booked else []
            self.assertEqual(subjects, expected)
            self.assertNotIn("booked", self.bookings(request).mapped("state"))
            with self.assertRaisesRegex(UserError, "Cancelled"):
                request._cancel("other")

    def test_told_once(self):
        """What this mail tells, the job of notices does not tell again; who wants no
        mail is left to it (V27)."""
        for channel, number in (("mail", 1), ("none", 0)):
            self.volunteer1.reminder = channel
            request = self.new_request()
            self.ask(request, self.volunteer1)._accept()
            told = len(self.mails_to(self.volunteer1))
            later = self.start + self.hour
            request.write({"start": later, "stop": later + self.hour})
            self.check_told(request, told + number, channel)
            self.cancel(request)
            self.check_told(request, told + 2 * number, channel)

    def check_told(self, request, number, channel):
        booking = self.bookings(request)
        self.assertEqual(booking.notice_due, channel == "none")
        booking._tell()
        self.assertFalse(booking.notice_due)
        self.assertEqual(len(self.mails_to(self.volunteer1)), number, channel)

    def test_gives_up_and_knows_it(self):
        request = self.new_request()
        self.ask(request, self.volunteer1)._accept()
        request.action_release()
        self.assertFalse(self.bookings(request).notice_due)

    def test_reopen(self):
        request = self.new_request()
        self.cancel(request)
        request.action_reopen()
        self.assertEqual(request.state, "open")
        self.assertFalse(request.cancel_reason)
        with self.assertRaisesRegex(UserError, request.reference):
            request.action_reopen()

    def test_moved(self):
        """A booked volunteer is told once; nothing is sent if nothing changed."""
        request = self.new_request()
        self.ask(request, self.volunteer1)._accept()
        told = len(self.mails_to(self.volunteer1))
        later = self.start + timedelta(hours=1)
        request.write({"start": later, "stop": later + timedelta(hours=1)})
        self.assertEqual(self.bookings(request).start, later)
        request.write({"start": later})
        self.assertEqual(
            self.mails_to(self.volunteer1)[told:], [f"Changed: {request.reference}"]
        )
        other = self.new_request(
            start=self.start + timedelta(days=1), stop=self.stop + timedelta(days=1)
        )
        self.ask(other, self.volunteer1)._accept()
        with self.assertRaisesRegex(UserError, "booked at this time"):
            request.write({"start": other.start, "stop": other.stop})

    def test_ended_stays(self):
        """What has ended is not rewritten; a time may be corrected until then."""
        request = self.new_request()
        self.ask(request, self.volunteer1)._accept()
        told = len(self.mails_to(self.volunteer1))
        later = self.stop + timedelta(minutes=30)
        with self.freeze(self.stop + timedelta(hours=1)):
            request.stop = later
            self.assertEqual(self.bookings(request).stop, later)
            self.assertEqual(len(self.mails_to(self.volunteer1)), told)
            request.action_done()
            with self.assertRaisesRegex(UserError, "has ended"):
                request.stop = self.stop
            request.rating = "4"
        copied = request.copy()
        self.assertEqual((copied.state, copied.rating), ("draft", False))
        self.assertNotEqual(copied.reference, request.reference)

    def test_moved_while_open(self):
        """Those who were asked learn of another time; a missing time is refused."""
        request = self.new_request()
        self.ask(request, self.volunteer1)
        later = self.start + timedelta(hours=1)
        request.write({"start": later, "stop": later + timedelta(hours=1)})
        self.assertEqual(
            self.mails_to(self.volunteer1)[-1], f"Changed: {request.reference}"
        )
        with self.assertRaisesRegex(UserError, "Beginning, End"):
            request.write({"start": False, "stop": False})

    def test_coordination_learns_of_requests(self):
        """Who asks is no coordinator: the coordination is told, by reference only."""
        request = self.new_request(user=self.manager1)
        messages = self.env["mail.message"].search(
            [("model", "=", request._name), ("res_id", "=", request.id)]
        )
        told = messages.filtered("subject")
        self.assertIn(self.coordinator.partner_id, told.notified_partner_ids)
        self.assertIn(request.reference, told.subject)
        self.assertEqual(self.new_request().coordinator_id, self.coordinator)

    def test_unfilled(self):
        """The job ends what has begun without anybody; twice changes nothing."""
        request, taken = self.new_request(), self.new_request()
        ask = self.ask(request, self.volunteer1)
        self.ask(taken, self.volunteer2)._accept()
        with self.freeze(self.start - timedelta(minutes=1)):
            self.run_job()
            self.assertEqual(request.state, "open")
        with self.freeze(self.start + timedelta(minutes=1)):
            for _time in range(2):
                self.run_job()
            self.assertEqual((request.state, taken.state), ("unfilled", "filled"))
            self.assertEqual(ask.state, "closed")
            with self.assertRaisesRegex(UserError, "past"):
                request.action_reopen()
            with self.assertRaises(UserError):
                ask._accept()

    def test_done_and_feedback(self):
        request = self.new_request()
        self.ask(request, self.volunteer1)._accept()
        with self.assertRaisesRegex(UserError, "not begun"):
            request.action_done()
        with self.freeze(self.stop):
            request.action_done()
            with self.assertRaisesRegex(UserError, request.reference):
                request.action_done()
            request._give_feedback("5", "Sehr gut")
            request.sudo()._give_feedback("4", "Gern wieder", by_volunteer=True)
            with self.assertRaises(UserError):
                request._give_feedback("9")
            self.assertEqual((request.rating, request.volunteer_rating), ("5", "4"))
            request.action_undone()
        self.assertEqual(request.state, "filled")
        self.assertEqual(self.bookings(request).state, "booked")

    def test_confirmed_by_link(self):
        """The institution confirms once, by a link that opens once (V24)."""
        school = self.env["res.partner"].create({"name": "Schule am Hang"})
        request = self.new_request()
        self.ask(request, self.volunteer1)._accept()
        with self.freeze(self.stop):
            with self.assertRaisesRegex(UserError, "no institution"):
                request._issue_confirmation()
            request.institution_id = school
            first = request._issue_confirmation()
            text = request._issue_confirmation()
            tokens = self.env["integration.token"]
            with mute_logger("odoo.addons.integration_base"):
                self.assertFalse(tokens._redeem(first, "request_confirmation"))
            token = tokens._redeem(text, "request_confirmation")
            found = token._get_record().sudo()
            self.assertEqual(found, request.sudo())
            with self.assertRaises(UserError):
                found._confirm_by_link(-1)
            found._confirm_by_link(90, "5", "Danke")
            self.assertEqual((request.state, request.confirmed_minutes), ("done", 90))
            with self.assertRaises(UserError):
                found._confirm_by_link(90)
