from odoo import api, fields, models
from odoo.exceptions import ValidationError

SYNC_FIELDS = {"active", "company_id", "lead_ids", "member_ids", "shares_cases"}


class IntegrationTeam(models.Model):
    """A team of integration managers with its leads.

    Membership alone opens no case: access comes from rows of the access list,
    which addons keep in :meth:`_sync_access`.
    """

    _name = "integration.team"
    _description = "Team"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    lead_ids = fields.Many2many(
        "res.users",
        "integration_team_lead_rel",
        string="Team Leads",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    member_ids = fields.Many2many(
        "res.users",
        "integration_team_member_rel",
        string="Members",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    shares_cases = fields.Boolean(
        help="Members see all cases of the team. Off: only cases of their own, as "
        "deputy or as cover.",
    )
    note = fields.Text()

    _name_company_uniq = models.Constraint(
        "UNIQUE(company_id, name)",
        "There is already a team of this name.",
    )

    @api.constrains("company_id", "lead_ids", "member_ids")
    def _check_users(self):
        for team in self:
            # sudo: asks only for companies and kind of the users just chosen
            for user in (team.lead_ids | team.member_ids).sudo():
                if user.share or team.company_id not in user.company_ids:
                    raise ValidationError(
                        self.env._(
                            "%(user)s does not work for %(company)s.",
                            user=user.name,
                            company=team.company_id.name,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        teams._sync_access()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if SYNC_FIELDS & set(vals):
            self._sync_access()
        return result

    def _sync_access(self):
        """Bring access rows in line with leads, members and the sharing switch.

        Hook: called after each change that matters, with the teams changed.
        """
