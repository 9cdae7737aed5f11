from uuid import NAMESPACE_OID, uuid5

from odoo import models

from ..availability.local_time import UTC

STATUS = {"booked": "CONFIRMED", "cancelled": "CANCELLED"}


class IntegrationVolunteerBooking(models.Model):
    """The booking as an event of a calendar program; names no client (V26)."""

    _inherit = "integration.volunteer.booking"

    def _get_ical_uid(self):
        """:return: identifier of a booking in calendars; the same for good"""
        self.ensure_one()
        # sudo: names the database; nothing can be done with what is made of it
        parameters = self.env["ir.config_parameter"].sudo()
        house = uuid5(NAMESPACE_OID, parameters.get_param("database.uuid"))
        return f"booking-{self.id}@{house}"

    def _add_to_ical(self, calendar):
        """Add the booking to a calendar; times in UTC are right over clock changes."""
        self.ensure_one()
        event = calendar.add("vevent")
        event.add("uid").value = self._get_ical_uid()
        event.add("dtstamp").value = (self.changed_on or self.create_date).replace(
            microsecond=0, tzinfo=UTC
        )
        event.add("dtstart").value = self.start.replace(tzinfo=UTC)
        event.add("dtend").value = self.stop.replace(tzinfo=UTC)
        event.add("sequence").value = str(self.revision)
        event.add("status").value = STATUS[self.state]
        event.add("class").value = "PRIVATE"
        event.add("summary").value = self.title
        if self.place:
            event.add("location").value = self.place
