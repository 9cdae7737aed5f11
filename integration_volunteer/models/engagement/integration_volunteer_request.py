from odoo import fields, models

OVER = ("done", "cancelled", "unfilled")
SHOWN = ("open", "filled")


class IntegrationVolunteerRequest(models.Model):
    """What was released to the volunteers of a request, and what ends with it."""

    _inherit = "integration.volunteer.request"

    engagement_ids = fields.One2many(
        "integration.engagement",
        "request_id",
        groups="integration_case.group_integration_manager",
        export_string_translation=False,
    )

    def _get_released(self, volunteer):
        """Give what a volunteer of this request may read of the client now (C13).

        :param volunteer: ``integration.volunteer``
        :return: list of (label, value); empty without a release
        """
        self.ensure_one()
        # sudo: asks whether this volunteer is expected here
        bookings = self._get_bookings().filtered(lambda row: row.state == "booked")
        partner = volunteer.sudo().partner_id
        if self.sudo().state not in SHOWN or partner not in bookings.partner_id:
            return []
        rows = self.env["integration.disclosure"]
        return rows._get_shown_for("request_id", self, partner)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in OVER:
            # sudo: the end of a request ends what was released for it
            engagements = self.env["integration.engagement"].sudo()
            found = engagements.search([("request_id", "in", self.ids)])
            found = found.filtered(lambda one: not one.ended_on)
            found._end("done")
            if vals["state"] != "done":
                found._tell_manager(self.env._("A request for volunteers has ended"))
        return result
