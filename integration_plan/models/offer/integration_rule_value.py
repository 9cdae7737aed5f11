from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of offers."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("offer_confirm_months", "Offers: to be confirmed again after"),
            ("offer_unpublish_days", "Offers: no longer shown, overdue for"),
            ("offer_capacity_days", "Offers: free places count as known for"),
            ("offer_link_days", "Offers: provider's link valid for"),
            ("offer_import_keep_days", "Offers: imports kept for"),
        ],
        ondelete={
            "offer_confirm_months": "cascade",
            "offer_unpublish_days": "cascade",
            "offer_capacity_days": "cascade",
            "offer_link_days": "cascade",
            "offer_import_keep_days": "cascade",
        },
    )
