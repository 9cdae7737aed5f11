from odoo import fields, models


class IntegrationIndicator(models.Model):
    """Chapters of the figures about clients and contacts."""

    _inherit = "integration.indicator"

    category = fields.Selection(
        selection_add=[
            ("clients", "Clients and cases"),
            ("contacts", "Counselling contacts"),
            ("language", "Language"),
        ],
        ondelete={
            "clients": "set default",
            "contacts": "set default",
            "language": "set default",
        },
    )
