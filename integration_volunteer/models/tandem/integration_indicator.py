from odoo import fields, models


class IntegrationIndicator(models.Model):
    """Chapter of the figures about tandems."""

    _inherit = "integration.indicator"

    category = fields.Selection(
        selection_add=[("tandems", "Tandems")], ondelete={"tandems": "set default"}
    )
