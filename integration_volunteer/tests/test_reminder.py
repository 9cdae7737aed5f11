from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from .common_calendar import CalendarCase


@tagged("post_install", "-at_install")
class TestReminder(CalendarCase):
    """Reminders and notices of changes: none twice, none after the end (V27)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mails = cls.env["mail.mail"].sudo()
        cls.mails.search([]).unlink()

    def run_job(self, times=2):
        """Run the job, twice as a rule.

        :return: mails to volunteers that it has queued
        """
        # not the mails of core to whoever gets a to-do
        ours = [("email_to", "!=", False)]
        before = self.mails.search(ours)
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", lambda *a, **kw: 60):
            for _i in range(times):
                self.env["integration.volunteer.booking"]._cron_notify()
        return self.mails.search(ours) - before

    def todos(self):
        return self.volunteer1.activity_ids

    def test_reminded_once(self):
        self.volunteer1.sudo().partner_id.lang = "en_US"
        start, _stop = self._hours_ahead(20)
        booking = self.book(start, place="Rathaus")
        self.book(self._hours_ahead(30)[0])
        mail = self.run_job()
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.email_to, "helga@example.com")
        self.assertEqual(mail.subject, "Reminder: Sommerfest")
        local = fields.Datetime.context_timestamp(
            booking.with_context(tz="Europe/Berlin"), start
        )
        self.assertIn(f"{local:%-I:%M}", mail.body_html)
        self.assertIn("Rathaus", mail.body_html)
        self.assertTrue(booking.reminded_on)

    def test_none_after_cancellation(self):
        self.book(self._hours_ahead(20)[0])._cancel()
        mail = self.run_job()
        self.assertEqual(mail.subject, "Cancelled: Sommerfest")

    def test_none_for_what_has_begun(self):
        now = fields.Datetime.now()
        booking = self.book(now - timedelta(minutes=5))
        self.assertFalse(self.run_job())
        booking.write({"start": now - timedelta(days=3), "stop": now - timedelta(2)})
        booking.told_stop = booking.stop
        booking._cancel()
        self.assertFalse(self.run_job())

    def test_one_notice_of_a_change(self):
        booking = self.book(self._hours_ahead(72)[0])
        self.assertFalse(self.run_job())
        start, stop = self._hours_ahead(80)
        booking.write({"start": start, "stop": stop})
        booking.place = "Schule"
        mail = self.run_job()
        self.assertEqual(mail.subject, "Changed: Sommerfest")
        self.assertIn("Schule", mail.body_html)
        booking._cancel()
        self.assertEqual(self.run_job().subject, "Cancelled: Sommerfest")
        booking.state = "booked"
        self.assertEqual(self.run_job().subject, "Takes place: Sommerfest")

    def test_no_message_if_unchanged(self):
        booking = self.book(self._hours_ahead(72)[0])
        start = booking.start
        booking.start = start - timedelta(hours=1)
        booking.start = start
        booking.write({"start": start, "title": "Sommerfest 2"})
        self.assertFalse(self.run_job())

    def test_moved_close_is_reminder_too(self):
        booking = self.book(self._hours_ahead(72)[0])
        start, stop = self._hours_ahead(10)
        booking.write({"start": start, "stop": stop})
        self.assertEqual(self.run_job().subject, "Changed: Sommerfest")

    def test_moved_away_is_reminded_again(self):
        booking = self.book(self._hours_ahead(10)[0])
        self.assertEqual(len(self.run_job()), 1)
        start, stop = self._hours_ahead(72)
        booking.write({"start": start, "stop": stop})
        self.assertEqual(self.run_job().subject, "Changed: Sommerfest")
        self.assertFalse(booking.reminded_on)

    def test_own_change_needs_no_notice(self):
        booking = self.book(self._hours_ahead(72)[0])
        booking.with_context(volunteer_knows=True)._cancel()
        self.assertFalse(self.run_job())

    def test_booked_by_the_coordination(self):
        self.env = self.env(context={"volunteer_unaware": True})
        self.book(self._hours_ahead(72)[0])
        self.assertEqual(self.run_job().subject, "Booked: Sommerfest")
        self.book(self._hours_ahead(72)[0])._cancel()
        self.assertFalse(self.run_job())

    def test_by_the_job(self):
        job = self.env.ref("integration_volunteer.ir_cron_volunteer_notices")
        booking = self.book(self._hours_ahead(20)[0])
        with self.enter_registry_test_mode():
            job.method_direct_trigger()
            job.method_direct_trigger()
        self.assertTrue(booking.reminded_on)
        mails = self.mails.search([("subject", "=", "Reminder: Sommerfest")])
        self.assertEqual(len(mails), 1)

    def test_left(self):
        booking = self.book(self._hours_ahead(72)[0])
        self.volunteer1.sudo().state = "left"
        booking._cancel()
        self.assertFalse(self.run_job())

    def test_without_mail(self):
        self.volunteer1.reminder = "none"
        booking = self.book(self._hours_ahead(20)[0])
        self.assertFalse(self.run_job())
        self.assertFalse(self.todos())
        booking.place = "Schule"
        self.assertFalse(self.run_job())
        self.assertEqual(self.todos().user_id, self.coordinator)
        self.volunteer1.sudo().write({"reminder": "mail", "email": False})
        booking._cancel()
        self.assertFalse(self.run_job())
        self.assertEqual(len(self.todos()), 2)

    def test_language_of_the_volunteer(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.volunteer1.sudo().partner_id.lang = "de_DE"
        self.book(self._hours_ahead(20)[0])
        mail = self.run_job()
        self.assertRegex(mail.body_html, r"\d{1,2}\. [A-ZÄ][a-zä]+ 20\d\d")
