from odoo import models


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    def _make_access_error(self, model, mode):
        """Log that somebody without any right on the model tried."""
        if model in self.env:
            self.env["integration.protected"]._log_refusal(self.env[model])
        return super()._make_access_error(model, mode)
