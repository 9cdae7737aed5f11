from odoo import models


class IntegrationOfferDocument(models.Model):
    """What somebody brings along to be admitted."""

    _name = "integration.offer.document"
    _inherit = ["integration.code"]
    _description = "Document required by offers"
