from odoo import fields, models


class IntegrationIndicator(models.Model):
    """Chapters of the figures about plans, referrals and what is missing."""

    _inherit = "integration.indicator"

    category = fields.Selection(
        selection_add=[
            ("plans", "Plans and goals"),
            ("referrals", "Referrals"),
            ("gaps", "What is missing"),
        ],
        ondelete={
            "plans": "set default",
            "referrals": "set default",
            "gaps": "set default",
        },
    )
