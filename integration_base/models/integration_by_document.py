from odoo import api, models
from odoo.fields import Domain


class IntegrationByDocument(models.AbstractModel):
    """Rows of core models that point at a document by model name and id.

    Core lets authors, assignees and recipients read such rows without the document,
    and shows followers to everybody. Where the document is protected, the row is
    seen only by whoever may read the document.
    """

    _name = "integration.by.document"
    _inherit = ["integration.read.logged"]
    _description = "Visible with its protected document only"

    _document_model_field = "res_model"
    _document_id_field = "res_id"
    # whoever reads these reads in the document
    _document_content_fields = ()

    @api.model
    def _get_document_domain(self):
        """:return: domain of rows without a protected document or with a readable one."""
        model_field, id_field = self._document_model_field, self._document_id_field
        names = self.env["integration.protected"]._get_protected_models()
        domain = Domain(model_field, "=", False) | Domain(model_field, "not in", names)
        for name in names:
            # only models with a discussion or activities have such rows
            fields = self.env[name]._fields
            if not {"message_ids", "activity_ids"} & fields.keys():
                continue
            if self.env[name].has_access("read"):
                records = self.env[name].with_context(active_test=False)
                domain |= Domain(model_field, "=", name) & Domain(
                    id_field, "in", records._search([])
                )
        return domain

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._get_document_domain()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        allowed = self - result[0] if result else self
        if self.env.su or not any(allowed._ids):
            return result
        forbidden = allowed._filter_hidden_documents()
        if not forbidden:
            return result
        forbidden += result[0] if result else self.browse()
        return forbidden, lambda: self.env["ir.rule"]._make_access_error(
            operation, forbidden
        )

    def _export_rows(self, fields, **kwargs):
        # core fetches messages in sudo (mail_message.py, fetch) and lets
        # administrators export them
        if not self.env.su and (hidden := self._filter_hidden_documents()):
            raise self.env["ir.rule"]._make_access_error("read", hidden)
        return super()._export_rows(fields, **kwargs)

    def _filter_hidden_documents(self):
        """:return: rows whose protected document the user may not read."""
        model_field, id_field = self._document_model_field, self._document_id_field
        protected = self.env["integration.protected"]
        hidden = self.browse()
        # sudo: only to learn which document a row stands for; the document is then
        # checked with the user's own rights
        for model, rows in self.sudo().grouped(model_field).items():
            if not model or not protected._is_protected_model(model):
                continue
            documents = self.env[model].browse(set(rows.mapped(id_field)))
            readable = set(documents.exists()._filtered_access("read")._ids)
            hidden += rows.filtered(
                lambda row, ok=readable: row[id_field] not in ok
            ).with_env(self.env)
        return hidden

    def _fetch_query(self, query, fields):
        if not self._is_content_read([field.name for field in fields]):
            return super()._fetch_query(query, fields)
        links = {self._document_model_field, self._document_id_field}
        links = {self._fields[name] for name in links} - set(fields)
        records = super()._fetch_query(query, [*fields, *links])
        records._log_documents()
        return records

    def _is_content_read(self, names):
        return (
            not {*self._document_content_fields}.isdisjoint(names)
            and self.env["integration.access.log"]._is_looking()
        )

    def _log_documents(self):
        """Log messages and activities as looks at their document (C66)."""
        protected = self.env["integration.protected"]
        log = self.env["integration.access.log"]
        # sudo: which documents the rows just read belong to
        for model, rows in self.sudo().grouped(self._document_model_field).items():
            if model and protected._is_protected_model(model):
                ids = filter(None, rows.mapped(self._document_id_field))
                log._collect("read", model, ids)
