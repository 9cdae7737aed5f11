from odoo import models


class IntegrationOfferTarget(models.Model):
    """Who an offer is made for."""

    _name = "integration.offer.target"
    _inherit = ["integration.code"]
    _description = "Target group of offers"
