from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Tax-free ceilings of volunteers' allowances (V23)."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            (
                "volunteer_ceiling_trainer",
                "Volunteers: tax-free in a year, teaching and caring",
            ),
            ("volunteer_ceiling_general", "Volunteers: tax-free in a year, other"),
            (
                "volunteer_ceiling_warn_percent",
                "Volunteers: notice from this share of the tax-free amount",
            ),
            (
                "volunteer_ceiling_over_percent",
                "Volunteers: warning above this share of the tax-free amount",
            ),
        ],
        ondelete={
            "volunteer_ceiling_trainer": "cascade",
            "volunteer_ceiling_general": "cascade",
            "volunteer_ceiling_warn_percent": "cascade",
            "volunteer_ceiling_over_percent": "cascade",
        },
    )
