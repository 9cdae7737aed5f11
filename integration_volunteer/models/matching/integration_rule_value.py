from odoo import fields, models

KEYS = [
    ("match_fairness_days", "Suggestions: fairness looks back"),
    ("match_fairness_hours", "Suggestions: hours that halve fairness"),
    ("match_weight_fairness", "Suggestions: weight of fairness"),
    ("match_weight_available", "Suggestions: weight of weekly times"),
    ("match_weight_area", "Suggestions: weight of the area wished for"),
    ("match_weight_near", "Suggestions: weight of nearness"),
    ("match_weight_language", "Suggestions: weight of the level of language"),
    ("match_weight_dialect", "Suggestions: weight of the dialect"),
    ("match_weight_car", "Suggestions: weight of a car"),
]


class IntegrationRuleValue(models.Model):
    """Dated rules of suggestions (V18)."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=KEYS, ondelete=dict.fromkeys(dict(KEYS), "cascade")
    )
