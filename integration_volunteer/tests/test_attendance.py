from datetime import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_hours import HoursCase


@tagged("post_install", "-at_install")
class TestAttendance(HoursCase):
    """Who came, what it brings, and corrections that are kept (V20, V22)."""

    def test_present_brings_approved_hours(self):
        booking = self._book(95)
        booking.action_present()
        self.assertEqual(booking.attendance, "present")
        self.assertEqual(booking.attendance_by_id, self.coordinator)
        row = booking.hours_ids
        self.assertEqual((row.minutes, row.state), (95, "approved"))
        self.assertEqual(str(row.date), "2026-03-10")
        self.assertEqual(row.decided_by_id, self.coordinator)
        with self.assertRaisesRegex(UserError, "Sommerfest: “Present” is noted"):
            booking.action_present()
        self.assertEqual(len(booking.hours_ids), 1)

    def test_midnight_and_clock_changes(self):
        for start, minutes, day in (
            # the clock goes forward at night: 22 to 6 o'clock are seven hours
            (datetime(2026, 3, 28, 21), 420, "2026-03-28"),
            # and back in autumn: nine hours
            (datetime(2025, 10, 25, 20), 540, "2025-10-25"),
            # half past midnight in Germany is the evening before in UTC
            (datetime(2026, 1, 9, 23, 30), 60, "2026-01-10"),
        ):
            booking = self._book(minutes, start)
            booking.action_present()
            self.assertEqual(booking.hours_ids.minutes, minutes)
            self.assertEqual(str(booking.hours_ids.date), day)

    def test_many_at_once(self):
        bookings = self._book() + self._book(volunteer=self.volunteer2)
        bookings[0].action_present()
        bookings.action_present()
        self.assertEqual(set(bookings.mapped("attendance")), {"present"})
        self.assertEqual(len(bookings.attendance_ids), 2)
        with self.assertRaises(UserError):
            bookings.action_present()

    def test_not_before_it_begins(self):
        start, _stop = self._hours_ahead(24)
        booking = self._book(start=start)
        for value in ("present", "unexcused"):
            with self.assertRaisesRegex(UserError, "has not begun"):
                booking._set_attendance(value)
        booking._set_attendance("excused", "Fever")
        self.assertFalse(booking.hours_ids)
        with self.assertRaises(UserError):
            booking._set_attendance("somehow")

    def test_cancelled(self):
        booking = self._book()
        booking.sudo()._cancel()
        with self.assertRaisesRegex(UserError, "was cancelled"):
            booking.action_present()
        booking.action_cancelled_late()
        row = booking.hours_ids
        self.assertEqual(row.entry, "late_cancel")
        self.assertEqual((row.minutes, row.cancelled_minutes), (0, 120))

    def test_corrections_are_kept(self):
        booking = self._book()
        booking.action_present()
        action = booking.action_unexcused()
        self.assertEqual(booking.attendance, "present", "the reason is asked first")
        with self.assertRaisesRegex(UserError, "give a reason"):
            booking._set_attendance("unexcused", "  ")
        dialog = Form(
            self.env[action["res_model"]]
            .with_user(self.coordinator)
            .with_context(**action["context"])
        )
        dialog.reason = "Confused with another"
        dialog.save().action_confirm()
        self.assertEqual(booking.attendance, "unexcused")
        rows = booking.attendance_ids
        self.assertEqual(rows.mapped("new"), ["unexcused", "present"])
        self.assertEqual(rows.mapped("old"), ["present", False])
        self.assertEqual(rows[0].reason, "Confused with another")
        self.assertEqual(booking.hours_ids.state, "rejected")
        booking._set_attendance("present", "She came after all")
        self.assertEqual(booking.hours_ids.state, "approved")
        self.assertEqual(len(booking.hours_ids), 1)
        for operation in ("write", "create", "unlink"):
            with self.assertRaises(AccessError):
                rows.check_access(operation)

    def test_correction_after_the_month_was_closed(self):
        booking = self._book(60)
        booking.action_present()
        row = booking.hours_ids
        self._close()
        booking._set_attendance("unexcused", "Somebody else came")
        self.assertEqual((row.state, row.minutes), ("approved", 60))
        correction = row.correction_ids
        self.assertEqual((correction.minutes, correction.state), (-60, "approved"))
        self.assertGreater(correction.month, row.month)
        booking._set_attendance("present", "No, it was her")
        self.assertEqual(row.correction_ids.sorted("id").mapped("minutes"), [-60, 60])
        self.assertEqual(row._get_totals()["minutes"], 60)

    def test_noted_by_others_needs_approval(self):
        booking = self._book()
        booking.with_user(self.env.ref("base.user_root"))._set_attendance("present")
        self.assertEqual(booking.hours_ids.state, "reported")
        own = self._book(volunteer=self.volunteer2)
        self.coordinator.partner_id = self.volunteer2.partner_id
        own.action_present()
        self.assertEqual(own.hours_ids.state, "reported")
        with self.assertRaisesRegex(UserError, "your own hours"):
            own.hours_ids.action_approve()
        own.hours_ids.with_user(self.coordinator2).action_approve()

    def test_effects_are_dated(self):
        effect = self.env.ref(
            "integration_volunteer.integration_attendance_effect_present"
        )
        effect.valid_until = "2026-03-09"
        booking = self._book()
        booking.action_present()
        self.assertFalse(booking.hours_ids, "no effect in force, no hours")
        with self.assertRaisesRegex(UserError, "Present"):
            effect.copy({"valid_from": "2026-03-01", "valid_until": False})

    def test_rights(self):
        booking = self._book()
        for user in (self.manager1, self.finance, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                booking.with_user(user).action_present()
        with self.assertRaises(AccessError):
            booking.write({"attendance": "present"})
