from odoo import fields, models


class IntegrationPersonOccupation(models.Model):
    """What a client has worked as, or wishes to work as (C11)."""

    _name = "integration.person.occupation"
    _inherit = ["integration.person.fact", "integration.gated"]
    _description = "Occupation of a client"
    _integration_data_class = "occupations"

    occupation_id = fields.Many2one("integration.occupation", required=True, index=True)
    job = fields.Char("Job title")
    kind = fields.Selection(
        [("past", "Worked as"), ("present", "Works as"), ("wish", "Wishes to work as")],
        required=True,
        default="past",
    )
    country_id = fields.Many2one("res.country")
    years = fields.Float("Years of experience", digits=(4, 1))
    employer = fields.Char()
