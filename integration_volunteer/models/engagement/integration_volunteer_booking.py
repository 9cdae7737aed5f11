from odoo import models

REQUEST = "integration.volunteer.request"


class IntegrationVolunteerBooking(models.Model):
    """Who is not expected at a request any more reads nothing of its client (C13)."""

    _inherit = "integration.volunteer.booking"
    #: task and number of the tandem; the place is emptied with a client's file
    _integration_erasure_kept = ("title",)
    #: her copy has the meetings themselves
    _integration_copied = False

    def _cancel(self):
        cancelled = super()._cancel()
        # sudo: ends what was released to these volunteers, shows nothing
        releases = self.env["integration.engagement.release"].sudo()
        for booking in cancelled.filtered(lambda row: row.res_model == REQUEST):
            found = releases.search(
                [
                    ("engagement_id.request_id", "=", booking.res_id),
                    ("partner_id", "=", booking.partner_id.id),
                    ("ended_on", "=", False),
                ]
            )
            found.engagement_id._revoke("volunteer", found)
        return cancelled
