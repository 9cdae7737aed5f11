from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of clearances and of retention."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            (
                "clearance_delete_months",
                "Volunteers: certificates' facts deleted, left for",
            ),
            ("volunteer_retention_months", "Volunteers: anonymised, not deployed for"),
            (
                "voucher_keep_years",
                "Volunteers: vouchers of anonymised people kept for",
            ),
        ],
        ondelete={
            "clearance_delete_months": "cascade",
            "volunteer_retention_months": "cascade",
            "voucher_keep_years": "cascade",
        },
    )
