from odoo import models


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        """Log which file of a protected record was opened (C66)."""
        self._log_file(record)
        return super()._record_to_stream(record, field_name)

    def _log_file(self, record):
        protected = self.env["integration.protected"]
        log = self.env["integration.access.log"]
        if not log._is_looking():
            return
        if protected._is_protected_model(record._name):
            log._log("file", record.with_env(self.env))
        elif record._name == "ir.attachment":
            # sudo: which record a file belongs to that is being handed out
            for model, rows in record.sudo().grouped("res_model").items():
                if model and protected._is_protected_model(model):
                    log._collect("file", model, rows.mapped("res_id"))
