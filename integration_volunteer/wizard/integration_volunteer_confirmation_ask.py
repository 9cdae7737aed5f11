from odoo import api, fields, models


class IntegrationVolunteerConfirmationAsk(models.TransientModel):
    """Whom to ask to confirm hours (V24)."""

    _name = "integration.volunteer.confirmation.ask"
    _description = "Have hours confirmed"

    booking_ids = fields.Many2many(
        "integration.volunteer.booking",
        "integration_volunteer_ask_booking_rel",
        "ask_id",
        "booking_id",
        "Bookings",
        readonly=True,
        required=True,
    )
    partner_id = fields.Many2one("res.partner", "Institution")
    email = fields.Char(
        "E-mail",
        compute="_compute_email",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )

    @api.depends("partner_id")
    def _compute_email(self):
        for dialog in self:
            dialog.email = dialog.partner_id.email or dialog.email

    def action_send(self):
        """Send the link."""
        self.ensure_one()
        self.env["integration.volunteer.confirmation"]._ask(
            self.booking_ids, self.partner_id, self.email
        )
        return {"type": "ir.actions.act_window_close"}
