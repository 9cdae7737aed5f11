from odoo import fields, models


class IntegrationTestHolder(models.Model):
    """Stands for a client: protected, with a name that must not get out."""

    _name = "integration.test.holder"
    _inherit = ["integration.protected"]
    _description = "Test: holder"

    reference = fields.Char(required=True)
    name = fields.Char()
    birth_date = fields.Date()
    gender = fields.Selection([("female", "Female"), ("male", "Male")])
    country_id = fields.Many2one("res.country")
    town = fields.Char()
    gated = fields.Selection([("a", "A"), ("b", "B")], groups="base.group_system")
    company_id = fields.Many2one("res.company")
    fact_ids = fields.One2many("integration.test.fact", "holder_id")

    _integration_countable = True
    _integration_countable_fields = ("town",)
