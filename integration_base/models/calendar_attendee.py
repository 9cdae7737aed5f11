from odoo import api, models


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    @api.constrains("event_id", "partner_id")
    def _check_confidential_event(self):
        """Nobody attends a confidential event through a row of her own either."""
        self.event_id._check_confidential_attendees(self.partner_id)
