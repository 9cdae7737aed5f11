from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of consent."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("consent_months", "Consent: valid for at most"),
            ("consent_reminder_days", "Consent: reminder before it ends"),
            ("consent_own_age", "Consent: age from which a minor answers herself"),
            ("consent_signature_max_kb", "Consent: largest signature image (kB)"),
            ("consent_scan_max_kb", "Consent: largest photo of a paper (kB)"),
        ],
        ondelete={
            "consent_months": "cascade",
            "consent_reminder_days": "cascade",
            "consent_own_age": "cascade",
            "consent_signature_max_kb": "cascade",
            "consent_scan_max_kb": "cascade",
        },
    )
