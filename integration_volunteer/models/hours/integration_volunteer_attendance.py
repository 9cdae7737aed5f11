from odoo import fields, models

from .integration_attendance_effect import ATTENDANCES


class IntegrationVolunteerAttendance(models.Model):
    """Attendance as it was noted or corrected once; rows are never changed (V20)."""

    _name = "integration.volunteer.attendance"
    _description = "Attendance as noted"
    _order = "id desc"
    _rec_name = "new"

    booking_id = fields.Many2one(
        "integration.volunteer.booking", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="booking_id.company_id", store=True, index=True
    )
    old = fields.Selection(ATTENDANCES, "Before")
    new = fields.Selection(ATTENDANCES, "Noted", required=True)
    noted_on = fields.Datetime(required=True, default=fields.Datetime.now)
    noted_by_id = fields.Many2one("res.users", "Noted by", required=True)
    reason = fields.Char()
