from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of the search for files that exist already."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("duplicate_lookups_per_hour", "Intake: look-ups of hidden files an hour"),
        ],
        ondelete={"duplicate_lookups_per_hour": "cascade"},
    )
