from datetime import date, datetime, timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from ..models.availability.local_time import split_days
from ..models.booking.integration_volunteer_booking import IntegrationVolunteerBooking
from .common_calendar import TUESDAY, CalendarCase


@tagged("post_install", "-at_install")
class TestAvailability(CalendarCase):
    """Weekly availability, absences, and where they help (V11, V17)."""

    def state(self, start, stop):
        return self.volunteer1._get_availability(start, stop)

    def select(self, expression):
        """:return: volunteers' values of an expression, as a search would use it"""
        sql = SQL(
            "SELECT id, %s FROM integration_volunteer WHERE id IN %s",
            expression,
            (self.volunteer1 + self.volunteer2)._ids,
        )
        rows = dict(self.env.execute_query(sql))
        return [rows[self.volunteer1.id], rows[self.volunteer2.id]]

    # weekly -----------------------------------------------------------

    def test_week(self):
        self.assertEqual(self.state(self.at(9), self.at(10)), "unknown")
        self.offer()
        for times, wanted in (
            ((8, 12), "available"),
            ((9, 10), "available"),
            ((7, 9), "outside"),
            ((11, 13), "outside"),
        ):
            span = [self.at(hour) for hour in times]
            self.assertEqual(self.state(*span), wanted, times)
            number = {"available": 1, "outside": 0}[wanted]
            expression = self.env["integration.volunteer"]._get_available_sql(*span)
            # the other one has said nothing
            self.assertEqual(list(map(float, self.select(expression))), [number, 0.5])
        self.offer(hour_from=12, hour_to=15.5)
        self.assertEqual(self.state(self.at(9), self.at(15, 30)), "available")
        self.assertEqual(self.state(self.at(9), self.at(15, 31)), "outside")

    def test_same_clock_in_summer(self):
        self.offer("2", 9, 11)
        # a Wednesday in July: 9:00 in Germany is 7:00 UTC
        start = datetime(2031, 7, 16, 7)
        self.assertEqual(self.state(start, start + timedelta(hours=2)), "available")
        late = start + timedelta(hours=2)
        self.assertEqual(self.state(late, late + timedelta(hours=1)), "outside")

    def test_over_midnight(self):
        self.offer("1", 20, 24)
        span = self.at(22), self.at(25)
        self.assertEqual(self.state(*span), "outside")
        self.offer("2", 0, 2)
        self.assertEqual(self.state(*span), "available")
        expression = self.env["integration.volunteer"]._get_available_sql(*span)
        self.assertEqual(float(self.select(expression)[0]), 1)

    def test_clock_changes(self):
        # the night of 26 October 2031: 2:00 to 3:00 comes twice
        start = datetime(2031, 10, 25, 23)
        pieces = split_days(start, start + timedelta(hours=3))
        self.assertEqual(pieces, [(date(2031, 10, 26), 1, 3)])
        # the night of 30 March 2031: there is no 2:30
        start = datetime(2031, 3, 30, 0)
        pieces = split_days(start, start + timedelta(hours=2))
        self.assertEqual(pieces, [(date(2031, 3, 30), 1, 4)])

    def test_public_holidays(self):
        self.offer("2", 8, 12)  # New Year's Day of 2031 is a Wednesday
        span = [self.at(hour, day=datetime(2031, 1, 1)) for hour in (9, 10)]
        self.assertEqual(self.state(*span), "unknown")
        expression = self.env["integration.volunteer"]._get_available_sql(*span)
        self.assertEqual(list(map(float, self.select(expression))), [0.5, 0.5])
        [conflict] = self.volunteer1._get_conflicts(*span)
        self.assertFalse(conflict["hard"])
        self.assertRegex(conflict["words"], "holiday.*Helga Hilfreich")
        early = [self.at(hour, day=datetime(2031, 1, 1)) for hour in (6, 7)]
        self.assertEqual(self.state(*early), "outside")

    def test_bad_hours(self):
        self.offer()
        for hours in ((12, 8), (-1, 3), (20, 25), (9, 9), (11, 13)):
            with (
                self.assertRaisesRegex(ValidationError, "Helga Hilfreich"),
                self.env.cr.savepoint(),
            ):
                self.offer("1", *hours)
        self.offer("1", 12, 13)

    # absences ---------------------------------------------------------

    def test_absence_told_to_the_coordinator(self):
        first = self.book(self.at(9))
        self.book(self.at(9, day=TUESDAY + timedelta(days=1)))
        self.book(self.at(9), volunteer=self.volunteer2)
        gone = self.book(self.at(14))
        gone._cancel()
        absence = self.leave("2031-01-10", "2031-01-14")
        self.assertEqual(absence.booking_count, 1)
        self.assertEqual(self.volunteer1.away_booking_count, 1)
        [todo] = self.volunteer1.activity_ids
        self.assertEqual(todo.user_id, self.coordinator)
        self.assertEqual(str(todo.note).count("Sommerfest"), 1)
        # nothing is dropped silently
        self.assertEqual(first.state, "booked")
        # only what is new is told
        absence.date_from = "2031-01-09"
        self.assertEqual(len(self.volunteer1.activity_ids), 1)
        absence.date_to = "2031-01-15"
        self.assertEqual(len(self.volunteer1.activity_ids), 2)

    def test_absence_told_by_a_page(self):
        """Pages without an account act as nobody, in superuser mode."""
        self.book(self.at(9))
        self.book(self.at(9), volunteer=self.volunteer2)
        nobody = self.env.ref("base.public_user")
        absences = self.env["integration.volunteer.absence"].with_user(nobody).sudo()
        days = {"date_from": "2031-01-14", "date_to": "2031-01-14"}
        absences.create({"volunteer_id": self.volunteer1.id, **days})
        self.assertEqual(self.volunteer1.activity_ids.user_id, self.coordinator)
        # without a coordinator it is noted
        self.volunteer2.coordinator_id = False
        absences.create({"volunteer_id": self.volunteer2.id, **days})
        self.assertFalse(self.volunteer2.activity_ids)
        self.assertIn("Sommerfest", str(self.volunteer2.message_ids.mapped("body")))

    def test_form(self):
        with Form(self.volunteer1) as form:
            form.area_zips = "735, 73430"
            with form.availability_ids.new() as row:
                row.weekday = "1"
                row.hour_from = 8
                row.hour_to = 12
            with form.absence_ids.new() as row:
                row.date_from = self.today
                row.date_to = self.today
        self.assertEqual(
            self.volunteer1.availability_ids.display_name, "Tuesday 8:00 – 12:00"
        )
        self.assertTrue(self.volunteer1.is_away)
        self.assertEqual(self.volunteer1.area_zips, "735,73430")

    def test_absence_gives_up(self):
        booking = self.book(self.at(9))
        absence = self.leave("2031-01-14", "2031-01-14")
        with patch.object(IntegrationVolunteerBooking, "_give_up", autospec=True) as up:
            absence.action_give_up()
        up.assert_called_once_with(booking, "unavailable")
        booking._cancel()
        with self.assertRaisesRegex(UserError, "Helga Hilfreich"):
            absence.action_give_up()

    def test_bad_days(self):
        self.leave("2031-01-10", "2031-01-14")
        with self.assertRaisesRegex(ValidationError, "Helga Hilfreich"):
            self.leave("2031-01-14", "2031-01-20")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.leave("2031-03-02", "2031-03-01")

    def test_away_today(self):
        today = self.today
        self.leave(today, today)
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        away = volunteers.search([("is_away", "=", True)])
        self.assertIn(self.volunteer1, away)
        self.assertNotIn(self.volunteer2, away)
        self.assertTrue(self.volunteer1.is_away)
        self.assertFalse(self.volunteer2.is_away)

    def test_free_in_a_query(self):
        volunteers = self.env["integration.volunteer"]
        free = volunteers._get_free_sql(self.at(10), self.at(12))
        self.assertEqual(self.select(free), [True, True])
        booking = self.book(self.at(8))
        self.assertEqual(self.select(free), [True, True])  # back-to-back
        booking.stop = self.at(10, 1)
        self.leave("2031-01-14", "2031-01-14", self.volunteer2)
        self.assertEqual(self.select(free), [False, False])
        booking._cancel()
        self.assertEqual(self.select(free), [True, False])

    def test_others_see_nothing(self):
        row = self.offer() + self.offer("2")
        absence = self.leave("2031-01-10", "2031-01-14")
        for user in (self.manager1, self.lead, self.env.ref("base.user_admin")):
            for record in (row, absence):
                with self.assertRaises(AccessError):
                    record.with_user(user).check_access("read")

    # places -----------------------------------------------------------

    def test_distance(self):
        volunteers = self.env["integration.volunteer"]
        # Aalen to Schwäbisch Gmünd, some 21 km
        self.assertAlmostEqual(volunteers._get_distance_km("73430", "73525"), 21, 0)
        self.assertEqual(volunteers._get_distance_km("73430", "73430"), 0)
        self.assertIsNone(volunteers._get_distance_km("73430", "00000"))
        self.assertIsNone(volunteers._get_distance_km(False, "73430"))

    def test_areas(self):
        volunteers = self.env["integration.volunteer"]
        at_aalen = volunteers._get_area_sql("73430")
        self.assertIsNone(self.volunteer1._covers_zip("73430"))
        self.volunteer1.area_zips = " 734; 73525,734 "
        self.volunteer2.area_zips = "735"
        self.assertEqual(self.volunteer1.area_zips, "734,73525")
        self.assertTrue(self.volunteer1._covers_zip("73430"))
        self.assertIs(self.volunteer1._covers_zip("73529"), False)
        self.assertEqual(list(map(float, self.select(at_aalen))), [1, 0])
        for wrong in ("Aalen", "73430 735", "734300"):
            with self.assertRaisesRegex(ValidationError, "Helga Hilfreich.*73|Aalen"):
                self.volunteer1.area_zips = wrong
