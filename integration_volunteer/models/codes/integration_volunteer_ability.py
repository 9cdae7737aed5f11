from odoo import models


class IntegrationVolunteerAbility(models.Model):
    """What a volunteer can do: a row of a code list."""

    _name = "integration.volunteer.ability"
    _inherit = ["integration.code"]
    _description = "Ability of volunteers"
