import os

from odoo import api, models

from .integration_read_logged import read_write


class IrAttachment(models.Model):
    _name = "ir.attachment"
    _inherit = ["ir.attachment", "integration.read.logged"]

    @read_write
    def read(self, fields=None, load="_classic_read"):
        """Log which files of protected records leave by the ORM's doors (C66)."""
        result = super().read(fields, load)
        if not fields or {"datas", "raw", "db_datas"} & set(fields):
            self.env["ir.binary"]._log_file(self)
        return result

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
        """Keep names neutral when files reach their record, or are renamed there."""
        if not {"name", "res_model", "res_id"} & vals.keys():
            return super().write(vals)
        protected = self.env["integration.protected"]
        result = True
        others = self.browse()
        # sudo: which record a file is about to belong to; rights are checked by write
        for attachment in self.sudo():
            model = vals.get("res_model", attachment.res_model)
            res_id = vals.get("res_id", attachment.res_id)
            if not (model and res_id and protected._is_protected_model(model)):
                others += attachment.with_env(self.env)
                continue
            values = {"name": attachment.name, **vals}
            self._neutralise_name(values, self.env[model].browse(res_id))
            own = attachment.with_env(self.env)
            result = super(IrAttachment, own).write(values) and result
        return super(IrAttachment, others).write(vals) and result if others else result

    def _neutralise_name(self, vals, record):
        name = vals.get("name")
        if not name or vals.get("res_field"):
            return
        # sudo: the reference is what stored text may show
        reference = (record.sudo().display_name or "").replace("/", "-")
        stem, extension = os.path.splitext(name)
        if stem == reference:
            return
        extension = extension.lower()
        vals.setdefault("description", name)
        vals["name"] = f"{reference}{extension if len(extension) <= 6 else ''}"
