from odoo import models


class IrActionsServer(models.Model):
    """Code that an administrator adds runs with all rights; automations, too, act by
    such an action."""

    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "integration.rights.watch"]

    def _filter_watched(self):
        return self.filtered(
            lambda action: (
                action.state == "code" or self._is_watched_model(action.model_name)
            )
        )
