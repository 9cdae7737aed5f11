from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """How long imports and packages of a hand-over are kept."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("import_keep_days", "Import: rejected rows kept for"),
            ("transfer_keep_days", "Hand-over to an authority: package kept for"),
        ],
        ondelete={"import_keep_days": "cascade", "transfer_keep_days": "cascade"},
    )
