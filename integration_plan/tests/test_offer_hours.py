from datetime import date, datetime

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_offer import OfferCase


@tagged("post_install", "-at_install")
class TestOfferHours(OfferCase):
    """Opening hours with exceptions and public holidays (O2, O12)."""

    def days(self, schedule, date_from, date_to):
        openings = schedule._get_openings(
            date.fromisoformat(date_from), date.fromisoformat(date_to)
        )
        return [day.isoformat() for day, _opens, _closes in openings]

    def test_weekly(self):
        hours = self.add_hours(self.offer, byday="MO,WE")
        self.assertEqual(
            self.days(hours, "2026-03-02", "2026-03-09"),
            ["2026-03-02", "2026-03-04", "2026-03-09"],
        )
        self.assertTrue(hours._is_open(datetime(2026, 3, 2, 9, 0)))
        self.assertFalse(hours._is_open(datetime(2026, 3, 2, 12, 0)))
        self.assertFalse(hours._is_open(datetime(2026, 3, 3, 10, 0)))

    def test_every_other_week(self):
        hours = self.add_hours(
            self.offer, byday="MO", interval=2, date_from="2026-03-02"
        )
        self.assertEqual(
            self.days(hours, "2026-03-01", "2026-03-31"),
            ["2026-03-02", "2026-03-16", "2026-03-30"],
        )
        with self.assertRaises(ValidationError):
            self.add_hours(self.offer, interval=2)

    def test_last_sunday_of_the_month(self):
        """BYDAY=-1SU (O12)."""
        hours = self.add_hours(
            self.offer, freq="monthly", byday="-1SU", closed_on_holidays=False
        )
        self.assertEqual(
            self.days(hours, "2026-01-10", "2026-03-31"),
            ["2026-01-25", "2026-02-22", "2026-03-29"],
        )
        hours.byday = "1TU,3TU"
        self.assertEqual(
            self.days(hours, "2026-02-01", "2026-02-28"), ["2026-02-03", "2026-02-17"]
        )

    def test_days_of_the_month(self):
        hours = self.add_hours(
            self.offer, freq="monthly", byday=False, bymonthday="1,-1"
        )
        self.assertEqual(
            self.days(hours, "2026-02-01", "2026-03-02"),
            # 1 March is a Sunday, no holiday
            ["2026-02-01", "2026-02-28", "2026-03-01"],
        )

    def test_buttons_of_days(self):
        hours = self.add_hours(self.offer, byday="-1SU,2MO", freq="monthly")
        self.assertTrue(hours.su and hours.mo and not hours.tu)
        hours.tu = True
        self.assertEqual(hours.byday, "2MO,TU,-1SU")
        hours.mo = False
        self.assertEqual(hours.byday, "TU,-1SU")

    def test_public_holidays_of_the_state(self):
        """Corpus Christi is one in Baden-Württemberg and none in Berlin."""
        hours = self.add_hours(self.offer, byday="TH")
        corpus_christi = "2026-06-04"
        self.assertNotIn(corpus_christi, self.days(hours, "2026-06-01", "2026-06-14"))
        place = self.env["integration.offer.place"].create(
            {"name": "Berlin", "state_id": self.env.ref("base.state_de_be").id}
        )
        hours.location_id = self.env["integration.offer.location"].create(
            {"offer_id": self.offer.id, "place_id": place.id}
        )
        self.assertIn(corpus_christi, self.days(hours, "2026-06-01", "2026-06-14"))
        hours.location_id = False
        self.offer.location_ids.unlink()
        hours.closed_on_holidays = False
        self.assertIn(corpus_christi, self.days(hours, "2026-06-01", "2026-06-14"))

    def test_holidays_of_a_year(self):
        """The twelve days of 2026 in Baden-Württemberg, by its holiday act."""
        days = self.env["integration.holiday"]._get_days(
            date(2026, 1, 1), date(2026, 12, 31), self.env.ref("base.state_de_bw")
        )
        self.assertEqual(
            sorted(map(str, days)),
            [
                *("2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06"),
                *("2026-05-01", "2026-05-14", "2026-05-25", "2026-06-04"),
                *("2026-10-03", "2026-11-01", "2026-12-25", "2026-12-26"),
            ],
        )

    def test_holiday_since(self):
        """Women's Day is a holiday in Berlin since 2019."""
        berlin = self.env.ref("base.state_de_be")
        holidays = self.env["integration.holiday"]
        for year, expected in ((2018, False), (2019, True)):
            day = date(year, 3, 8)
            self.assertEqual(bool(holidays._get_days(day, day, berlin)), expected)

    def test_exceptions(self):
        hours = self.add_hours(self.offer, byday="MO")
        exceptions = self.env["integration.offer.exception"]
        exceptions.create(
            [
                {
                    "schedule_id": hours.id,
                    "date_from": "2026-03-02",
                    "date_until": "2026-03-09",
                },
                {
                    "schedule_id": hours.id,
                    "date_from": "2026-03-16",
                    "is_open": True,
                    "opens_at": 14,
                    "closes_at": 16,
                },
            ]
        )
        self.assertEqual(
            hours._get_openings(date(2026, 3, 1), date(2026, 3, 23)),
            [(date(2026, 3, 16), 14, 16), (date(2026, 3, 23), 9, 12)],
        )
        with self.assertRaises(ValidationError):
            exceptions.create(
                {
                    "schedule_id": hours.id,
                    "date_from": "2026-03-02",
                    "date_until": "2026-03-01",
                }
            )

    def test_once(self):
        hours = self.add_hours(
            self.offer,
            freq="once",
            byday=False,
            date_from="2026-03-02",
            date_until="2026-03-03",
        )
        self.assertEqual(
            self.days(hours, "2026-03-01", "2026-04-01"), ["2026-03-02", "2026-03-03"]
        )
        with self.assertRaises(ValidationError):
            self.add_hours(self.offer, freq="once", byday=False)

    def test_wrong_hours(self):
        for vals in (
            {"byday": "XX"},
            {"byday": "9MO"},
            {"bymonthday": "40"},
            {"opens_at": 25},
            {"opens_at": 12, "closes_at": 9},
        ):
            with self.assertRaises(ValidationError, msg=vals), self.cr.savepoint():
                self.add_hours(self.offer, **vals)

    def test_times_of_day(self):
        self.add_hours(self.offer, opens_at=18, closes_at=20.5)
        self.assertTrue(self.offer.in_evening)
        self.assertFalse(self.offer.in_morning)
        self.add_hours(self.offer, byday="SA")
        self.assertTrue(self.offer.in_morning and self.offer.at_weekend)
        self.assertTrue(self.offer.next_on)
        self.assertIn("18:00–20:30", self.offer.hours_words)
