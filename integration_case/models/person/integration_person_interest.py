from odoo import fields, models


class IntegrationPersonInterest(models.Model):
    """One thing a client likes to do; of the voluntary profile (C54).

    It may stand there twice after two files were joined, and shows once.
    """

    _name = "integration.person.interest"
    _inherit = ["integration.person.fact", "integration.gated"]
    _description = "Interest of a client"
    _integration_data_class = "interests"

    interest_id = fields.Many2one("integration.interest", required=True, index=True)
