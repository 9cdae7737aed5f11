from odoo import models


class IrModelAccess(models.Model):
    _name = "ir.model.access"
    _inherit = ["ir.model.access", "integration.rights.watch"]

    def _filter_watched(self):
        return self.filtered(lambda line: self._is_watched_model(line.model_id.model))

    def _make_access_error(self, model, mode):
        """Log that somebody without any right on the model tried."""
        if model in self.env:
            self.env["integration.protected"]._log_refusal(self.env[model])
        return super()._make_access_error(model, mode)
