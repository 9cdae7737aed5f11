import os

from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        """Give files of protected records a neutral name.

        The name under which a file was uploaded often tells who it is about; it is
        kept in the description, which is read with the record only.
        """
        protected = self.env["integration.protected"]
        for vals in vals_list:
            model, res_id = vals.get("res_model"), vals.get("res_id")
            if model and res_id and protected._is_protected_model(model):
                self._neutralise_name(vals, self.env[model].browse(res_id))
        return super().create(vals_list)

    def write(self, vals):
        """Files uploaded to a composer are named when they reach their record."""
        protected = self.env["integration.protected"]
        model = vals.get("res_model")
        if not (model and vals.get("res_id") and protected._is_protected_model(model)):
            return super().write(vals)
        record = self.env[model].browse(vals["res_id"])
        for attachment in self:
            values = dict(vals, name=attachment.name)
            attachment._neutralise_name(values, record)
            super(IrAttachment, attachment).write(values)
        return True

    def _neutralise_name(self, vals, record):
        name = vals.get("name")
        if not name or vals.get("res_field"):
            return
        # sudo: the reference is what stored text may show
        reference = (record.sudo().display_name or "").replace("/", "-")
        if name.startswith(reference):
            return
        extension = os.path.splitext(name)[1].lower()
        vals.setdefault("description", name)
        vals["name"] = f"{reference}{extension if len(extension) <= 6 else ''}"
