from odoo import models

LEAD = "integration_case.group_integration_lead"
MANAGER = "integration_case.group_integration_manager"


class IntegrationTeam(models.Model):
    """Who configures teams gives nobody the right to work cases: only those who hold
    it get rows, whoever else is entered."""

    _inherit = "integration.team"

    def _get_leads(self):
        """:return: leads that hold the right to lead."""
        return self.lead_ids.filtered(lambda user: user.has_group(LEAD))

    def _get_sharing_members(self):
        """:return: members that see all cases of the team, if it shares them."""
        members = self.filtered("shares_cases").member_ids
        return members.filtered(lambda user: user.has_group(MANAGER))

    def _sync_access(self):
        """Leads and, where the team shares, members see the team's cases."""
        result = super()._sync_access()
        # sudo: whoever configures teams reads no case; only rows are kept in line
        cases = self.env["integration.case"].sudo()
        cases.with_context(active_test=False).search(
            [("team_id", "in", self.ids)]
        )._sync_case_access()
        return result
