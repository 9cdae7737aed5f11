from odoo import fields, models


class IntegrationToken(models.Model):
    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("volunteer_hours", "Confirming hours of volunteers")],
        ondelete={"volunteer_hours": "cascade"},
    )
