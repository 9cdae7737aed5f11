from odoo import fields, models


class IntegrationVolunteerConfirmationLine(models.Model):
    """What an institution says about one booking (V24)."""

    _name = "integration.volunteer.confirmation.line"
    _description = "Booking to be confirmed"
    _order = "start, id"
    _rec_name = "booking_id"

    confirmation_id = fields.Many2one(
        "integration.volunteer.confirmation",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="confirmation_id.company_id", store=True, index=True
    )
    booking_id = fields.Many2one(
        "integration.volunteer.booking", required=True, index=True, ondelete="cascade"
    )
    volunteer_id = fields.Many2one(related="booking_id.volunteer_id")
    start = fields.Datetime(related="booking_id.start", store=True)
    answer = fields.Selection([("came", "Came"), ("not", "Did not come")])
    minutes = fields.Integer("Minutes confirmed")
