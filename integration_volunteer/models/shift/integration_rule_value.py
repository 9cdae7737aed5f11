from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of shifts."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("shift_alarm_hours", "Shifts: alarm below the minimum, before the start"),
            ("shift_offer_hours", "Shifts: a free place is held for"),
            ("shift_series_weeks", "Shifts: series are made ahead for"),
        ],
        ondelete={
            "shift_alarm_hours": "cascade",
            "shift_offer_hours": "cascade",
            "shift_series_weeks": "cascade",
        },
    )
