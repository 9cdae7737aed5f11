from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of the client's door."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("door_paper_months", "Client's access: paper valid for"),
            ("door_print_minutes", "Client's access: paper to be printed within"),
            ("door_messages_per_day", "Client's access: messages per day"),
            ("door_message_length", "Client's access: longest message"),
        ],
        ondelete={
            "door_paper_months": "cascade",
            "door_print_minutes": "cascade",
            "door_messages_per_day": "cascade",
            "door_message_length": "cascade",
        },
    )
