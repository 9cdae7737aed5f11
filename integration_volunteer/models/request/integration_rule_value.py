from odoo import fields, models

KEYS = [
    ("request_lead_days", "Requests: urgent below this number of working days"),
    ("request_late_cancel_hours", "Requests: cancelled late, before the beginning"),
    ("request_link_days", "Requests: link to confirm hours valid for"),
]


class IntegrationRuleValue(models.Model):
    """Dated rules of the request desk (V19, V24)."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=KEYS, ondelete=dict.fromkeys(dict(KEYS), "cascade")
    )
