from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..models.shift.clock import get_span, to_local
from .common_shift import ShiftCase


@tagged("post_install", "-at_install")
@freeze_time("2027-03-01 10:00:00")
class TestSeries(ShiftCase):
    """Series by a rule, with exceptions and changes (V4, V5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.state_id = cls.env.ref("base.state_de_bw")

    def new_series(self, start=True, **vals):
        series = (
            self.env["integration.volunteer.shift.series"]
            .with_user(self.coordinator)
            .create(
                {
                    "name": "Sprachcafé",
                    "task_id": self.task.id,
                    "place": "Rathaus",
                    "wed": True,
                    "date_start": "2027-03-03",
                    "hour_from": 18,
                    "hour_to": 20,
                    "role_ids": [Command.create({"name": "Hilfe", "max_count": 2})],
                    **vals,
                }
            )
        )
        if start:
            series.action_start()
        return series

    def days(self, series):
        shifts = series.shift_ids.filtered(lambda shift: shift.state == "published")
        return [str(to_local(shift.start).date()) for shift in shifts.sorted("start")]

    def change(self, shift, **vals):
        dialogs = self.env["integration.volunteer.shift.change"]
        dialog = dialogs.with_user(self.coordinator)
        form = Form(dialog.with_context(default_shift_id=shift.id))
        for name, value in vals.items():
            setattr(form, name, value)
        return form.save().action_change()

    def test_weekly(self):
        series = self.new_series(end_type="count", count=4)
        days = ["2027-03-03", "2027-03-10", "2027-03-17", "2027-03-24"]
        self.assertEqual(self.days(series), days)
        shift = series.shift_ids[0]
        self.assertEqual((shift.state, shift.role_ids.max_count), ("published", 2))
        self.assertEqual((shift.place, shift.mode), ("Rathaus", "instant"))
        with self.assertRaisesRegex(UserError, "Running"):
            series.action_start()

    def test_once_more_changes_nothing(self):
        series = self.new_series()
        before = series.shift_ids
        series.shift_ids[2].action_cancel()
        series.action_generate()
        self.run_job("generate")
        self.assertEqual(series.shift_ids, before)
        with freeze_time("2027-03-08 10:00:00"):
            self.run_job("generate")
        self.assertEqual(len(series.shift_ids), len(before) + 1)

    def test_months(self):
        series = self.new_series(
            freq="monthly", month_by="week", month_week="-1", wed=False, fri=True
        )
        days = series._get_days(date(2027, 3, 1), date(2027, 6, 30))
        self.assertEqual(
            [day.isoformat() for day in days],
            ["2027-03-26", "2027-04-30", "2027-05-28", "2027-06-25"],
        )
        series = self.new_series(
            freq="monthly", month_by="day", month_day=31, wed=False, start=False
        )
        days = series._get_days(date(2027, 3, 1), date(2027, 6, 30))
        self.assertEqual([day.month for day in days], [3, 5])

    def test_holidays(self):
        """26 March 2027 is Good Friday, 29 March Easter Monday."""
        series = self.new_series(
            wed=False, fri=True, mon=True, end_type="count", count=9
        )
        days = self.days(series)
        self.assertIn("2027-03-22", days)
        self.assertNotIn("2027-03-26", days)
        self.assertNotIn("2027-03-29", days)
        with_them = self.new_series(wed=False, fri=True, skip_holidays=False)
        self.assertIn("2027-03-26", self.days(with_them))

    def test_clock_changes(self):
        """The same hour on the clock; the length is what passes."""
        spring = get_span(date(2027, 3, 27), 22, 6)
        autumn = get_span(date(2027, 10, 30), 22, 6)
        usual = get_span(date(2027, 6, 5), 22, 6)
        hours = [
            (stop - start).total_seconds() / 3600
            for start, stop in (spring, autumn, usual)
        ]
        self.assertEqual(hours, [7, 9, 8])
        self.assertEqual(str(spring[0]), "2027-03-27 21:00:00")
        self.assertEqual(str(spring[1]), "2027-03-28 04:00:00")
        self.assertEqual(str(autumn[1]), "2027-10-31 05:00:00")
        # in the hour that the clock skips, and in the one it shows twice
        start, stop = get_span(date(2027, 3, 28), 2.25, 2.75)
        self.assertEqual((stop - start).total_seconds(), 1800)
        start, stop = get_span(date(2027, 3, 28), 2.5, 3)
        self.assertEqual((stop - start).total_seconds(), 1800)
        start, stop = get_span(date(2027, 10, 31), 1.5, 2.5)
        self.assertEqual((stop - start).total_seconds(), 3600)
        series = self.new_series(
            wed=False, sat=True, hour_from=22, hour_to=6, end_type="count", count=6
        )
        shifts = series.shift_ids.sorted("start")
        self.assertEqual(shifts.mapped("duration"), [8, 8, 8, 7, 8, 8])
        starts = {to_local(shift.start).hour for shift in shifts}
        stops = {to_local(shift.stop).hour for shift in shifts}
        self.assertEqual((starts, stops), ({22}, {6}))

    def test_exceptions(self):
        exceptions = [
            Command.create({"date": "2027-03-10", "reason": "Sitzung"}),
            Command.create(
                {
                    "date": "2027-03-17",
                    "kind": "move",
                    "date_to": "2027-03-18",
                    "hour_from": 19,
                    "hour_to": 21,
                }
            ),
        ]
        series = self.new_series(end_type="count", count=4, exception_ids=exceptions)
        days = ["2027-03-03", "2027-03-18", "2027-03-24"]
        self.assertEqual(self.days(series), days)
        # a day whose shift was made already
        shift = series.shift_ids.sorted("start")[-1]
        signup = self.sign_up(shift, self.volunteer1)
        series.exception_ids = [Command.create({"date": "2027-03-24"})]
        self.assertEqual((shift.state, signup.state), ("cancelled", "cancelled"))
        series.action_generate()
        self.assertEqual(self.days(series), days[:2])
        with self.assertRaises(ValidationError):
            series.exception_ids = [
                Command.create({"date": "2027-04-07", "kind": "move"})
            ]

    def test_change_this(self):
        series = self.new_series(end_type="count", count=3)
        first, second, third = series.shift_ids.sorted("start")
        signup = self.sign_up(second, self.volunteer1)
        self.change(second, day="2027-03-11", hour_from=19, hour_to=21.5)
        self.assertEqual(self.days(series), ["2027-03-03", "2027-03-11", "2027-03-17"])
        self.assertEqual((second.duration, second.is_changed), (2.5, True))
        self.assertEqual(self.bookings(signup).start, second.start)
        series.action_generate()
        self.assertEqual(series.shift_ids, first | second | third)

    def test_change_following(self):
        series = self.new_series(end_type="count", count=5)
        shifts = series.shift_ids.sorted("start")
        signup = self.sign_up(shifts[3], self.volunteer1)
        self.change(
            shifts[2],
            scope="following",
            day="2027-03-18",
            hour_from=17,
            hour_to=19,
            place="Schule",
        )
        follower = shifts[2].series_id
        self.assertNotEqual(follower, series)
        self.assertEqual(shifts[3:].series_id, follower)
        self.assertEqual(self.days(series), ["2027-03-03", "2027-03-10"])
        self.assertEqual(
            self.days(follower), ["2027-03-18", "2027-03-25", "2027-04-01"]
        )
        self.assertEqual(signup.state, "confirmed")
        booking = self.bookings(signup)
        self.assertEqual((booking.start, booking.place), (shifts[3].start, "Schule"))
        self.assertEqual(to_local(booking.start).hour, 17)
        self.assertEqual((shifts[0].place, follower.count), ("Rathaus", 3))
        for one in (series, follower):
            one.action_generate()
        self.assertEqual(series.shift_ids | follower.shift_ids, shifts)

    def test_change_all(self):
        series = self.new_series(end_type="count", count=5)
        shifts = series.shift_ids.sorted("start")
        self.change(shifts[3], hour_from=10, hour_to=11)
        with freeze_time("2027-03-05 10:00:00"):
            self.change(shifts[2], scope="all", name="Café", hour_from=16, hour_to=18)
            self.assertEqual(series.name, "Café")
            # what has been stays
            self.assertEqual(shifts[0].name, "Sprachcafé")
            self.assertEqual(set(shifts[1:].mapped("name")), {"Café"})
            hours = [to_local(shift.start).hour for shift in shifts]
            self.assertEqual(hours, [18, 16, 16, 10, 16])
            with self.assertRaisesRegex(UserError, "has begun"):
                self.change(shifts[0], name="Zu spät")

    def test_change_one_of_two_days(self):
        series = self.new_series(mon=True, end_type="count", count=6)
        shifts = series.shift_ids.sorted("start")
        with self.assertRaisesRegex(UserError, "free weekday"):
            # the next week
            self.change(shifts[2], scope="following", day="2027-03-15")
        self.change(shifts[2], scope="following", day="2027-03-12")
        follower = shifts[2].series_id
        self.assertEqual(self.days(series), ["2027-03-03", "2027-03-08"])
        self.assertEqual(
            self.days(follower),
            ["2027-03-12", "2027-03-15", "2027-03-19", "2027-03-22"],
        )
        follower.action_generate()
        self.assertEqual(len(follower.shift_ids), 4)
        with self.assertRaisesRegex(UserError, "free weekday"):
            # Monday and Friday: Saturday is free, Sunday before Monday is not
            self.change(shifts[2], scope="all", day="2027-03-08")

    def test_change_to_a_holiday_or_taken_day(self):
        series = self.new_series(fri=True, end_type="count", count=10)
        wednesday = series.shift_ids.sorted("start")[0]
        with self.assertRaisesRegex(UserError, "free weekday"):
            self.change(wednesday, scope="all", day="2027-03-05")
        self.change(wednesday, scope="all", day="2027-03-01")
        self.assertTrue(series.mon and series.fri and not series.wed)
        # Easter Monday
        moved = series.shift_ids.filtered(
            lambda shift: str(shift.date_original) == "2027-03-29"
        )
        self.assertEqual(moved.state, "cancelled")

    def test_running_is_changed_by_the_dialog(self):
        series = self.new_series()
        with self.assertRaisesRegex(UserError, "Change"):
            series.hour_from = 10
        # but may end earlier
        series.write({"end_type": "until", "until": "2027-03-12"})
        self.assertEqual(self.days(series), ["2027-03-03", "2027-03-10"])

    def test_end(self):
        series = self.new_series()
        signup = self.sign_up(series.shift_ids[0], self.volunteer1)
        series.action_end()
        self.assertEqual(self.days(series), [])
        self.assertEqual(signup.state, "cancelled")
        self.run_job("generate")
        self.assertEqual(self.days(series), [])
        with self.assertRaisesRegex(UserError, "Ended"):
            series.action_end()
        with self.assertRaisesRegex(UserError, "end it"):
            series.unlink()

    def test_bad_rules(self):
        for vals in (
            {"wed": False},
            {"hour_from": 25},
            {"end_type": "until", "until": "2027-03-01"},
            {"end_type": "count", "count": 0},
            {"freq": "monthly", "month_by": "day", "month_day": 40},
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.new_series(start=False, **vals)
        empty = self.new_series(start=False, role_ids=[])
        with self.assertRaisesRegex(UserError, "no role"):
            empty.action_start()
