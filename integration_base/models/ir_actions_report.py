from odoo import models


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _get_rendering_context(self, report, docids, data):
        """Log what is printed about protected records (C66)."""
        log = self.env["integration.access.log"]
        protected = self.env["integration.protected"]
        if docids and protected._is_protected_model(report.model):
            if log._is_looking():
                log._collect("report", report.model, docids)
        return super()._get_rendering_context(report, docids, data)
