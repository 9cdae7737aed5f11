import contextlib
import logging
import os

from psycopg2 import errors

from odoo import api, models
from odoo.api import SUPERUSER_ID, Environment
from odoo.tools import SQL

from .integration_read_logged import read_write

_logger = logging.getLogger(__name__)


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

    @api.model
    def _forget_files(self, names):
        """Remove files from the store as soon as their rows are gone for good.

        Core does it with a job of the next days. That job is asked as well, for the
        case that the store cannot be reached just then.

        :param list names: values of ``store_fname``
        """
        if not names or self._storage() != "file":
            return
        for name in names:
            self._mark_for_gc(name)
        registry = self.env.registry

        def remove():
            try:
                with registry.cursor() as cr:
                    cr.execute("SET LOCAL lock_timeout = '5s'")
                    # nobody may store the same content meanwhile
                    cr.execute(
                        "LOCK TABLE ir_attachment IN SHARE MODE", log_exceptions=False
                    )
                    files = Environment(cr, SUPERUSER_ID, {})[self._name]
                    files._remove_unused_files(names)
            except errors.LockNotAvailable:
                _logger.info("Erased files are removed by the next vacuum.")

        self.env.cr.postcommit.add(remove)

    @api.model
    def _remove_unused_files(self, names):
        """Remove those of the files that no row names."""
        used = self.env.execute_query(
            SQL(
                "SELECT store_fname FROM ir_attachment WHERE store_fname = ANY(%s)",
                names,
            )
        )
        for name in {*names} - {row[0] for row in used}:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._full_path(name))
            # so that the vacuum does not look for it
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(self._full_path("checklist"), name))
