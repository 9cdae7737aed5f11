from odoo import models


class IntegrationInterest(models.Model):
    """What somebody likes to do; for offers, clubs and tandems.

    No faith and no politics: interests must not become special categories of data
    (Art. 9 GDPR).
    """

    _name = "integration.interest"
    _inherit = ["integration.code"]
    _description = "Interest"
