from odoo import fields, models


class IntegrationToken(models.Model):
    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("referral", "Answering a referral")],
        ondelete={"referral": "cascade"},
    )
