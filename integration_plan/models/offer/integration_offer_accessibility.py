from odoo import models


class IntegrationOfferAccessibility(models.Model):
    """What makes a place usable for people with an impairment."""

    _name = "integration.offer.accessibility"
    _inherit = ["integration.code"]
    _description = "Accessibility of offers"
