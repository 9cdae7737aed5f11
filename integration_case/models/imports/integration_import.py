from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# What the owner of an import sets; all else is kept by the engine.
USER_FIELDS = {
    *("name", "file", "header_row", "sheet", "column_ids"),
    *("user_id", "team_id", "mode"),
}
OPEN_STATES = ("draft", "checked")
BUSY_STATES = ("checking", "running")


class IntegrationImport(models.Model):
    """An import of clients from a spreadsheet, as one user's own workbench.

    The file is read into rows at once and not kept. Columns are assigned by their
    headings and may be changed; a check goes through every row and undoes it; the
    import opens one file per row, each row wholly or not at all. Rows remember what
    became of them, so that work goes on after an interruption without doubling.

    Rows hold personal data: only the user who uploaded them sees them, they are
    blanked when their client is opened, and the import is deleted some days after
    (dated rule ``import_keep_days``). Further concerns have files of their own:
    file, preview, run (batches, job), write (from row to client).
    """

    _name = "integration.import"
    _inherit = ["integration.protected"]
    _description = "Client Import"
    _order = "id desc"

    reference = fields.Char(readonly=True, required=True, copy=False, index=True)
    name = fields.Char("File name")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [
            ("draft", "Columns"),
            ("checking", "Checking"),
            ("checked", "Checked"),
            ("running", "Importing"),
            ("done", "Done"),
            ("failed", "Interrupted"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )

    # file
    file = fields.Binary(
        compute="_compute_file",
        inverse="_inverse_file",
        help="Excel (xlsx) or CSV. The file is read and not kept.",
    )
    header_row = fields.Integer(
        "Row of the headings", help="0: the row with known headings is looked for."
    )
    sheet = fields.Char(help="Empty: the first sheet with known headings.")
    column_ids = fields.One2many("integration.import.column", "import_id", "Columns")
    row_ids = fields.One2many("integration.import.row", "import_id", "Rows")

    # values for rows without a column of their own
    user_id = fields.Many2one(
        "res.users",
        "Manager",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="For rows without a manager. Only team leads import for others.",
    )
    team_id = fields.Many2one(
        "integration.team",
        index="btree_not_null",
        help="For rows without a team. Empty: the manager's team.",
    )
    mode = fields.Selection(
        [("advice", "Advice only"), ("case_management", "Case management")],
        "Kind of support",
        required=True,
        default="advice",
    )

    # progress
    date_done = fields.Datetime("Finished on", readonly=True)
    message = fields.Text(readonly=True)
    row_count = fields.Integer("Rows in the file", compute="_compute_counts")
    ok_count = fields.Integer("Without objection", compute="_compute_counts")
    done_count = fields.Integer("Imported", compute="_compute_counts")
    exists_count = fields.Integer("There already", compute="_compute_counts")
    error_count = fields.Integer("Rejected", compute="_compute_counts")
    progress = fields.Float("Progress (%)", compute="_compute_counts")

    _reference_unique = models.UniqueIndex("(reference)", "References are unique.")

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("row_ids.state")
    def _compute_counts(self):
        counts = {}
        for import_, state, number in self.env["integration.import.row"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "state"], ["__count"]
        ):
            counts.setdefault(import_.id, {})[state] = number
        for import_ in self:
            by_state = counts.get(import_.id, {})
            import_.row_count = sum(by_state.values())
            import_.ok_count = by_state.get("ok", 0)
            import_.done_count = by_state.get("done", 0)
            import_.exists_count = by_state.get("exists", 0)
            import_.error_count = by_state.get("error", 0)
            left = by_state.get("new", 0)
            if import_.state == "running":
                left += by_state.get("ok", 0)
            total = import_.row_count
            import_.progress = 100 * (total - left) / total if total else 0

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {name: value for name, value in vals.items() if name in USER_FIELDS}
                for vals in vals_list
            ]
        for vals in vals_list:
            vals["reference"] = self._make_reference("I")
        imports = super().create(vals_list)
        imports._check_defaults()
        imports.invalidate_recordset(["file"], flush=False)  # read, and not kept
        for import_ in imports:
            if not import_.column_ids:
                raise UserError(self.env._("Please choose a file."))
        return imports

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - USER_FIELDS:
                raise AccessError(self.env._("These fields are kept by the system."))
            self._check_open()
        result = super().write(vals)
        self.invalidate_recordset(["file"], flush=False)
        if {"user_id", "team_id", "mode"} & vals.keys():
            self._check_defaults()
            self._reset_check()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_busy(self):
        if any(import_.state in BUSY_STATES for import_ in self):
            raise UserError(self.env._("The import is still going on. Stop it first."))

    def _check_open(self):
        for import_ in self:
            if import_.state not in OPEN_STATES or import_.done_count:
                raise UserError(
                    self.env._(
                        "%(reference)s has begun; columns and values stay as they are.",
                        reference=import_.reference,
                    )
                )

    def _check_defaults(self):
        is_lead = self.env["integration.case"]._is_lead()
        for import_ in self:
            if import_.user_id != self.env.user and not (is_lead or self.env.su):
                raise AccessError(self.env._("Only team leads import for others."))

    def _reset_check(self):
        """Forget the findings of a check: columns or values were changed."""
        # sudo: state and rows are kept by the engine; the caller may write the import
        imports = self.sudo().filtered(lambda import_: import_.state in OPEN_STATES)
        imports.row_ids.filtered(lambda row: row.state != "new").write(
            {"state": "new", "message": False}
        )
        imports.filtered(lambda import_: import_.state != "draft").state = "draft"

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_show_columns(self):
        """Keep the upload: its columns are shown as soon as it was read."""
        return True

    def action_check(self):
        """Go through all rows and undo it; tells what an import would reject."""
        self.ensure_one()
        self._check_open()
        self._check_targets()
        self._reset_check()
        return self._start("checking")

    def action_import(self):
        """Open the files; what an earlier, interrupted run did stays done."""
        self.ensure_one()
        if self.state not in (*OPEN_STATES, "failed"):
            raise UserError(
                self.env._(
                    "%(reference)s cannot be started now.", reference=self.reference
                )
            )
        self._check_targets()
        return self._start("running")

    def action_stop(self):
        """Stop after the batch in work; the rows left can be imported later."""
        self.ensure_one()
        if self.state in BUSY_STATES:
            # sudo: the state is kept by the engine; the owner may write the import
            self.sudo().state = "draft" if self.state == "checking" else "checked"

    def action_show_rows(self):
        """:return: list of the rows in the state given by the context."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_import_row_action"
        )
        action["domain"] = [("import_id", "=", self.id)]
        state = self.env.context.get("row_state")
        action["context"] = {f"search_default_{state}": 1} if state else {}
        return action

    def action_show_cases(self):
        """:return: list of the files opened, as far as the user may read them."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_case_action"
        )
        action["domain"] = [("id", "in", self.row_ids.case_id.ids)]
        action["context"] = {}
        return action
