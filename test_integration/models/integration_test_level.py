from odoo import fields, models


class IntegrationTestLevel(models.Model):
    """A language level of a holder."""

    _name = "integration.test.level"
    _inherit = ["integration.language.level"]
    _description = "Test: language level"
    _integration_countable = True
    _integration_counted_person = "holder_id"
    _language_owner = "holder_id"

    holder_id = fields.Many2one("integration.test.holder", required=True, index=True)
    company_id = fields.Many2one(related="holder_id.company_id", store=True)
