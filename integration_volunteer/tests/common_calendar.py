from datetime import datetime, timedelta

from odoo.addons.integration_volunteer.models.availability.local_time import to_utc

from .common import IntegrationVolunteerCommon

#: a Tuesday far ahead, in winter: 10:00 in Germany is 9:00 UTC
TUESDAY = datetime(2031, 1, 14)


class CalendarCase(IntegrationVolunteerCommon):
    """Bookings at times of one's choice."""

    def book(self, start, stop=None, volunteer=None, place=False, **vals):
        """:return: a booking, as the engine makes it

        :param start: UTC datetime
        :param stop: UTC datetime; two hours later if not given
        """
        volunteer = volunteer or self.volunteer1
        bookings = self.env["integration.volunteer.booking"].sudo()
        return bookings.create(
            {
                "volunteer_id": volunteer.id,
                "task_id": self.task.id,
                "title": "Sommerfest",
                "place": place,
                "start": start,
                "stop": stop or start + timedelta(hours=2),
                # any record stands for the sign-up
                "res_model": "res.partner",
                "res_id": bookings.search_count([]) + 1,
                **vals,
            }
        )

    def at(self, hour, minute=0, day=TUESDAY):
        """:return: UTC datetime of an hour in Germany on the Tuesday"""
        return to_utc(day) + timedelta(hours=hour, minutes=minute)

    def offer(self, weekday="1", hour_from=8, hour_to=12, volunteer=None):
        volunteer = volunteer or self.volunteer1
        return self.env["integration.volunteer.availability"].create(
            {
                "volunteer_id": volunteer.id,
                "weekday": weekday,
                "hour_from": hour_from,
                "hour_to": hour_to,
            }
        )

    def leave(self, date_from, date_to, volunteer=None):
        volunteer = volunteer or self.volunteer1
        absences = self.env["integration.volunteer.absence"]
        return absences.with_user(self.coordinator).create(
            {
                "volunteer_id": volunteer.id,
                "date_from": date_from,
                "date_to": date_to,
            }
        )

    def words(self, start, stop, hard=None, **kwargs):
        """:return: texts of conflicts of the first volunteer"""
        return [
            conflict["words"]
            for conflict in self.volunteer1._get_conflicts(start, stop, **kwargs)
            if hard in (None, conflict["hard"])
        ]
