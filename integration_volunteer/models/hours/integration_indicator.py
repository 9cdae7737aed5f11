from odoo import fields, models


class IntegrationIndicator(models.Model):
    """Figures about volunteers."""

    _inherit = "integration.indicator"

    category = fields.Selection(
        selection_add=[("volunteers", "Volunteers")],
        ondelete={"volunteers": "set default"},
    )
