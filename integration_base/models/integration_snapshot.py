import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, format_datetime

from ..tools.suppression import Cell, hidden_cells

DEFINITION_FIELDS = (
    *("code", "name", "description", "model", "domain", "measure", "measure_field"),
    *("company_field", "period_kind", "date_field", "date_end_field"),
)
BREAKDOWN_FIELDS = ("name", "groupby", "bands", "band_unit")


class IntegrationSnapshot(models.Model):
    """A frozen table of figures: the only form in which figures leave the team (C63).

    Keeps what was asked, when, by whom, and the answer without its small cells; the
    hidden values are stored nowhere. Never changed: a correction is frozen anew and
    names what it replaces. The digest tells whether a row was changed past Odoo.
    """

    _name = "integration.snapshot"
    _description = "Frozen Table"
    _order = "date desc, id desc"

    name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date("Until", required=True, readonly=True)
    date = fields.Datetime("Frozen on", required=True, readonly=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        "Frozen by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    small_cell_max = fields.Integer(
        "Hidden up to",
        readonly=True,
        help="Figures of one up to so many persons are hidden, and as many others as "
        "are needed to keep them from being worked out.",
    )
    query = fields.Json(readonly=True, help="Definitions as they were evaluated.")
    line_ids = fields.One2many("integration.snapshot.line", "snapshot_id", "Figures")
    line_count = fields.Integer("Number of Figures", compute="_compute_counts")
    hidden_count = fields.Integer("Hidden Figures", compute="_compute_counts")
    digest = fields.Char(required=True, readonly=True, export_string_translation=False)
    replaces_id = fields.Many2one(
        "integration.snapshot",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    replaced_by_ids = fields.One2many(
        "integration.snapshot", "replaces_id", "Replaced by"
    )

    @api.depends("line_ids.is_hidden")
    def _compute_counts(self):
        lines = self.env["integration.snapshot.line"]
        counts = {
            (snapshot, hidden): count
            for snapshot, hidden, count in lines._read_group(
                [("snapshot_id", "in", self.ids)],
                ["snapshot_id", "is_hidden"],
                ["__count"],
            )
        }
        for snapshot in self:
            snapshot.hidden_count = counts.get((snapshot, True), 0)
            snapshot.line_count = snapshot.hidden_count + counts.get(
                (snapshot, False), 0
            )

    # ------------------------------------------------------------------
    # Freezing
    # ------------------------------------------------------------------

    @api.model
    def _freeze(self, indicators, date_from, date_to, company, replaces=None):
        """Evaluate indicators and keep the table.

        :param indicators: ``integration.indicator`` recordset
        :param date_from: first day
        :param date_to: last day, included
        :param company: the authority whose figures they are
        :param replaces: snapshot that the new one corrects
        :return: the new snapshot
        :raise AccessError: without the right to figures
        """
        rows = indicators.with_env(self.env)._evaluate(date_from, date_to, company)
        limit = int(
            self.env["integration.rule.value"]._get_number(
                "small_cell_max", company=company
            )
        )
        now = fields.Datetime.now()
        vals = {
            "name": self.env._(
                "Figures %(date_from)s to %(date_to)s, as of %(date)s",
                date_from=format_date(self.env, date_from),
                date_to=format_date(self.env, date_to),
                date=format_datetime(self.env, now, dt_format="short"),
            ),
            "company_id": company.id,
            "date_from": date_from,
            "date_to": date_to,
            "date": now,
            "user_id": self.env.uid,
            "small_cell_max": limit,
            "query": [self._describe(indicator) for indicator in indicators],
            "line_ids": [
                fields.Command.create(line)
                for indicator in indicators
                for line in self._prepare_lines(
                    [row for row in rows if row["indicator"] == indicator], limit
                )
            ],
            "digest": "-",
            "replaces_id": replaces and replaces.id,
        }
        # sudo: kept by the engine; the right to evaluate was checked above
        snapshot = self.sudo().create(vals)
        super(IntegrationSnapshot, snapshot).write(
            {"digest": snapshot._compute_digest()}
        )
        return snapshot.with_env(self.env)

    def _describe(self, indicator):
        """:return: dict of what an indicator asks, in the words shown."""
        label = dict(indicator._fields["period_kind"]._description_selection(self.env))
        return {
            **{name: indicator[name] or "" for name in DEFINITION_FIELDS},
            "period_label": label[indicator.period_kind],
            "breakdowns": [
                {name: breakdown[name] or "" for name in BREAKDOWN_FIELDS}
                for breakdown in indicator.breakdown_ids
            ],
        }

    def _prepare_lines(self, rows, limit):
        """Prepare the lines of one indicator, without its small cells.

        :param rows: of ``integration.indicator._evaluate``, the total first
        :return: list of values of lines
        """
        total, *parts = rows
        tables = {}
        for row in parts:
            tables.setdefault(row["breakdown"], []).append(row)
        total_hidden, hidden = hidden_cells(
            self._make_cell(total),
            [[self._make_cell(row) for row in table] for table in tables.values()],
            limit,
        )
        lines = [self._prepare_line(total, self.env._("Total"), total_hidden)]
        for (breakdown, table), positions in zip(tables.items(), hidden, strict=True):
            lines += [
                self._prepare_line(row, breakdown.name, position in positions)
                for position, row in enumerate(table)
            ]
        return lines

    def _make_cell(self, row):
        return Cell(row["value"], row["persons"])

    def _prepare_line(self, row, breakdown, is_hidden):
        return {
            "code": row["indicator"].code,
            "name": row["indicator"].name,
            "is_total": not row["breakdown"],
            "breakdown": breakdown,
            "label": row["label"],
            "value": 0 if is_hidden else row["value"],
            "is_hidden": is_hidden,
        }

    # ------------------------------------------------------------------
    # Proof
    # ------------------------------------------------------------------

    def _compute_digest(self):
        """:return: SHA-256 over everything the table says, in canonical form."""
        self.ensure_one()
        content = {
            "company": self.company_id.id,
            "period": [str(self.date_from), str(self.date_to)],
            "frozen": [fields.Datetime.to_string(self.date), self.user_id.id],
            "small_cell_max": self.small_cell_max,
            "replaces": self.replaces_id.digest or "",
            "query": self.query,
            "lines": [
                [
                    *(line.code, line.name, line.is_total, line.breakdown, line.label),
                    *(f"{line.value:.2f}", line.is_hidden),
                ]
                for line in self.line_ids.sorted("id")
            ],
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def _is_intact(self):
        """:return: whether the table still says what was frozen."""
        self.ensure_one()
        self.invalidate_recordset()
        self.line_ids.invalidate_recordset()
        return self.digest == self._compute_digest()

    # ------------------------------------------------------------------
    # CRUD: frozen
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Tables are frozen from an evaluation."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "%(name)s is frozen. Freeze the corrected figures as a new table.",
                name=self[:1].name,
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("%(name)s is frozen and is kept.", name=self[:1].name)
        )

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A frozen table is not copied but frozen anew."))

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open_lines(self):
        """:return: window action on the figures, to search and group."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "integration.snapshot.line",
            "view_mode": "list,kanban",
            "mobile_view_mode": "kanban",
            "domain": [("snapshot_id", "=", self.id)],
            "context": {"search_default_totals": 1},
        }

    def action_verify(self):
        """Tell whether the table is unchanged.

        :return: notification
        :raise UserError: if it is not
        """
        if not self._is_intact():
            raise UserError(
                self.env._(
                    "%(name)s no longer says what was frozen: somebody has changed it "
                    "in the database. Please tell the data protection officer.",
                    name=self.name,
                )
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The table is unchanged since it was frozen."),
            },
        }

    def action_freeze_again(self):
        """Evaluate the same indicators and period anew, as correction.

        :return: window action on the new table
        :raise UserError: if an indicator no longer exists
        """
        self.ensure_one()
        codes = [definition["code"] for definition in self.query]
        indicators = self.env["integration.indicator"].search([("code", "in", codes)])
        if missing := set(codes) - set(indicators.mapped("code")):
            raise UserError(
                self.env._(
                    "These indicators no longer exist: %(codes)s",
                    codes=", ".join(sorted(missing)),
                )
            )
        new = self._freeze(
            indicators, self.date_from, self.date_to, self.company_id, self
        )
        return new._get_form_action()

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
