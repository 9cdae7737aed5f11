from odoo import fields, models


class IntegrationToken(models.Model):
    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("volunteer", "Pages of a volunteer")],
        ondelete={"volunteer": "cascade"},
    )
