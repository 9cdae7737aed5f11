from odoo import models

from .integration_read_logged import read_write


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["mail.message", "integration.by.document"]
    _document_content_fields = ("body", "subject")

    _document_model_field = "model"

    @read_write
    def read(self, fields=None, load="_classic_read"):
        return super().read(fields, load)

    def fetch(self, field_names=None):
        """Log the look: core goes on in superuser mode."""
        result = super().fetch(field_names)
        names = self._document_content_fields if field_names is None else field_names
        if self._is_content_read(names):
            self._log_documents()
        return result
