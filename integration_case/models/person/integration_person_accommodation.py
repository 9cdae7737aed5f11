from odoo import fields, models


class IntegrationPersonAccommodation(models.Model):
    """Housing of a client over time."""

    _name = "integration.person.accommodation"
    _inherit = ["integration.person.fact"]
    _description = "Housing of a client"

    kind_id = fields.Many2one(
        "integration.accommodation.kind", "Housing", required=True, index=True
    )
    street = fields.Char()
    zip = fields.Char()
    city = fields.Char()
    persons = fields.Integer("Persons in the dwelling")
    rooms = fields.Float(digits=(4, 1))
