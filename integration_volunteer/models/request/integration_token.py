from odoo import fields, models


class IntegrationToken(models.Model):
    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("request_confirmation", "Confirming a volunteer's hours")],
        ondelete={"request_confirmation": "cascade"},
    )
