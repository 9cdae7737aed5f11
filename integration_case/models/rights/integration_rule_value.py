from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of the rights of the person."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("request_answer_months", "Request of a person: to be answered within"),
            ("request_extension_months", "Request of a person: longest extension"),
            ("erasure_birth_months", "Erasure: birth dates are kept to so many months"),
        ],
        ondelete={
            "request_answer_months": "cascade",
            "request_extension_months": "cascade",
            "erasure_birth_months": "cascade",
        },
    )
