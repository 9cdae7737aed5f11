from odoo import models

# A placeholder that leaves the rights of whoever renders it.
UNSAFE = ("sudo", "with_user", ".env")


class MailTemplate(models.Model):
    """Template editors write placeholders that are evaluated: they could read past all
    rules, so that such a template is recorded like code."""

    _name = "mail.template"
    _inherit = ["mail.template", "integration.rights.watch"]

    def _filter_watched(self):
        fields = [f.name for f in self._fields.values() if f.type in ("char", "html")]
        fields = [name for name in fields if self._fields[name].store]
        return self.filtered(
            lambda template: any(
                word in (template[name] or "") for name in fields for word in UNSAFE
            )
        )
