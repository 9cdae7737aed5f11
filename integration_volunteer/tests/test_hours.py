from datetime import date, datetime, timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_hours import DAY, HoursCase


@tagged("post_install", "-at_install")
class TestHours(HoursCase):
    """Reporting, approving, closing months; ceilings, certificate (V22, V23, V25)."""

    def test_self_report(self):
        start = datetime(2026, 3, 10, 9)
        vals = {
            "task_id": self.task.id,
            "start": start,
            "stop": start + timedelta(minutes=75),
            "kilometres": 12.5,
        }
        row = self.hours._report(self.volunteer1, vals)
        self.assertEqual((row.minutes, row.state), (75, "reported"))
        self.assertEqual((row.date, row.month), (DAY, date(2026, 3, 1)))
        with self.assertRaisesRegex(UserError, "cannot be reported"):
            self.hours._report(self.volunteer1, {**vals, "state": "approved"})
        # a trainer takes a break: fewer minutes are allowed, more are not
        self.hours._report(self.volunteer2, {**vals, "minutes": 60})
        with self.assertRaisesRegex(ValidationError, "more minutes"):
            self.hours._report(self.volunteer2, {**vals, "minutes": 76})

    def test_report_taken_back(self):
        vals = {"task_id": self.task.id, "date": DAY, "minutes": 60}
        row = self.hours._report(self.volunteer1, vals)
        row._retract()
        self.assertEqual(row.state, "rejected")
        for kept in (row, self._report(), self._book()):
            if kept._name != row._name:
                kept.with_user(self.env.ref("base.user_root"))._set_attendance(
                    "present"
                )
                kept = kept.hours_ids
            with self.assertRaisesRegex(UserError, "Ask the coordination"):
                kept._retract()

    def test_bad_reports(self):
        tomorrow = fields.Date.add(fields.Date.context_today(self.hours), days=1)
        good = {"task_id": self.task.id, "date": DAY, "minutes": 60}
        for bad in (
            {"date": tomorrow},
            {"minutes": 0},
            {"minutes": 1441},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.hours._report(self.volunteer1, {**good, **bad})
        for bad in ({"minutes": -1}, {"kilometres": -1}):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.hours._report(self.volunteer1, {**good, **bad})
        self.hours._report(self.volunteer1, {**good, "minutes": 1440})
        with self.assertRaisesRegex(ValidationError, "24 hours"):
            self.hours._report(self.volunteer1, {**good, "minutes": 1})

    def test_doubles_are_shown(self):
        booking = self._book(60)
        booking.action_present()
        row = self.hours._report(
            self.volunteer1,
            {
                "task_id": self.task.id,
                "start": booking.start + timedelta(minutes=30),
                "stop": booking.stop + timedelta(minutes=30),
            },
        ).with_user(self.coordinator)
        self.assertIn("Overlaps a booking", row.warning)
        row.action_approve()
        self.assertFalse(row.warning)
        after = self.hours._report(
            self.volunteer1,
            {
                "task_id": self.task.id,
                "start": booking.stop + timedelta(minutes=30),
                "stop": booking.stop + timedelta(minutes=60),
            },
        )
        self.assertFalse(after.warning, "back to back is no double")

    def test_deciding(self):
        row = self._report()
        with self.assertRaisesRegex(UserError, "Helga Hilfreich, .*“Approved”"):
            row.action_approve()
        with self.assertRaisesRegex(UserError, "Take the decision back"):
            row.minutes = 90
        row.action_take_back()
        row.minutes = 90
        with self.assertRaisesRegex(UserError, "reason"):
            row._reject(" ")
        action = row.action_reject()
        dialog = Form(
            self.env[action["res_model"]]
            .with_user(self.coordinator)
            .with_context(**action["context"])
        )
        dialog.reason = "Reported twice"
        dialog.save().action_confirm()
        self.assertEqual((row.state, row.reason), ("rejected", "Reported twice"))
        with self.assertRaises(AccessError):
            row.state = "approved"
        with self.assertRaises(AccessError):
            row.unlink()

    def test_created_rows_are_reports(self):
        row = self.hours.with_context(default_state="approved").create(
            {
                "volunteer_id": self.volunteer1.id,
                "task_id": self.task.id,
                "date": DAY,
                "minutes": 30,
                "state": "settled",
                "decided_by_id": self.coordinator2.id,
                "entry": "late_cancel",
                "cancelled_minutes": 500,
            }
        )
        self.assertEqual((row.state, row.entry), ("reported", "work"))
        self.assertFalse(row.decided_by_id or row.cancelled_minutes)

    def test_month(self):
        row = self.hours._report(
            self.volunteer1, {"task_id": self.task.id, "date": DAY, "minutes": 60}
        ).with_user(self.coordinator)
        lock = self.locks.search([("month", "=", "2026-03-01")])
        self.assertEqual((lock.reported_count, lock.state), (1, "open"))
        with self.assertRaisesRegex(UserError, "March 2026: 1 entries"):
            with self.cr.savepoint():
                lock.action_close()
        row.action_approve()
        lock.action_close()
        with self.assertRaisesRegex(UserError, "March 2026 is closed already"):
            lock.action_close()
        # nothing in it changes, whoever tries
        self.assertTrue(row.locked)
        for change in (row.action_take_back, row.sudo().action_take_back):
            with self.assertRaisesRegex(UserError, "closed"):
                change()
        with self.assertRaisesRegex(UserError, "closed"):
            row.sudo().minutes = 1
        with self.assertRaisesRegex(UserError, "March 2026 is closed"):
            self._report()
        other = self._report(day=date(2026, 4, 1))
        other.action_take_back()
        with self.assertRaisesRegex(UserError, "March 2026 is closed"):
            other.date = DAY
        with self.assertRaisesRegex(UserError, "reason"):
            lock._reopen("")
        lock._reopen("A list was forgotten")
        with self.assertRaisesRegex(UserError, "open already"):
            lock._reopen("again")
        row.action_take_back()
        self.assertEqual(lock.step_ids.mapped("step"), ["open", "closed"])
        self.assertEqual(lock.step_ids[0].reason, "A list was forgotten")
        self.assertEqual(lock.step_ids[0].taken_by_id, self.coordinator)

    def test_month_is_over_first(self):
        today = fields.Date.context_today(self.hours)
        lock = self.locks._get_month(self.company, today).with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "is not over"):
            lock.action_close()
        for user in (self.finance, self.manager1):
            with self.assertRaises(AccessError):
                lock.with_user(user).action_close()

    def test_correction(self):
        row = self._report(60)
        with self.assertRaisesRegex(UserError, "still open"):
            row._correct("Typing error", minutes=-30)
        self._close()
        action = row.action_correct()
        dialog = Form(
            self.env[action["res_model"]]
            .with_user(self.coordinator)
            .with_context(**action["context"])
        )
        dialog.reason = "Typing error"
        dialog.minutes = -30
        dialog.save().action_confirm()
        correction = row.correction_ids
        self.assertEqual((correction.minutes, correction.state), (-30, "approved"))
        self.assertEqual(correction.date, DAY)
        self.assertEqual(correction.month, date(2026, 4, 1))
        with self.assertRaisesRegex(ValidationError, "more is taken away"):
            row._correct("Again", minutes=-31)
        with self.assertRaisesRegex(ValidationError, "nothing is corrected"):
            row._correct("Nothing")
        with self.assertRaisesRegex(UserError, "reason"):
            row._correct("", minutes=-1)

    def test_late_attendance_goes_to_the_next_open_month(self):
        booking = self._book(60)
        self._close()
        booking.action_present()
        self.assertEqual(booking.hours_ids.date, DAY)
        self.assertEqual(booking.hours_ids.month, date(2026, 4, 1))

    def test_certificate_and_card(self):
        interpreting = self.env.ref(
            "integration_volunteer.integration_volunteer_task_interpreting"
        )
        self._report(90)
        self._report(60, task_id=interpreting.id)
        self.hours.create(
            {
                "volunteer_id": self.volunteer1.id,
                "task_id": self.task.id,
                "date": DAY,
                "minutes": 600,
            }
        )
        action = self.volunteer1.action_certificate()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        dialog = dialog.with_user(self.coordinator)
        dialog.write({"date_from": "2026-01-01", "date_until": "2026-12-31"})
        self.assertEqual(
            dialog._get_rows(), [(self.task.name, 90), (interpreting.name, 60)]
        )
        html = str(dialog._render())
        self.assertIn("Helga Hilfreich", html)
        self.assertRegex(html, "2[.,]50")
        self.assertIn("paper", dialog.action_print()["url"])
        with self.assertRaises(ValidationError):
            dialog.date_from = "2027-01-01"
        empty = dialog.copy({"volunteer_id": self.volunteer2.id})
        with self.assertRaisesRegex(UserError, "Benno Bereit has no approved"):
            empty.action_print()
        with self.assertRaises(AccessError):
            dialog.with_user(self.coordinator2).read(["hours"])
        criteria = self.env["integration.volunteer.card.criterion"]
        criteria.search([]).write({"hours_per_week": 2.5, "months": 1})
        # 2.5 hours in the 28 days until 10 March are 0.625 a week
        result = criteria._check(self.volunteer1, DAY)
        self.assertEqual([row["met"] for row in result], [False])
        self.assertRegex(result[0]["words"], "not met. 0.6 hours")
        criteria.search([]).write({"hours_per_week": 0.6})
        self.assertTrue(criteria._check(self.volunteer1, DAY)[0]["met"])

    def test_indicator(self):
        self._report(90)
        self._report(60, volunteer=self.volunteer2)
        self.env.user.group_ids += self.env.ref(
            "integration_base.group_integration_statistics"
        )
        figures = self.env["integration.indicator"].search(
            [("code", "in", ("volunteer_hours", "volunteer_hours_people"))]
        )
        rows = figures._evaluate(date(2026, 3, 1), date(2026, 3, 31), self.company)
        totals = [row["value"] for row in rows if not row["breakdown"]]
        self.assertEqual(totals, [2.5, 2])

    def test_views_of_volunteers(self):
        self._report(90)
        self.assertEqual(self.volunteer1.hours_total, 1.5)
        with self.assertRaisesRegex(ValidationError, "no valid IBAN"):
            self.volunteer1.iban = "DE88370400440532013000"
        Form(self.volunteer1)
        Form(self.hours)
