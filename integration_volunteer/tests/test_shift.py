from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_shift import ShiftCase


@tagged("post_install", "-at_install")
class TestShift(ShiftCase):
    """Places, modes, deadlines, alarm (V1-V3, V7)."""

    def test_last_place_and_one_more(self):
        shift = self._new_shift(wait_list=False)
        signup = self.sign_up(shift, self.volunteer1)
        self.assertEqual(signup.state, "confirmed")
        booking = self.bookings(signup)
        self.assertEqual(booking.title, "Frauencafé (Hilfe)")
        self.assertEqual((booking.start, booking.stop), (shift.start, shift.stop))
        with self.assertRaisesRegex(UserError, "No place is free"):
            self.sign_up(shift, self.volunteer2)
        self.assertEqual((shift.taken_count, shift.free_count), (1, 0))

    def test_places_of_each_role(self):
        shift = self._new_shift(
            role_ids=[
                Command.create({"name": "Hilfe", "max_count": 2}),
                Command.create({"name": "Fahrt", "max_count": 1}),
            ]
        )
        helper, driver = shift.role_ids
        self.sign_up(shift, self.volunteer1, driver)
        signup = self.sign_up(shift, self.volunteer2, driver)
        self.assertEqual(signup.state, "waiting")
        self.assertEqual((helper.free_count, driver.free_count), (2, 0))
        self.assertEqual(shift.missing_count, 1)
        found = shift.search([("is_open", "=", True), ("is_short", "=", True)])
        self.assertIn(shift, found)

    def test_twice(self):
        shift = self._new_shift(places=2)
        self.sign_up(shift, self.volunteer1)
        with self.assertRaisesRegex(UserError, "already"):
            self.sign_up(shift, self.volunteer1)
        values = {
            "shift_id": shift.id,
            "role_id": shift.role_ids.id,
            "volunteer_id": self.volunteer1.id,
            "state": "waiting",
            "queued_on": fields.Datetime.now(),
        }
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env["integration.volunteer.signup"].create(values)

    def test_on_request(self):
        shift = self._new_shift(task_id=self.vulnerable.id)
        self.assertEqual(shift.mode, "request")
        first = self.sign_up(shift, self.volunteer1)
        second = self.sign_up(shift, self.volunteer2)
        self.assertEqual((first.state, second.state), ("requested", "requested"))
        self.assertFalse(self.bookings(first))
        # one note, gone when nobody waits for an answer
        self.assertEqual(len(shift.activity_ids), 1)
        first.action_confirm()
        self.assertTrue(self.bookings(first))
        with self.assertRaisesRegex(UserError, "No place is free"):
            second.action_confirm()
        with self.assertRaisesRegex(UserError, "cannot be done"):
            first.action_confirm()
        self.assertEqual(len(shift.activity_ids), 1)
        second.action_wait()
        self.assertFalse(shift.activity_ids)
        self.assertEqual((second.state, second.position), ("waiting", 1))
        second.action_refuse()
        self.assertEqual(second.state, "declined")
        self.assertIn("could not give you", self.mails(self.volunteer2)[0].body_html)
        with self.assertRaisesRegex(UserError, "cannot be done"):
            second.action_refuse()

    def test_manual(self):
        shift = self._new_shift(mode="manual")
        with self.assertRaisesRegex(UserError, "coordination puts"):
            self.sign_up(shift, self.volunteer1)
        self.assertFalse(shift._get_open_for(self.volunteer1))
        dialogs = self.env["integration.volunteer.shift.put"]
        dialog = dialogs.with_user(self.coordinator).with_context(
            default_shift_id=shift.id
        )
        form = Form(dialog)
        form.volunteer_id = self.volunteer1
        form.save().action_put()
        self.assertEqual(shift.signup_ids.state, "confirmed")
        self.assertEqual(shift.signup_ids.step_ids.by, "coordination")

    def test_deadline(self):
        shift = self._new_shift(signup_until=self.later(hours=24))
        with freeze_time(self.later(hours=25)):
            with self.assertRaisesRegex(UserError, "time for signing up is over"):
                self.sign_up(shift, self.volunteer1)
            self.assertFalse(shift._get_open_for(self.volunteer1) & shift)
            # the coordination may
            self.sign_up(shift, self.volunteer1, by="coordination")
        with self.assertRaises(ValidationError):
            shift.signup_until = shift.stop

    def test_not_published_or_begun(self):
        shift = self._new_shift(publish=False)
        with self.assertRaisesRegex(UserError, "not published"):
            self.sign_up(shift, self.volunteer1)
        shift.action_publish()
        signup = self.sign_up(shift, self.volunteer1)
        with freeze_time(shift.start):
            with self.assertRaisesRegex(UserError, "has begun"):
                self.sign_up(shift, self.volunteer2)
            with self.assertRaisesRegex(UserError, "has begun"):
                signup._withdraw()

    def test_unfit(self):
        ability = self.env["integration.volunteer.ability"].search([], limit=1)
        shift = self._new_shift(
            role_ids=[Command.create({"name": "Fahrt", "ability_id": ability.id})]
        )
        with self.assertRaisesRegex(UserError, ability.name):
            self.sign_up(shift, self.volunteer1)
        self.assertFalse(shift._get_open_for(self.volunteer1))
        self.volunteer1.ability_ids = ability
        self.volunteer1.action_pause()
        with self.assertRaisesRegex(UserError, "Paused"):
            self.sign_up(shift, self.volunteer1)
        self.volunteer1.action_activate()
        self.assertEqual(shift._get_open_for(self.volunteer1), shift)
        self.sign_up(shift, self.volunteer1)
        self.assertFalse(shift._get_open_for(self.volunteer1))

    def test_booked_elsewhere(self):
        shift, other = self._new_shift(), self._new_shift(hours=73)
        behind = self._new_shift(hours=74)
        self.sign_up(shift, self.volunteer1)
        with self.assertRaisesRegex(UserError, "is booked"):
            self.sign_up(other, self.volunteer1)
        # back to back
        self.assertEqual(self.sign_up(behind, self.volunteer1).state, "confirmed")

    def test_cancel_publish_copy(self):
        shift = self._new_shift(places=1)
        first = self.sign_up(shift, self.volunteer1)
        second = self.sign_up(shift, self.volunteer2)
        shift.action_cancel()
        self.assertEqual((first.state, second.state), ("cancelled", "cancelled"))
        self.assertFalse(self.bookings(first))
        self.assertIn("does not take place", self.mails(self.volunteer2)[0].body_html)
        with self.assertRaisesRegex(UserError, "Frauencafé"):
            shift.action_cancel()
        shift.action_publish()
        with self.assertRaisesRegex(UserError, "cannot become"):
            shift.action_publish()
        self.assertEqual(self.sign_up(shift, self.volunteer1).state, "confirmed")
        with self.assertRaisesRegex(UserError, "signed up"):
            shift.action_draft()
        copy = shift.copy()
        self.assertEqual((copy.state, len(copy.signup_ids)), ("draft", 0))
        self.assertEqual(copy.role_ids.name, "Hilfe")
        copy.unlink()
        with self.assertRaisesRegex(UserError, "cancel it"):
            shift.unlink()

    def test_move(self):
        shift = self._new_shift(signup_until=self.later(hours=48))
        signup = self.sign_up(shift, self.volunteer1)
        other = self._new_shift(hours=100)
        self.sign_up(other, self.volunteer1)
        ahead = shift.start - shift.signup_until
        shift.write({"start": other.start, "stop": other.stop, "place": "Schule"})
        booking = self.bookings(signup)
        self.assertEqual((booking.start, booking.place), (other.start, "Schule"))
        self.assertEqual(shift.start - shift.signup_until, ahead)
        self.assertIn("is booked", shift.activity_ids.note)

    def test_fewer_places(self):
        shift = self._new_shift(places=2)
        self.sign_up(shift, self.volunteer1)
        self.sign_up(shift, self.volunteer2)
        with self.assertRaises(ValidationError):
            shift.role_ids.max_count = 1
        with self.assertRaises(ValidationError):
            shift.role_ids.min_count = 3
        with self.assertRaises(UserError):
            shift.role_ids.unlink()

    def test_alarm_once(self):
        near, far = self._new_shift(hours=24), self._new_shift(hours=100)
        full = self._new_shift(hours=24)
        self.sign_up(full, self.volunteer1)
        for _time in range(2):
            self.run_job("watch")
        self.assertEqual(len(near.activity_ids), 1)
        self.assertEqual(near.activity_ids.user_id, self.coordinator)
        self.assertFalse((far | full).activity_ids)
        # filled and short again: a new alarm
        signup = self.sign_up(near, self.volunteer2)
        self.assertFalse(near.activity_ids)
        signup._withdraw()
        self.run_job("watch")
        self.assertEqual(len(near.activity_ids), 1)

    def test_over(self):
        shift = self._new_shift(hours=5)
        first = self.sign_up(shift, self.volunteer1)
        second = self.sign_up(shift, self.volunteer2)
        with self.assertRaisesRegex(UserError, "not over"):
            shift.action_done()
        with freeze_time(shift.stop + timedelta(minutes=1)):
            self.run_job("watch")
        self.assertEqual(shift.state, "done")
        self.assertEqual((first.state, second.state), ("confirmed", "cancelled"))
        self.assertTrue(self.bookings(first))
        with self.assertRaisesRegex(UserError, "stays as it was"):
            shift.name = "Anders"

    def test_over_midnight_and_clock_change(self):
        """Right to the minute (V5)."""
        shift = self._new_shift(publish=False)
        # Saturday 22:00 to Sunday 6:00, 27/28 March 2027: seven hours
        shift.write({"start": "2027-03-27 21:00:00", "stop": "2027-03-28 04:00:00"})
        self.assertEqual(shift.duration, 7)
        self.assertIn("22:00", shift._say_span().replace("10:00", "22:00"))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            shift.stop = shift.start
            shift.flush_recordset()

    def test_form(self):
        form = Form(self.env["integration.volunteer.shift"].with_user(self.coordinator))
        form.name = "Kinderbetreuung"
        form.task_id = self.vulnerable
        self.assertEqual(form.mode, "request")
        form.mode = "instant"
        form.start, form.stop = self._hours_ahead(50)
        with form.role_ids.new() as role:
            role.name = "Hilfe"
            role.max_count = 2
        shift = form.save()
        shift.action_publish()
        self.assertEqual((shift.mode, shift.free_count), ("instant", 2))
        with self.assertRaisesRegex(UserError, "no role"):
            shift.copy({"role_ids": []}).action_publish()

    def test_counts_in_one_query(self):
        shifts = self.env["integration.volunteer.shift"].union(
            *(self._new_shift(hours=100 + number) for number in range(8))
        )
        self.sign_up(shifts[0], self.volunteer1)

        def count(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.mapped("free_count")
            records.mapped("is_short")
            return self.env.cr.sql_log_count - before

        count(shifts)
        self.assertEqual(count(shifts[:2]), count(shifts))

    def test_paper(self):
        shift = self._new_shift()
        self.sign_up(shift, self.volunteer1)
        report = self.env["ir.actions.report"].with_user(self.coordinator)
        html, _kind = report._render_qweb_html(
            "integration_volunteer.integration_volunteer_shift_paper", shift.ids
        )
        self.assertIn("Helga Hilfreich", html.decode())
