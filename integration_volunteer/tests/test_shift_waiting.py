from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_shift import ShiftCase


@tagged("post_install", "-at_install")
class TestShiftWaiting(ShiftCase):
    """Waiting list with timed offers, stand-ins (V8, V9)."""

    def setUp(self):
        super().setUp()
        self.shift = self._new_shift(hours=200)
        self.role = self.shift.role_ids
        self.first = self.sign_up(self.shift, self.volunteer1)

    def queue(self):
        """:return: two who wait, in order"""
        second = self.sign_up(self.shift, self.volunteer2)
        third = self.sign_up(self.shift, self.volunteer3)
        self.assertEqual((second.position, third.position), (1, 2))
        return second, third

    def test_offer_accepted(self):
        second, third = self.queue()
        self.first._withdraw("krank")
        self.assertFalse(self.bookings(self.first))
        self.assertEqual((second.state, third.position), ("offered", 1))
        hold = second.offer_until - fields.Datetime.now()
        self.assertAlmostEqual(hold.total_seconds(), 24 * 3600, delta=60)
        mail = self.mails(self.volunteer2)
        self.assertNotIn("Frauencafé", mail.body_html)
        # the place is held
        fourth = self.sign_up(self.shift, self._new_volunteer("Doris Danach"))
        self.assertEqual(fourth.state, "waiting")
        second._accept_offer()
        self.assertTrue(self.bookings(second))
        self.assertEqual(self.steps(second), ["waiting", "offered", "accepted"])
        with self.assertRaisesRegex(UserError, "cannot be done"):
            second._accept_offer()
        with self.assertRaisesRegex(UserError, "cannot be done"):
            self.first._withdraw()

    def test_offer_declined(self):
        second, third = self.queue()
        self.first._withdraw()
        second._decline_offer()
        self.assertEqual((second.state, third.state), ("declined", "offered"))

    def test_offer_expires(self):
        second, third = self.queue()
        self.first._withdraw()
        with freeze_time(second.offer_until + timedelta(minutes=1)):
            with self.assertRaisesRegex(UserError, "time to accept"):
                second._accept_offer()
            for _run in range(2):
                self.run_job("offers")
            self.assertEqual((second.state, third.state), ("declined", "offered"))
            self.assertEqual(self.steps(second)[-1], "expired")
            self.assertGreater(third.offer_until, fields.Datetime.now())

    def test_offer_never_beyond_the_start(self):
        shift = self._new_shift(hours=3)
        first = self.sign_up(shift, self.volunteer1)
        second = self.sign_up(shift, self.volunteer2)
        first._withdraw()
        self.assertLess(second.offer_until, shift.start)
        self.assertLess(second.offer_until, self.later(hours=2))

    def test_passed_over(self):
        """Unavailable meanwhile: passed over with the reason, position kept."""
        second, third = self.queue()
        self.volunteer2.action_pause()
        self.first._withdraw()
        self.assertEqual((second.state, third.state), ("waiting", "offered"))
        self.assertEqual(second.position, 1)
        skipped = second.step_ids.sorted("id")[-1]
        self.assertEqual(skipped.step, "skipped")
        self.assertIn("Paused", skipped.reason)
        # there again: next in turn
        self.volunteer2.action_activate()
        third._decline_offer()
        self.assertEqual(second.state, "offered")

    def test_booked_meanwhile(self):
        second, _third = self.queue()
        other = self._new_shift(hours=201)
        self.sign_up(other, self.volunteer2)
        self.sign_up(other, self.volunteer3)
        self.first._withdraw()
        self.run_job("offers")
        self.assertEqual(second.state, "waiting")
        # logged once
        self.assertEqual(self.steps(second), ["waiting", "skipped"])

    def test_unfit_after_the_offer(self):
        second, third = self.queue()
        self.first._withdraw()
        self.volunteer2.action_pause()
        with self.assertRaisesRegex(UserError, "Paused"):
            second._accept_offer()
        self.run_job("offers")
        self.assertEqual((second.state, third.state), ("waiting", "offered"))
        self.assertEqual(self.steps(second)[-2:], ["withheld", "skipped"])

    def test_volunteer_leaves(self):
        second, third = self.queue()
        self.volunteer2.action_leave()
        self.assertEqual(second.state, "lost")
        self.volunteer1.action_leave()
        self.assertEqual((self.first.state, third.state), ("lost", "offered"))
        self.assertIn("Helga", self.shift.activity_ids.note)

    def test_more_places(self):
        second, third = self.queue()
        self.role.max_count = 2
        self.assertEqual((second.state, third.state), ("offered", "waiting"))

    def test_coordination_acts(self):
        second, third = self.queue()
        self.first.action_remove()
        self.assertEqual(self.first.state, "cancelled")
        second.action_decline_offer()
        third.action_accept_offer()
        self.assertEqual(third.state, "confirmed")
        third.action_withdraw()
        self.assertEqual(third.state, "withdrawn")
        self.assertEqual(third.step_ids.sorted("id")[-1].by, "coordination")
        self.assertEqual(third.step_ids.sorted("id")[-1].user_id, self.coordinator)

    def test_without_address(self):
        """The coordination is asked to call."""
        second, _third = self.queue()
        self.volunteer2.partner_id.sudo().email = False
        self.first._withdraw()
        self.assertEqual(second.state, "offered")
        self.assertIn("Benno", self.shift.activity_ids.note)

    # ------------------------------------------------------------------
    # Stand-in
    # ------------------------------------------------------------------

    def test_stand_in(self):
        with self.assertRaisesRegex(UserError, "no stand-in"):
            self.first._take_over(self.volunteer2)
        self.first._seek_stand_in()
        with self.assertRaisesRegex(UserError, "already"):
            self.first._seek_stand_in()
        # stays responsible
        self.assertTrue(self.bookings(self.first))
        self.assertEqual(
            self.first._get_stand_ins_for(self.volunteer2).ids, self.first.ids
        )
        self.assertFalse(self.first._get_stand_ins_for(self.volunteer1))
        new = self.first._take_over(self.volunteer2)
        self.assertEqual((self.first.state, new.state), ("withdrawn", "confirmed"))
        self.assertFalse(self.bookings(self.first))
        self.assertTrue(self.bookings(new))
        self.assertEqual(self.shift.taken_count, 1)
        with self.assertRaisesRegex(UserError, "cannot be done"):
            self.first._take_over(self.volunteer3)

    def test_stand_in_not_eligible(self):
        self.first._seek_stand_in()
        self.volunteer2.action_pause()
        self.assertFalse(self.first._get_stand_ins_for(self.volunteer2))
        with self.assertRaisesRegex(UserError, "Benno Bereit is “Paused”"):
            self.first._take_over(self.volunteer2)
        other = self._new_shift(hours=199)
        self.sign_up(other, self.volunteer3)
        with self.assertRaisesRegex(UserError, "is booked"):
            self.first._take_over(self.volunteer3)
        self.assertEqual(self.first.state, "confirmed")
        self.assertTrue(self.first.seeks_stand_in)

    def test_stand_in_from_the_waiting_list(self):
        second, third = self.queue()
        self.first._seek_stand_in()
        new = self.first._take_over(self.volunteer3)
        self.assertEqual((new.id, third.state), (third.id, "confirmed"))
        self.assertEqual((second.state, second.position), ("waiting", 1))

    def test_stand_in_on_request(self):
        shift = self._new_shift(hours=300, task_id=self.vulnerable.id)
        first = self.sign_up(shift, self.volunteer1)
        first.action_confirm()
        first._seek_stand_in()
        new = first._take_over(self.volunteer2).sudo(False)
        new = new.with_user(self.coordinator)
        self.assertEqual((first.state, new.state), ("confirmed", "requested"))
        new.action_confirm()
        self.assertEqual((first.state, new.state), ("withdrawn", "confirmed"))

    def test_stays_after_all(self):
        self.first.action_seek_stand_in()
        self.first.action_stop_seeking()
        with self.assertRaisesRegex(UserError, "no stand-in"):
            self.first._take_over(self.volunteer2)
        self.assertEqual(self.steps(self.first), ["confirmed", "seeking", "staying"])
