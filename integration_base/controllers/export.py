import json

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.web.controllers.export import CSVExport, ExcelExport, ExportFormat
from odoo.addons.web.controllers.json import WebJsonController


class ProtectedExport(ExportFormat):
    """Export routes of protected models (C62)."""

    def base(self, data):
        """Replace the search by its result: core writes the terms into the log."""
        params = json.loads(data)
        protected = request.env["integration.protected"]
        if not protected._is_protected_model(params["model"]):
            return super().base(data)
        protected._check_may_export()
        if not params.get("ids"):
            model = request.env[params["model"]]
            records = model.with_context(**params.get("context", {})).search(
                params["domain"]
            )
            params["ids"] = records.ids
            params["domain"] = [("id", "in", records.ids)]
        return super().base(json.dumps(params))

    def from_group_data(self, fields, columns_headers, groups):
        """Group titles are typed by people as well: no formula in them."""
        self._defuse_titles(groups)
        return super().from_group_data(fields, columns_headers, groups)

    def _defuse_titles(self, node):
        defuse = request.env["base"]._defuse_cell
        children = list(node.children.items())
        node.children.clear()
        for title, child in children:
            if isinstance(title, tuple) and len(title) > 1:
                title = (title[0], defuse(title[1]), *title[2:])
            else:
                title = defuse(title)
            node.children[title] = child
            self._defuse_titles(child)


class ProtectedCSVExport(ProtectedExport, CSVExport):
    @http.route()
    def web_export_csv(self, data):
        return super().web_export_csv(data)


class ProtectedExcelExport(ProtectedExport, ExcelExport):
    @http.route()
    def web_export_xlsx(self, data):
        return super().web_export_xlsx(data)


class ProtectedJson(WebJsonController):
    """Core's JSON view of an action is an export without its log: closed here."""

    def _get_action(self, subpath):
        result = super()._get_action(subpath)
        protected = request.env["integration.protected"]
        if protected._is_protected_model(result[0].res_model):
            protected._log_refusal(request.env[result[0].res_model])
            raise AccessError(
                request.env._("Client data do not leave by this address.")
            )
        return result
