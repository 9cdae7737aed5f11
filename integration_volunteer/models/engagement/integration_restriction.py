from odoo import models


class IntegrationRestriction(models.Model):
    """Restricted data are only stored: no volunteer reads them (C73)."""

    _inherit = "integration.restriction"

    def _apply(self):
        result = super()._apply()
        # sudo: ends what was released of these clients, shows nothing
        rows = self.sudo().filtered(
            lambda row: row.kind == "restriction" and row.state == "active"
        )
        rows.person_id._get_engagements()._revoke("restricted")
        return result
