from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of referrals."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("referral_link_days", "Referrals: first link valid for"),
            ("referral_follow_days", "Referrals: later links valid for"),
            ("referral_access_months", "Referrals: recipient reads at most for"),
            ("referral_reminder_days", "Referrals: reminder without an answer after"),
            ("referral_override_days", "Referrals: without consent at most for"),
        ],
        ondelete={
            "referral_link_days": "cascade",
            "referral_follow_days": "cascade",
            "referral_access_months": "cascade",
            "referral_reminder_days": "cascade",
            "referral_override_days": "cascade",
        },
    )
