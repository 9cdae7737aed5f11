from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_request import RequestCase, utc


@tagged("post_install", "-at_install")
class TestRequest(RequestCase):
    """The request desk (V19, V24): asked, accepted, cancelled, nobody found."""

    # ------------------------------------------------------------------
    # Lead time
    # ------------------------------------------------------------------

    def test_working_days(self):
        """Holidays of the authority's state and weekends do not count."""
        self.company.state_id = self.env.ref("base.state_de_bw")
        cases = (
            # Monday to Monday
            (date(2026, 9, 7), date(2026, 9, 14), 5),
            # Thursday to Friday of the next week, 1 November is a Sunday
            (date(2026, 10, 29), date(2026, 11, 6), 6),
            # All Saints' Day 2027 is a Monday
            (date(2027, 10, 29), date(2027, 11, 2), 1),
            # Epiphany 2027 is a Wednesday, New Year's Day a Friday
            (date(2026, 12, 30), date(2027, 1, 7), 4),
            # Good Friday and Easter Monday
            (date(2027, 3, 25), date(2027, 3, 30), 1),
            # the same day, and the day before
            (date(2026, 9, 7), date(2026, 9, 7), 0),
            (date(2026, 9, 8), date(2026, 9, 7), 0),
            # to a Sunday
            (date(2026, 9, 10), date(2026, 9, 13), 1),
        )
        for day_from, day_to, number in cases:
            self.assertEqual(
                self.requests._count_working_days(day_from, day_to, self.company),
                number,
                f"{day_from} {day_to}",
            )
        # Epiphany is a working day in Hesse
        self.company.state_id = self.env.ref("base.state_de_he")
        self.assertEqual(
            self.requests._count_working_days(
                date(2026, 12, 30), date(2027, 1, 7), self.company
            ),
            5,
        )

    def test_urgent(self):
        """Five working days are enough, four are urgent; the day is Germany's."""
        self.company.state_id = self.env.ref("base.state_de_bw")
        with self.freeze(utc("2026-09-07", 8)):
            for day, urgent in (("2026-09-14", False), ("2026-09-11", True)):
                request = self.new_request(start=utc(day), stop=utc(day, 10))
                self.assertEqual(request.urgent, urgent, day)
        # half past midnight in Germany, still Sunday in UTC
        with self.freeze(utc("2026-09-07", 0, 30)):
            request = self.new_request(
                start=utc("2026-09-14"), stop=utc("2026-09-14", 10)
            )
            self.assertEqual((request.lead_days, request.urgent), (5, False))

    # ------------------------------------------------------------------
    # Asking and answering
    # ------------------------------------------------------------------

    def test_first_accept(self):
        """The first is booked and told, the second learns kindly that it is taken."""
        request = self.new_request()
        first, second = self.ask(request)
        self.assertEqual(self.requests._get_asked_for(self.volunteer2), second)
        first._accept()
        self.assertEqual(request.state, "filled")
        self.assertEqual(request.volunteer_id, self.volunteer1)
        booking = self.bookings(request)
        self.assertEqual(booking.volunteer_id.id, self.volunteer1.id)
        self.assertEqual((booking.start, booking.stop), (self.start, self.stop))
        self.assertEqual(second.state, "closed")
        with self.assertRaisesRegex(UserError, "faster"):
            second._accept()
        with self.assertRaisesRegex(UserError, "already"):
            first._accept()
        self.assertFalse(self.requests._get_asked_for(self.volunteer2))
        subjects = self.mails_to(self.volunteer1)
        self.assertEqual(len(subjects), 2)
        self.assertEqual(subjects[1], f"Confirmed: {request.reference}")
        self.assertEqual(len(self.mails_to(self.volunteer2)), 1)

    def test_ask_says_no_place(self):
        """The meeting point is for the one who goes; a mail names no client."""
        request = self.new_request()
        ask = self.ask(request, self.volunteer1)
        mails = self.env["mail.mail"]
        domain = [("email_to", "like", self.volunteer1.email)]
        self.assertNotIn("Rathaus", mails.search(domain).body_html)
        ask._accept()
        body = mails.search(domain, order="id desc", limit=1).body_html
        self.assertIn("Rathaus", body)

    def test_times_are_those_of_germany(self):
        """Summer and winter, whatever the zone of whoever sends the mail."""
        for day in ("2040-01-10", "2040-07-10"):
            request = self.new_request(start=utc(day, 9), stop=utc(day, 23, 30))
            words = request.with_context(tz="Asia/Tokyo").env
            line = request._say_appointment(words)[1]
            self.assertRegex(line, r"Tuesday.* 10\D.*, 9:00\sAM to 11:30\sPM", day)

    def test_pick(self):
        """Mode pick: offers wait until the coordination chooses; the other is told."""
        request = self.new_request(mode="pick")
        first, second = self.ask(request)
        first._accept()
        second._accept()
        self.assertEqual(request.state, "open")
        self.assertEqual(request.offer_count, 2)
        self.assertTrue(request.activity_ids)
        self.assertFalse(self.bookings(request))
        second.with_user(self.coordinator).action_pick()
        self.assertEqual(request.volunteer_id, self.volunteer2)
        self.assertEqual(first.state, "closed")
        self.assertFalse(request.activity_ids)
        self.assertEqual(
            self.mails_to(self.volunteer1)[-1], f"Not needed: {request.reference}"
        )
        with self.assertRaisesRegex(UserError, request.reference):
            first.with_user(self.coordinator).action_pick()

    def test_answer_by_link(self):
        """Whoever answers without an account does it in superuser mode; a note is no
        markup."""
        request = self.new_request(user=self.manager1, note="<b>Tor 2</b>")
        ask = self.ask(request, self.volunteer1)
        public = self.env.ref("base.public_user")
        ask.with_user(public).sudo()._accept()
        self.assertEqual(request.state, "filled")
        body = self.env["mail.mail"].search(
            [("email_to", "like", self.volunteer1.email)], order="id desc", limit=1
        )
        self.assertIn("&lt;b&gt;Tor 2", body.body_html)
        told = self.env["mail.message"].search(
            [("model", "=", request._name), ("res_id", "=", request.id)]
        )
        self.assertIn(self.manager1.partner_id, told.notified_partner_ids)

    def test_decline_without_reason(self):
        request = self.new_request()
        first, second = self.ask(request)
        first._decline()
        second._decline("Urlaub")
        self.assertEqual(second.reason, "Urlaub")
        self.assertEqual(request.state, "open")
        self.assertTrue(request.activity_ids)
        with self.assertRaisesRegex(UserError, "already"):
            first._accept()

    def test_accept_is_checked_again(self):
        """Who may no longer go, or has something else, is not booked."""
        request = self.new_request()
        first, second = self.ask(request)
        other = self.new_request()
        self.ask(other, self.volunteer1)._accept()
        with self.assertRaisesRegex(UserError, "booked at this time"):
            first._accept()
        self.volunteer2.action_pause()
        self.assertEqual(second.state, "withdrawn")
        with self.assertRaises(UserError):
            second._accept()
        with self.assertRaisesRegex(UserError, "Paused"):
            request._ask(self.volunteer2)

    def test_asked_once(self):
        request = self.new_request()
        self.ask(request)
        self.assertFalse(request._ask(self.volunteer1 | self.volunteer2))
        self.assertEqual(len(self.mails_to(self.volunteer1)), 1)

    def test_volunteer_gives_up(self):
        """Open again; the others are asked again, not who declined or gave up."""
        third = self._new_volunteer("Carla Klar", task_ids=self.interpreting.ids)
        request = self.new_request()
        first, second, last = self.ask(
            request, self.volunteer1 | self.volunteer2 | third
        )
        last._decline()
        first._accept()
        with self.assertRaises(UserError):
            second._withdraw()
        first._withdraw("krank")
        self.assertEqual(request.state, "open")
        self.assertFalse(request.volunteer_id)
        self.assertEqual(self.bookings(request).state, "cancelled")
        waiting = request.ask_ids.filtered(lambda ask: ask.state == "asked")
        self.assertEqual(waiting.volunteer_id, self.volunteer2)
        self.assertEqual(len(self.mails_to(self.volunteer2)), 2)
        waiting.sudo()._accept()
        self.assertEqual(request.volunteer_id, self.volunteer2)
        # leaving frees the request in the same way
        self.volunteer2.action_leave()
        self.assertEqual(request.state, "open")
