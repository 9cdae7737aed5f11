from odoo import models


class IntegrationTeam(models.Model):
    _inherit = "integration.team"

    def _sync_access(self):
        """Leads and, where the team shares, members see the team's cases."""
        result = super()._sync_access()
        # sudo: whoever configures teams reads no case; only rows are kept in line
        cases = self.env["integration.case"].sudo()
        cases.with_context(active_test=False).search(
            [("team_id", "in", self.ids)]
        )._sync_case_access()
        return result
