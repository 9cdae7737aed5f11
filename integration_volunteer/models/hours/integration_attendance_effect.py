from odoo import api, fields, models
from odoo.fields import Domain

ATTENDANCES = [
    ("present", "Present"),
    ("excused", "Excused"),
    ("unexcused", "Absent without excuse"),
    ("cancelled_late", "Cancelled late"),
    ("by_organiser", "Cancelled by the organiser"),
]


class IntegrationAttendanceEffect(models.Model):
    """What an attendance brings: a row of a dated table (V20, V23)."""

    _name = "integration.attendance.effect"
    _inherit = ["integration.volunteer.dated"]
    _description = "Effect of attendance"
    _order = "attendance, valid_from desc, id desc"
    _dated_key = ("attendance",)

    attendance = fields.Selection(ATTENDANCES, required=True)
    gives_hours = fields.Boolean(help="The booked time counts as hours.")
    pays_late_cancel = fields.Boolean(
        "Pays for late cancellation",
        help="The rate for late cancellation is paid for the booked time.",
    )
    approves = fields.Boolean(
        "Approved at once",
        help="Hours are approved when the coordination notes the attendance. "
        "Otherwise they are approved one by one.",
    )

    @api.depends("attendance")
    def _compute_display_name(self):
        labels = dict(self._fields["attendance"]._description_selection(self.env))
        for effect in self:
            effect.display_name = labels.get(effect.attendance, "")

    @api.model
    def _get_effect(self, attendance, day, company):
        """:return: the row in force, or none: no effect

        :param str attendance: a key of ``ATTENDANCES``
        :param day: day of the booking
        :param company: ``res.company``
        """
        return self._get_valid(day, company, Domain("attendance", "=", attendance))[:1]
