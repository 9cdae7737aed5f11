from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of case work."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("advice_clock_start", "Advice: event that starts the clock"),
            ("advice_years", "Advice: longest duration"),
            ("advice_extension_years", "Advice: extension in justified cases"),
            ("advice_warning_months", "Advice: warning before the end"),
            ("title_alert_days_first", "Residence title: first alert"),
            ("title_alert_days_second", "Residence title: second alert"),
            ("age_of_majority", "Age of majority"),
            ("counselling_lock_hours", "Counselling: note open for changes"),
            ("contact_gap_weeks", "Client not seen for"),
            ("follow_up_weeks", "Counselling: usual follow-up after"),
            ("caseload_guide_value", "Caseload guide value per full-time post"),
        ],
        ondelete={
            "advice_clock_start": "cascade",
            "advice_years": "cascade",
            "advice_extension_years": "cascade",
            "advice_warning_months": "cascade",
            "title_alert_days_first": "cascade",
            "title_alert_days_second": "cascade",
            "age_of_majority": "cascade",
            "counselling_lock_hours": "cascade",
            "contact_gap_weeks": "cascade",
            "follow_up_weeks": "cascade",
            "caseload_guide_value": "cascade",
        },
    )
