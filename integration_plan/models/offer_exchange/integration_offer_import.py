import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.offer_file import read_offers
from ...tools.record import RecordError

USER_FIELDS = {
    *("name", "file", "source_id", "user_id", "kind_id", "organisation_id"),
    *("is_whole", "row_ids"),
}
BUSY_STATES = ("checking", "running")


class IntegrationOfferImport(models.Model):
    """An import of offers: upload, preview, and what became of each record (O12).

    The file is read into rows and not kept. The preview compares every record with
    the offers there are and shows what would be new, changed or withdrawn; where
    something was edited here since the last import, nothing is replaced unless
    somebody ticks it. Further concerns: run (batches, job), row, change.
    """

    _name = "integration.offer.import"
    _description = "Import of offers"
    _order = "id desc"

    name = fields.Char("File name")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    source_id = fields.Many2one("integration.offer.source", required=True, index=True)
    file = fields.Binary(
        compute="_compute_file",
        inverse="_inverse_file",
        help="HSDS 3.0 (JSON, or its tables or pages in a zip), an answer of Integreat, "
        "iCalendar, Excel or CSV. The file is read and not kept.",
    )
    layout = fields.Selection(
        [
            ("hsds", "HSDS 3.0"),
            ("hsds_package", "HSDS 3.0, tables"),
            ("integreat", "Integreat"),
            ("ical", "iCalendar"),
            ("sheet", "Spreadsheet"),
        ],
        readonly=True,
    )
    is_whole = fields.Boolean(
        "The file is the whole",
        help="Offers of this source that are missing in it were withdrawn.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="For new offers.",
    )
    kind_id = fields.Many2one(
        "integration.offer.kind",
        "Kind if not stated",
        required=True,
        default=lambda self: self.env.ref(
            "integration_plan.integration_offer_kind_other", raise_if_not_found=False
        ),
    )
    organisation_id = fields.Many2one(
        "res.partner",
        "Organisation if not stated",
        domain="[('is_company', '=', True)]",
    )
    state = fields.Selection(
        [
            ("draft", "Read"),
            ("checking", "Comparing"),
            ("checked", "Preview"),
            ("running", "Importing"),
            ("done", "Done"),
            ("failed", "Interrupted"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    message = fields.Text(readonly=True)
    date_done = fields.Datetime("Finished on", readonly=True)
    row_ids = fields.One2many("integration.offer.import.row", "import_id", "Records")
    change_ids = fields.One2many(
        "integration.offer.import.change", "import_id", "Changes"
    )

    row_count = fields.Integer("Records in the file", compute="_compute_counts")
    new_count = fields.Integer("New", compute="_compute_counts")
    change_count = fields.Integer("With changes", compute="_compute_counts")
    same_count = fields.Integer("Unchanged", compute="_compute_counts")
    withdrawn_count = fields.Integer("Withdrawn", compute="_compute_counts")
    error_count = fields.Integer("Rejected", compute="_compute_counts")
    progress = fields.Float("Progress (%)", compute="_compute_counts")

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("row_ids.state", "row_ids.is_done")
    def _compute_counts(self):
        counts = {}
        rows = self.env["integration.offer.import.row"]
        for import_, state, done, number in rows._read_group(
            [("import_id", "in", self.ids)],
            ["import_id", "state", "is_done"],
            ["__count"],
        ):
            of_import = counts.setdefault(import_.id, {})
            of_import[state] = of_import.get(state, 0) + number
            if not done and state != "error":
                of_import["left"] = of_import.get("left", 0) + number
        for import_ in self:
            found = counts.get(import_.id, {})
            total = sum(found.values()) - found.get("left", 0)
            import_.row_count = total - found.get("gone", 0)
            import_.new_count = found.get("create", 0)
            import_.change_count = found.get("change", 0)
            import_.same_count = found.get("same", 0)
            import_.withdrawn_count = found.get("withdraw", 0) + found.get("gone", 0)
            import_.error_count = found.get("error", 0)
            left = found.get("new", 0)
            if import_.state == "running":
                left = found.get("left", 0)
            import_.progress = 100 * (total - left) / total if total else 0

    def _compute_file(self):
        self.file = False

    def _inverse_file(self):
        for import_ in self:
            if not import_.file:
                continue
            try:
                content = base64.b64decode(import_.file, validate=True)
            except ValueError:
                raise UserError(self.env._("The file cannot be read.")) from None
            import_._read_file(content)

    def _read_file(self, content):
        """Turn a file into rows.

        :param bytes content: the file
        :raise UserError: in words, if it cannot be taken
        """
        self.ensure_one()
        try:
            layout, records, whole = read_offers(content)
        except RecordError as error:
            raise UserError(self._get_file_message(error)) from None
        # sudo: rows are kept by the engine; the caller may write the import
        import_ = self.sudo()
        import_.row_ids.unlink()
        import_.write(
            {
                "layout": layout,
                "is_whole": whole and self.source_id.withdraw_missing,
            }
        )
        rows = import_.env["integration.offer.import.row"]
        rows.create(
            [
                {
                    "import_id": self.id,
                    "number": number,
                    "name": record.name,
                    "external_id": record.external_id,
                    "payload": record.to_json(),
                }
                for number, record in enumerate(records, 1)
            ]
        )

    def _get_file_message(self, error):
        messages = {
            "not_json": self.env._("The file is no valid JSON: %s", error.value),
            "too_deep": self.env._("The file is nested too deeply."),
            "no_records": self.env._("The file holds no offers."),
            "unreadable": self.env._("The file cannot be read (%s).", error.value),
            "unknown_layout": self.env._(
                "The file has no layout that is known; “%s” is missing.", error.value
            ),
            "too_big": self.env._("The file is too big."),
        }
        return messages[error.code]

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
        imports = super().create(vals_list)
        imports.invalidate_recordset(["file"], flush=False)  # read, and not kept
        for import_ in imports:
            if not import_.layout:
                raise UserError(self.env._("Please choose a file."))
        return imports

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - USER_FIELDS - {"change_ids"}:
                raise AccessError(self.env._("These fields are kept by the system."))
            self._check_open()
        result = super().write(vals)
        self.invalidate_recordset(["file"], flush=False)
        if vals.keys() & (USER_FIELDS - {"name", "user_id", "row_ids"}):
            self._reset()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_busy(self):
        if any(import_.state in BUSY_STATES for import_ in self):
            raise UserError(self.env._("The import is still going on. Stop it first."))

    def _check_open(self):
        for import_ in self:
            if import_.state not in ("draft", "checked"):
                raise UserError(self.env._("The import has begun and stays as it is."))

    def _reset(self):
        """Forget a preview: file or settings were changed."""
        # sudo: states are kept by the engine; the caller may write the import
        for import_ in self.sudo().filtered(lambda row: row.state == "checked"):
            import_.row_ids.filtered(lambda row: row.state == "gone").unlink()
            import_.change_ids.unlink()
            import_.row_ids.write({"state": "new", "message": False, "offer_id": False})
            import_.state = "draft"

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_check(self):
        """Compare all records with the offers there are; nothing is changed."""
        self.ensure_one()
        self._check_open()
        self._reset()
        self._start("checking")

    def action_import(self):
        """Write what the preview showed; what an interrupted run did stays done."""
        self.ensure_one()
        if self.state not in ("checked", "failed"):
            raise UserError(self.env._("Please look at the preview first."))
        self._start("running")

    def action_stop(self):
        """Stop after the batch in work; the records left can be imported later."""
        self.ensure_one()
        if self.state in BUSY_STATES:
            # sudo: the state is kept by the engine; the caller may write the import
            self.check_access("write")
            self.sudo().state = "draft" if self.state == "checking" else "checked"

    def action_show_rows(self):
        """:return: list of the records, those of the state in the context first"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_offer_import_row_action"
        )
        action["domain"] = [("import_id", "=", self.id)]
        state = self.env.context.get("row_state")
        action["context"] = {f"search_default_{state}": 1} if state else {}
        return action

    def action_show_changes(self):
        """:return: list of the changes, to be ticked"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_offer_import_change_action"
        )
        action["domain"] = [("import_id", "=", self.id)]
        return action
