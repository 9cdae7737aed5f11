import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.spreadsheet import build_xlsx
from odoo.addons.integration_case.tools.spreadsheet import (
    SpreadsheetError,
    read_table,
)

from .volunteer_sheet import RowReader, count_headings, find_column, get_labels

BATCH = 100


class IntegrationVolunteerImport(models.TransientModel):
    """Taking over volunteers from a spreadsheet: upload, preview, import (V15).

    A dialog of one user: the rows hold personal data, nobody else sees them, and they
    go with the dialog some hours later. Files are read by the same reader as those of
    clients. Each row is taken wholly or not at all; who is there already stays as is,
    so that the same file can be taken again.
    """

    _name = "integration.volunteer.import"
    _description = "Import of volunteers"
    _transient_max_hours = 12

    name = fields.Char("File name")
    file = fields.Binary(
        "Excel or CSV",
        attachment=False,
        help="The headings may be German or English: last name, first name, e-mail, "
        "phone, street, postcode, town, gender, languages (with level: English B2), "
        "tasks, abilities, wishes.",
    )
    company_id = fields.Many2one(
        "res.company", "Authority", required=True, default=lambda self: self.env.company
    )
    coordinator_id = fields.Many2one(
        "res.users",
        "Coordination",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    state = fields.Selection(
        [("draft", "File"), ("checked", "Preview"), ("done", "Done")],
        default="draft",
        readonly=True,
    )
    row_ids = fields.One2many("integration.volunteer.import.row", "import_id", "Rows")
    unknown_columns = fields.Char("Columns left out", readonly=True)
    new_count = fields.Integer("New", compute="_compute_counts")
    exists_count = fields.Integer("There already", compute="_compute_counts")
    error_count = fields.Integer("Rejected", compute="_compute_counts")
    done_count = fields.Integer("Imported", compute="_compute_counts")
    rejected_file = fields.Binary(compute="_compute_rejected_file")
    rejected_name = fields.Char(
        compute="_compute_rejected_file", export_string_translation=False
    )

    @api.depends("row_ids.state")
    def _compute_counts(self):
        for dialog in self:
            states = dialog.row_ids.mapped("state")
            dialog.new_count = states.count("ok")
            dialog.exists_count = states.count("exists")
            dialog.error_count = states.count("error")
            dialog.done_count = states.count("done")

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------

    def action_check(self):
        """Read the file and show what would become of each row; writes nothing."""
        self.ensure_one()
        if self.state == "done":
            raise UserError(self.env._("%(file)s is imported.", file=self.name or ""))
        self.check_access("write")
        # sudo: checked above; rows are kept by the dialog
        dialog = self.sudo()
        dialog.row_ids.unlink()
        table = self._read_file()
        columns = [find_column(heading) for heading in table.headings]
        if not {"last_name", "full_name"} & {*columns}:
            raise UserError(
                self.env._("There is no column with the last name or the name.")
            )
        left_out = [
            heading
            for heading, column in zip(table.headings, columns, strict=True)
            if heading and not column
        ]
        reader = RowReader(self)
        rows, seen = [], {}
        for number, cells in table.rows:
            values, errors = reader.read_row(columns, cells)
            row = {
                "import_id": self.id,
                "number": number,
                "name": " ".join(
                    filter(None, (values.get("first_name"), values.get("last_name")))
                ),
                "cells": cells,
                "values": values,
            }
            if errors:
                row["state"] = "error"
                row["message"] = self._say_errors(number, errors)
            elif twin := reader.find_twin(values, seen):
                row["state"] = "error"
                row["message"] = self.env._(
                    "Row %(row)s: the same person as in row %(twin)s.",
                    row=number,
                    twin=twin,
                )
            else:
                known = reader.find_volunteer(values)
                row.update(state="exists" if known else "ok", volunteer_id=known)
                reader.remember(values, seen, number)
            rows.append(row)
        dialog.env["integration.volunteer.import.row"].create(rows)
        dialog.write(
            {
                "state": "checked",
                "file": False,
                "unknown_columns": ", ".join(left_out) or False,
            }
        )
        return self._reopen()

    def action_import(self):
        """Take over the rows without objection, each once."""
        self.ensure_one()
        if self.state != "checked":
            raise UserError(self.env._("Please look at the preview first."))
        self.lock_for_update()
        rows = self.row_ids.filtered(lambda row: row.state == "ok")
        for start in range(0, len(rows), BATCH):
            rows[start : start + BATCH]._take()
        self.sudo().state = "done"  # sudo: the state is kept by the dialog
        return self._reopen()

    def _read_file(self):
        if not self.file:
            raise UserError(self.env._("Please choose a file."))
        try:
            return read_table(base64.b64decode(self.file), count_headings)
        except SpreadsheetError as error:
            # the words of the import of clients: one reader, one set of messages
            words = self.env["integration.import"]._get_file_message(
                error.code, error.params
            )
            raise UserError(words) from None

    def _say_errors(self, number, errors):
        """:return: what is wrong, with the number of the row and the column"""
        labels = get_labels(self.env)
        return "\n".join(
            self.env._(
                "Row %(row)s, column “%(column)s”: %(error)s",
                row=number,
                column=labels[column],
                error=error,
            )
            for column, error in errors.items()
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import volunteers"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_download_rejected(self):
        """:return: download of the rejected rows with the reason in a last column"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/rejected_file"
            "?filename_field=rejected_name&download=true",
            "target": "download",
        }

    @api.depends("row_ids.state")
    def _compute_rejected_file(self):
        for dialog in self:
            title = self.env._("Rejected rows")
            rows = [
                [row.number, row.name or "", row.message or ""]
                for row in dialog.row_ids
                if row.state == "error"
            ]
            heads = [self.env._("Row"), self.env._("Name"), self.env._("What is wrong")]
            content = build_xlsx(self.env, title, [(title, [], heads, rows)])
            dialog.rejected_file = base64.b64encode(content)
            dialog.rejected_name = f"{title}.xlsx"
