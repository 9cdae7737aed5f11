from odoo import fields, models


class IntegrationImportRow(models.Model):
    """One row of an uploaded spreadsheet and what became of it.

    ``cells`` are the texts as they stood in the file. ``digest`` recognises the same
    person in a later file without keeping her name; see
    :meth:`integration.import._make_digest`.
    """

    _name = "integration.import.row"
    _inherit = ["integration.protected"]
    _description = "Row of an Import"
    _order = "import_id, number, id"
    _rec_name = "number"

    import_id = fields.Many2one(
        "integration.import", required=True, index=True, ondelete="cascade"
    )
    reference = fields.Char(related="import_id.reference", related_sudo=False)
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    number = fields.Integer("Row", readonly=True)
    cells = fields.Json(readonly=True, export_string_translation=False)
    summary = fields.Char("Name", compute="_compute_summary")
    state = fields.Selection(
        [
            ("new", "Waiting"),
            ("ok", "Without objection"),
            ("done", "Imported"),
            ("exists", "There already"),
            ("error", "Rejected"),
        ],
        required=True,
        readonly=True,
        default="new",
    )
    message = fields.Text("What is wrong", readonly=True)
    digest = fields.Char(readonly=True, index=True, export_string_translation=False)
    case_id = fields.Many2one("integration.case", readonly=True, index="btree_not_null")
    household_digest = fields.Char(readonly=True, export_string_translation=False)
    household_id = fields.Many2one(
        "integration.household", readonly=True, index="btree_not_null"
    )

    _state_idx = models.Index("(import_id, state, number)")
    _household_idx = models.Index(
        "(import_id, household_digest) WHERE household_digest IS NOT NULL"
    )

    def _compute_summary(self):
        """The name as it stands in the file, to find the row again."""
        for import_, rows in self.grouped("import_id").items():
            positions = [
                column.position
                for column in import_.column_ids
                if column.target in ("last_name", "full_name", "first_name")
            ]
            for row in rows:
                cells = row.cells or []
                texts = [cells[p] for p in positions if p < len(cells)]
                row.summary = ", ".join(filter(None, texts))
