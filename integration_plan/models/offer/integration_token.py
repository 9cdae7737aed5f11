from odoo import fields, models


class IntegrationToken(models.Model):
    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("offer_request", "Confirming offers")],
        ondelete={"offer_request": "cascade"},
    )
