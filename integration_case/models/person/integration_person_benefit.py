from odoo import fields, models


class IntegrationPersonBenefit(models.Model):
    """Benefit of a client over time."""

    _name = "integration.person.benefit"
    _inherit = ["integration.person.fact"]
    _description = "Benefit of a client"

    kind_id = fields.Many2one(
        "integration.benefit.kind", "Benefit", required=True, index=True
    )
    office = fields.Char("Paying office")
    note = fields.Char()
