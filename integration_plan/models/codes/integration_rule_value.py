from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of plans."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("plan_review_months", "Plan: months until the next review"),
            ("plan_review_reminder_days", "Plan: reminder before a review"),
        ],
        ondelete={
            "plan_review_months": "cascade",
            "plan_review_reminder_days": "cascade",
        },
    )
