from odoo import fields, models


class IntegrationReviewAppoint(models.TransientModel):
    """Asks when a review takes place, and puts it into the calendar."""

    _name = "integration.review.appoint"
    _description = "Appointment of a review"

    review_id = fields.Many2one("integration.review", required=True)
    start = fields.Datetime("Begins", required=True)
    minutes = fields.Integer(required=True, default=60)

    def action_plan(self):
        self.ensure_one()
        self.review_id.action_plan_appointment(self.start, self.minutes)
        self.unlink()
        return {"type": "ir.actions.act_window_close"}
