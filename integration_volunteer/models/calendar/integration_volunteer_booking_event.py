from odoo import api, fields, models
from odoo.tools import clean_context

#: nobody is mailed: volunteers get our own notices
SILENT = {
    "dont_notify": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_mail_to_attendees": True,
    "skip_attendee_notification": True,
    "skip_contact_description": True,
    "tracking_disable": True,
}


class IntegrationVolunteerBooking(models.Model):
    """The booking in Odoo's calendar of a colleague who also volunteers.

    Private, without place or text, and always with the same title: core's search looks
    into titles and places of private appointments for everybody.
    """

    _inherit = "integration.volunteer.booking"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._sync_events()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if {"start", "stop", "state", "volunteer_id"} & vals.keys():
            self._sync_events()
        return result

    def unlink(self):
        events = self._get_events()
        result = super().unlink()
        events.unlink()
        return result

    def _get_events(self):
        # sudo: appointments of the system; the booking was made by it as well
        env = self.env(su=True, context={**clean_context(self.env.context), **SILENT})
        events = env["calendar.event"].with_context(active_test=False)
        return events.search([("volunteer_booking_id", "in", self.ids)])

    def _sync_events(self):
        """Make, move and remove the appointments, so that they say what rows say."""
        for row in self:
            user = row.partner_id.user_ids.filtered(lambda user: user._is_internal())[
                :1
            ]
            event = row._get_events()
            if row.state != "booked" or not user:
                event.unlink()
                continue
            vals = {"start": row.start, "stop": row.stop}
            if event.partner_ids == user.partner_id:
                event.write(vals)
                continue
            event.unlink()
            words = self.with_context(lang=user.lang).env
            event.create(
                {
                    **vals,
                    "volunteer_booking_id": row.id,
                    "name": words._("Volunteering"),
                    "privacy": "private",
                    "show_as": "busy",
                    "allday": False,
                    "description": False,
                    "location": False,
                    "user_id": user.id,
                    "partner_ids": [fields.Command.set(user.partner_id.ids)],
                }
            )
