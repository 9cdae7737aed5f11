from odoo import fields, models


class IntegrationTeam(models.Model):
    """Whether plans of a team need a second pair of eyes (C24)."""

    _inherit = "integration.team"

    plans_need_approval = fields.Boolean(
        "Plans need approval",
        help="A plan is agreed only after a second person, none of its authors, has "
        "approved it.",
    )
