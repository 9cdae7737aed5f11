from datetime import timedelta

from odoo.tests import tagged

from .common_calendar import TUESDAY, CalendarCase

CLERK = "base.group_user"
AALEN, GMUEND = "Rathaus, 73430 Aalen", "Bahnhof, 73525 Schwäbisch Gmünd"


@tagged("post_install", "-at_install")
class TestConflict(CalendarCase):
    """What blocks and what warns (V10, V11); and the private appointment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["integration.volunteer.availability"].create(
            [
                {
                    "volunteer_id": cls.volunteer1.id,
                    "weekday": str(day),
                    "hour_from": 0,
                    "hour_to": 24,
                }
                for day in range(7)
            ]
        )
        # a colleague who also volunteers
        cls.colleague = cls._create_users(
            {"login": "test_helping_colleague", "groups": CLERK}
        )
        cls.clerk_helps = cls.env["integration.volunteer"].create(
            {
                "partner_id": cls.colleague.partner_id.id,
                "coordinator_id": cls.coordinator.id,
            }
        )
        cls.clerk_helps.state = "active"

    # hard -------------------------------------------------------------

    def test_bookings(self):
        booking = self.book(self.at(10), place=AALEN)
        volunteer = self.volunteer1.with_context(volunteer_place=AALEN)
        [conflict] = volunteer._get_conflicts(self.at(11), self.at(13))
        self.assertTrue(conflict["hard"])
        self.assertNotIn("Sommerfest", conflict["words"])
        for span in ((8, 10), (12, 14)):
            times = (self.at(hour) for hour in span)
            self.assertFalse(volunteer._get_conflicts(*times), "back-to-back")
        source = self.env["res.partner"].browse(booking.res_id)
        self.assertFalse(self.words(self.at(11), self.at(13), besides=source))
        booking._cancel()
        self.assertFalse(self.words(self.at(11), self.at(13)))

    def test_absence_blocks(self):
        self.leave("2031-01-13", "2031-01-14")
        [words] = self.words(self.at(23), self.at(25), hard=True)
        self.assertIn("Helga Hilfreich", words)
        self.assertFalse(self.words(self.at(24), self.at(25)))

    def test_calendar_of_the_house(self):
        event = self.env["calendar.event"].create(
            {
                "name": "Geheime Klausur",
                "start": self.at(10),
                "stop": self.at(12),
                "user_id": self.colleague.id,
                "partner_ids": [(6, 0, self.colleague.partner_id.ids)],
            }
        )
        helper = self.clerk_helps.with_user(self.coordinator)
        self.offer(hour_from=0, hour_to=24, volunteer=helper)
        [conflict] = helper._get_conflicts(self.at(11), self.at(12))
        self.assertTrue(conflict["hard"])
        self.assertNotIn("Klausur", conflict["words"])
        self.assertFalse(helper._get_conflicts(self.at(12), self.at(13)))
        event.show_as = "free"
        self.assertFalse(helper._get_conflicts(self.at(11), self.at(12)))
        event.write({"show_as": "busy", "allday": True, "start_date": "2031-01-14"})
        event.stop_date = "2031-01-14"
        self.assertTrue(helper._get_conflicts(self.at(20), self.at(21)))
        event.attendee_ids.state = "declined"
        self.assertFalse(helper._get_conflicts(self.at(20), self.at(21)))

    # soft -------------------------------------------------------------

    def test_availability_warns(self):
        self.volunteer1.availability_ids.unlink()
        [conflict] = self.volunteer1._get_conflicts(self.at(10), self.at(12))
        self.assertFalse(conflict["hard"])
        self.offer(hour_from=14, hour_to=16)
        [conflict] = self.volunteer1._get_conflicts(self.at(10), self.at(12))
        self.assertFalse(conflict["hard"])
        self.assertIn("10:00", conflict["words"])

    def test_buffer_between_places(self):
        self.book(self.at(10), place="Kirche")
        volunteer = self.volunteer1.with_context(volunteer_place="Schule")
        [conflict] = volunteer._get_conflicts(self.at(12, 10), self.at(13))
        self.assertFalse(conflict["hard"])
        self.assertIn("10", conflict["words"])
        self.assertFalse(volunteer._get_conflicts(self.at(12, 15), self.at(13)))
        self.assertTrue(volunteer._get_conflicts(self.at(9), self.at(9, 50)))

    def test_way(self):
        self.book(self.at(10), place=AALEN)
        volunteer = self.volunteer1.with_context(volunteer_place=GMUEND)
        [conflict] = volunteer._get_conflicts(self.at(12, 40), self.at(13))
        self.assertFalse(conflict["hard"])
        self.assertRegex(conflict["words"], "21 km")
        self.assertFalse(volunteer._get_conflicts(self.at(13), self.at(14)))

    def test_rest_and_hours(self):
        self.volunteer1.write(
            {"rest_hours": 11, "max_hours_week": 4, "max_hours_month": 6}
        )
        self.book(self.at(21))
        next_day = TUESDAY + timedelta(days=1)
        [words] = self.words(self.at(8, day=next_day), self.at(9, day=next_day))
        self.assertIn("11:00 hours of rest", words)
        self.assertFalse(
            self.words(self.at(10, day=next_day), self.at(12, day=next_day))
        )
        [words] = self.words(self.at(11, day=next_day), self.at(14, day=next_day))
        self.assertRegex(words, "5:00 hours in this week")
        next_week = TUESDAY + timedelta(days=7)
        span = [self.at(hour, day=next_week) for hour in (10, 15)]
        self.assertEqual(len(self.words(*span)), 2)  # week and month
        self.assertFalse(self.words(*span, hard=True))

    # the appointment --------------------------------------------------

    def test_appointment_of_a_colleague(self):
        self.env["mail.mail"].sudo().search([]).unlink()
        booking = self.book(self.at(10), volunteer=self.clerk_helps, place=AALEN)
        event = booking._get_events()
        self.assertEqual(event.user_id, self.colleague)
        self.assertEqual(event.partner_ids, self.colleague.partner_id)
        self.assertEqual(event.privacy, "private")
        self.assertEqual((event.start, event.stop), (booking.start, booking.stop))
        self.assertFalse(self.env["mail.mail"].sudo().search([]))
        # she sees it, and is not busy twice
        self.assertEqual(event.with_user(self.colleague).name, "Volunteering")
        helper = self.clerk_helps
        self.offer(hour_from=0, hour_to=24, volunteer=helper)
        self.assertEqual(len(helper._get_conflicts(self.at(10), self.at(11))), 1)
        booking.write({"start": self.at(14), "stop": self.at(15)})
        self.assertEqual(booking._get_events(), event)
        self.assertEqual(event.start, self.at(14))
        booking._cancel()
        self.assertFalse(event.exists())
        self.assertFalse(
            self.book(self.at(10))._get_events(), "no colleague, no calendar"
        )

    def test_others_cannot_find_out(self):
        booking = self.book(self.at(10), volunteer=self.clerk_helps, place=AALEN)
        for user in (self.clerk, self.manager1, self.coordinator):
            events = self.env["calendar.event"].with_user(user)
            event = events.browse(booking._get_events().id)
            event.invalidate_recordset()
            self.assertEqual(event.display_name, "Busy")
            self.assertFalse(event.location)
            for name in ("name", "location", "description"):
                for word in ("Sommerfest", "Rathaus", "Helga"):
                    found = events.search([(name, "ilike", word)])
                    self.assertNotIn(event, found)
            self.assertFalse(events._read_group([("id", "=", event.id)], ["name"]))
            self.assertFalse(events.search([("message_ids.body", "ilike", "Sommer")]))
