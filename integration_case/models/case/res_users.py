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

    def write(self, vals):
        result = super().write(vals)
        if {"group_ids", "active"} & vals.keys():
            # sudo: whoever gives rights need not read teams; rows are kept in line
            teams = self.env["integration.team"].sudo()
            domain = ["|", ("lead_ids", "in", self.ids), ("member_ids", "in", self.ids)]
            teams.search(domain)._sync_access()
        return result
