from odoo import api, fields, models


class IntegrationCase(models.Model):
    """The leads' part of the start page: caseload of their teams."""

    _inherit = "integration.case"

    @api.model
    def _get_my_day_teams(self):
        """Count open cases by team and manager, members without a case included.

        :return: list of dict, one for each team the user leads
        """
        teams = self.env["integration.team"].search([("lead_ids", "in", self.env.uid)])
        domain = fields.Domain("is_closed", "=", False)
        domain &= fields.Domain("team_id", "in", teams.ids)
        counts = {
            (team, user): count
            for team, user, count in self._read_group(
                domain, ["team_id", "user_id"], ["__count"]
            )
        }
        guide = self._get_my_day_guide()
        return [self._prepare_my_day_team(team, counts, guide) for team in teams]

    @api.model
    def _prepare_my_day_team(self, team, counts, guide):
        managers = team.member_ids
        for found_team, user in counts:
            if found_team == team:
                managers |= user
        open_cases = fields.Domain("is_closed", "=", False)
        open_cases &= fields.Domain("team_id", "=", team.id)
        rows = [
            {
                "id": user.id,
                "name": user.name,
                "count": counts.get((team, user), 0),
                "action": self._prepare_my_day_action(
                    self.env._("Open cases of %(name)s", name=user.name),
                    self._name,
                    open_cases & fields.Domain("user_id", "=", user.id),
                ),
            }
            for user in managers.sorted("name")
        ]
        return {
            "id": team.id,
            "name": team.name,
            "guide": guide,
            "count": sum(row["count"] for row in rows),
            "managers": rows,
            "action": self._prepare_my_day_action(
                self.env._("Open cases of %(name)s", name=team.name),
                self._name,
                open_cases,
            ),
        }
