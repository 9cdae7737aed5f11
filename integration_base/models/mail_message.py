from odoo import api, models

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

    @api.depends("subject", "model", "res_id")
    def _compute_display_name(self):
        """Whatever points at a message shows its name in sudo: no subject there."""
        result = super()._compute_display_name()
        for message, record in self._get_confidential_records().items():
            message.display_name = record[record._integration_reference]
        return result

    def _get_confidential_records(self):
        """:return: dict message → the protected record that it leads to, in sudo"""
        records = {}
        protected = self.env["integration.protected"]
        # sudo: asks which record a message is about, for its reference
        for message in self.sudo():
            if not (message.model and message.res_id):
                continue
            if protected._is_protected_model(message.model):
                record = message.env[message.model].browse(message.res_id).exists()
            elif message.model == "calendar.event":
                event = message.env[message.model].browse(message.res_id).exists()
                record = event.is_confidential and event._get_confidential_record()
            else:
                continue
            if record:
                records[message.with_env(self.env)] = record
        return records

    def _message_notifications_to_store(self, store):
        """The bus keeps what it carries: that a mail failed goes without the text."""
        hidden = self.browse(
            [message.id for message in self._get_confidential_records()]
        )
        hidden.flush_recordset(["body"])
        field = self._fields["body"]
        for message in hidden:
            field._update_cache(message, field.convert_to_cache("", message))
        try:
            return super()._message_notifications_to_store(store)
        finally:
            hidden.invalidate_recordset(["body"], flush=False)
