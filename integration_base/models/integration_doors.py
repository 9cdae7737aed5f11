from odoo import api, models
from odoo.exceptions import AccessError, UserError

EXPORT_GROUPS = ("integration_base.group_integration_export", "base.group_allow_export")


class IntegrationProtected(models.AbstractModel):
    """Core's doors for whole tables: no import, and exports by an own right (C62)."""

    _inherit = "integration.protected"

    @api.model
    def load(self, fields, data):
        """Refuse core's import: it knows neither reference nor access list.

        :raise UserError: always
        """
        raise UserError(
            self.env._(
                "Client data are not imported here. Please use the client import in the "
                "menu Integration."
            )
        )

    @api.model
    def _check_may_export(self):
        """:raise AccessError: without the own and core's right to export."""
        if not all(self.env.user.has_group(group) for group in EXPORT_GROUPS):
            self._log_refusal(self)
            raise AccessError(
                self.env._(
                    "You may not export client data. This needs the right “Integration: "
                    "export of client data” besides the general one."
                )
            )

    def _export_rows(self, fields, **kwargs):
        # also reached from the export of any record that leads here
        self._check_may_export()
        return super()._export_rows(fields, **kwargs)
