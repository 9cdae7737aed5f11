from odoo import fields, models

#: what a role of a series hands on to its shifts
ROLE_FIELDS = (
    *("name", "sequence", "min_count", "max_count", "ability_id", "language_id"),
)


class IntegrationVolunteerShiftSeriesRole(models.Model):
    """A role with places that each shift of a series gets."""

    _name = "integration.volunteer.shift.series.role"
    _inherit = ["integration.volunteer.shift.places"]
    _description = "Role in a series of shifts"

    series_id = fields.Many2one(
        "integration.volunteer.shift.series",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="series_id.company_id", store=True, index=True)
