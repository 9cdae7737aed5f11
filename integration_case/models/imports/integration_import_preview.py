from odoo import api, fields, models
from odoo.tools import format_date

from .reader import RowReader

PREVIEW_ROWS = 10
PREVIEW_TEXT = 50


class IntegrationImport(models.Model):
    """The first rows as the import understands them."""

    _inherit = "integration.import"

    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("column_ids.target", "row_ids.state", "user_id", "team_id", "mode")
    def _compute_preview(self):
        for import_ in self:
            import_.preview = import_._render_preview()

    def _render_preview(self):
        self.ensure_one()
        columns = self.column_ids.filtered("target")
        rows = self.row_ids.filtered("cells")[:PREVIEW_ROWS]
        if not columns or not rows:
            return False
        reader = RowReader(self, self.column_ids)
        labels = dict(
            columns._fields["target"].get_description(self.env, ["selection"])[
                "selection"
            ]
        )
        lines = []
        for row in rows:
            result = reader.read_row(row.cells)
            lines.append(
                {
                    "number": row.number,
                    "cells": [
                        {
                            "text": self._format_preview(result.shown.get(column.id))
                            or self._get_cell(row, column)[:PREVIEW_TEXT],
                            "error": result.errors.get(column.id),
                        }
                        for column in columns
                    ],
                    "error": result.errors.get(0),
                }
            )
        return self.env["ir.qweb"]._render(
            "integration_case.integration_import_preview",
            {
                "columns": [(labels[c.target], c.heading) for c in columns],
                "lines": lines,
            },
        )

    def _format_preview(self, value):
        if isinstance(value, models.BaseModel):
            return value.display_name
        return format_date(self.env, value) if value else ""
