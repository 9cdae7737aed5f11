from odoo import models


class MailMail(models.Model):
    """Mail about protected records: its queue shows nothing, files stay in the house.

    A mail carries text and files of its message by delegation; administrators read
    the queue, and core would attach the files.
    """

    _name = "mail.mail"
    _inherit = ["mail.mail", "integration.by.document"]

    _document_model_field = "model"

    def _prepare_outgoing_list(self, *args, **kwargs):
        self.ensure_one()
        if not self.env["integration.protected"]._is_protected_model(self.model):
            return super()._prepare_outgoing_list(*args, **kwargs)
        field = self._fields["attachment_ids"]
        field._update_cache(self, ())
        try:
            return super()._prepare_outgoing_list(*args, **kwargs)
        finally:
            self.invalidate_recordset([field.name], flush=False)
