from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of tandems and of what is released to volunteers."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("tandem_trial_weeks", "Tandems: trial phase"),
            ("volunteer_release_months", "Volunteers: read what was released at most"),
            ("volunteer_release_warn_days", "Volunteers: release ends soon"),
        ],
        ondelete={
            "tandem_trial_weeks": "cascade",
            "volunteer_release_months": "cascade",
            "volunteer_release_warn_days": "cascade",
        },
    )
