from odoo import fields, models


class IntegrationToken(models.Model):
    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("client_door", "Client's access")],
        ondelete={"client_door": "cascade"},
    )
