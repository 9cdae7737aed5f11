from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of the pages of volunteers."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("volunteer_link_days", "Volunteers: personal link valid for"),
            ("volunteer_pause_months", "Volunteers: pause at most for"),
        ],
        ondelete={
            "volunteer_link_days": "cascade",
            "volunteer_pause_months": "cascade",
        },
    )
