from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common_tandem import TandemCase


@tagged("post_install", "-at_install")
class TestTandem(TandemCase):
    """From proposed to ended, each step once; meetings planned and reported."""

    def test_way_and_way_back(self):
        tandem = self.tandem()
        self.assertRegex(tandem.reference, r"^T-[0-9A-Z]{5}$")
        self.assertEqual(tandem.coordinator_id, self.coordinator)
        tandem.action_trial()
        today = fields.Date.context_today(tandem)
        self.assertEqual(tandem.began_on, today)
        self.assertEqual(tandem.trial_until, today + timedelta(weeks=6))
        with self.assertRaisesRegex(UserError, tandem.reference):
            tandem.action_trial()
        tandem.action_run()
        tandem.action_pause()
        tandem.action_resume()
        self.assertEqual(tandem.state, "running")
        with self.assertRaisesRegex(UserError, "reason"):
            tandem.action_end()
        tandem.end_reason_id = self.end_reason
        tandem.action_end()
        self.assertEqual(tandem.ended_on, today)
        with self.assertRaises(UserError):
            tandem.action_end()
        tandem.action_propose()
        self.assertEqual(tandem.state, "proposed")
        self.assertFalse(tandem.ended_on or tandem.began_on or tandem.end_reason_id)

    def test_trial_length_is_dated(self):
        rule = self.env.ref(
            "integration_volunteer.integration_rule_value_tandem_trial_weeks"
        )
        self.env["integration.rule.value"].create(
            {"key": rule.key, "value": "2", "unit": "weeks", "source": "Test"}
        )
        tandem = self.tandem()
        tandem.action_trial()
        self.assertEqual(tandem.trial_until - tandem.began_on, timedelta(weeks=2))

    def test_kept_by_steps(self):
        tandem = self.tandem(state="running")
        self.assertEqual(tandem.state, "proposed")
        for vals in ({"state": "running"}, {"began_on": "2020-01-01"}):
            with self.assertRaises(UserError):
                tandem.write(vals)
        tandem.action_trial()
        for vals in ({"volunteer_id": self.volunteer2.id}, {"task_id": self.task.id}):
            with self.assertRaisesRegex(UserError, tandem.reference):
                tandem.write(vals)
        with self.assertRaises(UserError):
            tandem.unlink()
        self.tandem().unlink()

    def test_needs_a_fit_volunteer(self):
        tandem = self.tandem(volunteer_id=False)
        with self.assertRaisesRegex(UserError, tandem.reference):
            tandem.action_trial()
        tandem.volunteer_id = self._new_volunteer("Ida Neu", state="interested")
        with self.assertRaisesRegex(UserError, "Ida Neu"):
            tandem.action_trial()

    def test_volunteer_pauses_and_leaves(self):
        tandem = self.tandem()
        tandem.action_trial()
        proposed = self.tandem()
        self.volunteer1.action_pause()
        self.assertEqual(tandem.state, "paused")
        self.assertEqual(self.volunteer1._get_tandems(), (tandem | proposed).sudo())
        self.volunteer1.action_leave()
        for one in (tandem, proposed):
            self.assertEqual(one.state, "ended")
            self.assertEqual(one.end_reason_id.code, "left")
        self.assertFalse(self.volunteer1._get_tandems())

    def plan(self, tandem, hours, **vals):
        start, stop = self._hours_ahead(hours)
        return self.env["integration.volunteer.meeting"].create(
            {"tandem_id": tandem.id, "start": start, "stop": stop, **vals}
        )

    def bookings(self, meeting):
        return meeting._get_bookings().filtered(lambda row: row.state == "booked")

    def test_planned_meetings(self):
        """A meeting is a booking; it moves and ends with it (V10)."""
        tandem = self.tandem(place="Bücherei", hours=1)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.plan(tandem, 24)
        tandem.action_trial()
        meetings = tandem.meeting_ids.with_user(self.coordinator)
        start, stop = self._hours_ahead(24)
        meeting = meetings.create({"tandem_id": tandem.id, "start": start})
        self.assertEqual(meeting.minutes, 60)
        self.assertEqual(meeting.place, "Bücherei")
        booking = self.bookings(meeting)
        self.assertEqual(booking.volunteer_id, self.volunteer1.sudo())
        self.assertIn(tandem.reference, booking.title)
        self.assertEqual(booking.start, start)
        # back to back is allowed, overlapping is not
        self.plan(tandem, 25)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.plan(tandem, 24)
        meeting.write(
            {"start": start - timedelta(hours=3), "stop": stop - timedelta(hours=3)}
        )
        self.assertEqual(self.bookings(meeting).start, start - timedelta(hours=3))
        with self.assertRaises(UserError):
            meeting.action_held()
        with self.assertRaises(UserError):
            meeting.write({"state": "held"})
        meeting.action_cancel()
        self.assertFalse(self.bookings(meeting))
        with self.assertRaises(UserError):
            meeting.action_cancel()
        meeting.action_plan()
        self.assertTrue(self.bookings(meeting))
        tandem.action_pause()
        self.assertEqual(set(tandem.meeting_ids.mapped("state")), {"cancelled"})
        self.assertFalse(self.bookings(tandem.meeting_ids))

    def test_reported_meetings(self):
        """The volunteer reports; the one planned becomes it, none counts twice."""
        tandem = self.tandem()
        now = fields.Datetime.now()
        with self.assertRaises(UserError):
            tandem._report_meeting(now - timedelta(hours=2), 60)
        tandem.action_trial()
        planned = self.plan(tandem, -3)
        meeting = tandem._report_meeting(planned.start, 90, note="Gut")
        self.assertEqual(meeting.sudo(), planned.sudo())
        self.assertEqual((meeting.state, meeting.minutes), ("held", 90))
        self.assertTrue(self.bookings(meeting))
        tandem.invalidate_recordset()
        self.assertEqual(tandem.meeting_count, 1)
        self.assertTrue(tandem.last_meeting_on)
        with self.assertRaisesRegex(UserError, tandem.reference):
            tandem._report_meeting(planned.start, 90)
        for start, minutes in (
            (now + timedelta(hours=1), 60),
            (now - timedelta(days=3), 0),
            (now - timedelta(days=3), 1441),
        ):
            with self.assertRaises(UserError):
                tandem._report_meeting(start, minutes)
        with self.assertRaises(UserError):
            meeting.with_user(self.coordinator).unlink()
        with self.assertRaises(UserError):
            meeting.with_user(self.coordinator).start = now

    def test_lost_volunteer(self):
        tandem = self.tandem()
        tandem.action_trial()
        meeting = self.plan(tandem, 24)
        told = len(self.volunteer1.activity_ids)
        self.bookings(meeting)._give_up("unavailable")
        self.assertEqual(meeting.state, "cancelled")
        self.assertGreater(len(self.volunteer1.activity_ids), told)

    def count(self, code):
        """:return: today's value of an indicator, for the right to figures"""
        indicator = self.env.ref(f"integration_volunteer.integration_indicator_{code}")
        rows = indicator.with_user(self.stats)._evaluate(self.today, self.today)
        [total] = [row for row in rows if not row["breakdown"]]
        return total["value"]

    def test_indicators(self):
        codes = ("tandems_new", "tandems_running", "tandems_ended")
        before = [self.count(code) for code in codes]
        tandem = self.tandem(end_reason_id=self.end_reason.id)
        self.assertEqual([self.count(code) for code in codes], before)
        tandem.action_trial()
        new, running, ended = (self.count(code) for code in codes)
        self.assertEqual(
            [new, running, ended], [before[0] + 1, before[1] + 1, before[2]]
        )
        tandem.end_reason_id = self.end_reason
        tandem.action_end()
        self.assertEqual(self.count("tandems_ended"), before[2] + 1)
