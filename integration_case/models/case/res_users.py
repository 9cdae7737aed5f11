from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    integration_team_ids = fields.Many2many(
        "integration.team",
        "integration_team_member_rel",
        "res_users_id",
        "integration_team_id",
        "Integration teams",
        readonly=True,
    )
