import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.spreadsheet import build_xlsx

from ...tools.german import count_headings
from ...tools.spreadsheet import SpreadsheetError, read_table

SAMPLES = 3


class IntegrationImport(models.Model):
    """The uploaded file, and the list of rejected rows to take home."""

    _inherit = "integration.import"

    rejected_file = fields.Binary("Rejected rows", compute="_compute_rejected_file")
    rejected_name = fields.Char(
        compute="_compute_rejected_file", export_string_translation=False
    )

    def _compute_file(self):
        self.file = False

    def _inverse_file(self):
        for import_ in self:
            if not import_.file:
                continue
            try:
                content = base64.b64decode(import_.file, validate=True)
            except ValueError:
                raise UserError(self._get_file_message("unreadable", {})) from None
            import_._read_file(content)

    def _read_file(self, content):
        """Turn a file into columns and rows.

        :param bytes content: the file
        :raise UserError: in words, if it cannot be taken
        """
        self.ensure_one()
        try:
            table = read_table(content, count_headings, self.header_row, self.sheet)
        except SpreadsheetError as error:
            message = self._get_file_message(error.code, error.params)
            raise UserError(message) from None
        # sudo: columns and rows are kept by the engine, for the import's owner
        import_ = self.sudo()
        import_.column_ids.unlink()
        import_.row_ids.unlink()
        import_.write(
            {"header_row": table.header_row, "sheet": table.sheet, "state": "draft"}
        )
        self.env["integration.import.column"].sudo().create(  # sudo: as above
            self._prepare_columns(table)
        )
        self.env["integration.import.row"].sudo().create(  # sudo: as above
            [
                {"import_id": self.id, "number": number, "cells": cells}
                for number, cells in table.rows
            ]
        )

    def _prepare_columns(self, table):
        targets = self.env["integration.import.column"]._guess_targets(table.headings)
        columns = []
        for position, heading in enumerate(table.headings):
            values = [row[position] for _n, row in table.rows[:50] if row[position]]
            if not heading and not values:
                continue
            columns.append(
                {
                    "import_id": self.id,
                    "position": position,
                    "heading": heading
                    or self.env._("Column %(number)s", number=position + 1),
                    "sample": " · ".join(values[:SAMPLES])[:120],
                    "target": targets[position],
                }
            )
        return columns

    @api.model
    def _get_file_message(self, code, params):
        """:return: what is wrong with a file, and what to do, in words."""
        messages = {
            "empty": self.env._("The file is empty."),
            "too_big": self.env._(
                "The file is too big: at most %(limit)s MB are read. Please split it.",
                **{"limit": 0, **params},
            ),
            "encrypted": self.env._(
                "The file is protected by a password. Please save it without one."
            ),
            "old_excel": self.env._(
                "This is a file of an old Excel (xls). Please save it as xlsx or CSV."
            ),
            "not_a_table": self.env._(
                "This is no Excel file (xlsx). Please save the table as xlsx or CSV."
            ),
            "unreadable": self.env._(
                "The file is damaged or no table. Please open it in your office "
                "program and save it as xlsx or CSV."
            ),
            "binary": self.env._(
                "This is no text file. Please save the table as xlsx or CSV."
            ),
            "quotes": self.env._(
                "Line %(line)s: a quotation mark is opened but not closed. Please "
                "correct it or save the table as xlsx.",
                **{"line": 0, **params},
            ),
            "too_many_rows": self.env._(
                "The table has more than %(limit)s rows. Please split it.",
                **{"limit": 0, **params},
            ),
            "too_many_columns": self.env._(
                "The table has more than %(limit)s columns. Please delete those not "
                "needed.",
                **{"limit": 0, **params},
            ),
            "merged": self.env._(
                "The cells %(cells)s are merged. Please unmerge them, so that each row "
                "holds its own values.",
                **{"cells": "", **params},
            ),
            "no_header": self.env._(
                "No headings were found. The table needs a row such as “Last name, "
                "First name, Date of birth”; its number can be entered as row of the "
                "headings."
            ),
            "no_rows": self.env._("There are headings, but no rows below them."),
            "no_sheet": self.env._(
                "There is no sheet “%(sheet)s” in the file.",
                **{"sheet": "", **params},
            ),
        }
        return messages[code]

    # ------------------------------------------------------------------
    # Rejected rows
    # ------------------------------------------------------------------

    @api.depends("row_ids.state")
    def _compute_rejected_file(self):
        for import_ in self:
            content = import_._make_rejected_file()
            import_.rejected_file = base64.b64encode(content)
            import_.rejected_name = self.env._(
                "Rejected rows %(reference)s.xlsx", reference=import_.reference
            )

    def _make_rejected_file(self):
        """:return: xlsx with the original columns of rejected rows and the reason."""
        self.ensure_one()
        columns = self.column_ids
        titles = [
            self.env._("Row"),
            *columns.mapped("heading"),
            self.env._("What is wrong"),
        ]
        rows = [
            [
                row.number,
                *(self._get_cell(row, column) for column in columns),
                row.message or "",
            ]
            for row in self.row_ids.filtered(lambda row: row.state == "error")
        ]
        title = self.env._("Rejected rows")
        return build_xlsx(self.env, title, [(title, [], titles, rows)])

    def _get_cell(self, row, column):
        cells = row.cells or []
        return cells[column.position] if column.position < len(cells) else ""

    def action_download_rejected(self):
        """:return: download of the rejected rows with the reason in a last column."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/rejected_file"
            "?filename_field=rejected_name&download=true",
            "target": "download",
        }
