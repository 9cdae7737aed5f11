from odoo import fields, models


class IntegrationVolunteerHoursLockStep(models.Model):
    """A month of hours was closed or opened again; rows are never changed (V22)."""

    _name = "integration.volunteer.hours.lock.step"
    _description = "Closing of a month"
    _order = "id desc"
    _rec_name = "step"

    lock_id = fields.Many2one(
        "integration.volunteer.hours.lock",
        "Month",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="lock_id.company_id", store=True, index=True)
    step = fields.Selection(
        [("closed", "Closed"), ("open", "Opened again")], required=True
    )
    taken_on = fields.Datetime("On", required=True, default=fields.Datetime.now)
    taken_by_id = fields.Many2one("res.users", "By", required=True)
    reason = fields.Char()
