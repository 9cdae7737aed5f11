from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.models.integration_language_level import ERASURE
from odoo.addons.integration_base.tools.days import get_today, to_german_day

from .integration_clearance_type import CONDUCT

#: kept by the engine, whoever writes
ENGINE_FIELDS = {
    *("covers_id", "superseded_on", "warned_on", "warn_from"),
    *("confirmed_at", "text_version", "confirmed_text"),
}


class IntegrationVolunteerClearance(models.Model):
    """That somebody has shown, attended or confirmed something (V12–V15).

    A row is a finding: it is never overwritten, a new finding is a new row. Only its
    author may correct typing errors, and only on the day of entry. ``superseded_on``
    is the day of the next finding. Of a certificate of conduct the law allows three
    facts: date of issue, that it was seen, and the result (§ 72a (5) SGB VIII). So
    the model has no discussion, no free text, and takes no file.
    """

    _name = "integration.volunteer.clearance"
    _description = "Clearance of a volunteer"
    _order = "seen_on desc, id desc"
    _rec_name = "type_id"
    #: see ir.attachment
    _integration_takes_files = False

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True
    )
    type_id = fields.Many2one(
        "integration.clearance.type", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(related="type_id.kind", store=True)
    covers_id = fields.Many2one(
        "integration.clearance.type",
        "Counts as",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    date_issued = fields.Date("Issued on", help="Date on the document.")
    seen_on = fields.Date(required=True, default=get_today)
    seen_by_id = fields.Many2one(
        "res.users",
        "Seen by",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    result = fields.Selection(
        [
            ("clear", "No objection"),
            ("objection", "Objection"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="clear",
    )
    date_until = fields.Date(
        "Valid until",
        compute="_compute_date_until",
        store=True,
        readonly=False,
        index="btree_not_null",
        help="From the type's period; a document may state an earlier day.",
    )
    warn_from = fields.Date(
        "Warn from", compute="_compute_warn_from", store=True, readonly=True
    )
    superseded_on = fields.Date(
        readonly=True, copy=False, help="Day of the next finding of this type."
    )
    warned_on = fields.Date(readonly=True, copy=False)

    # confirmed by the volunteer
    confirmed_at = fields.Datetime("Confirmed at", readonly=True, copy=False)
    text_version = fields.Integer("Version of the text", readonly=True, copy=False)
    confirmed_text = fields.Html("Text confirmed", readonly=True, copy=False)

    _in_force_idx = models.Index("(volunteer_id, covers_id, seen_on)")

    @api.depends("type_id", "date_issued", "seen_on")
    def _compute_date_until(self):
        """The type's period as it is now: a later change of it is for new rows."""
        for row in self:
            months = row.type_id.validity_months
            start = row.date_issued or row.seen_on
            delta = relativedelta(months=months)
            row.date_until = start + delta if months and start else False

    @api.depends("date_until", "type_id.warn_days")
    def _compute_warn_from(self):
        for row in self:
            days = row.type_id.warn_days
            row.warn_from = row.date_until and fields.Date.subtract(
                row.date_until, days=days
            )

    @api.constrains("date_issued", "seen_on", "type_id", "date_until")
    def _check_days(self):
        today = get_today()
        for row in self:
            if row.type_id.kind == CONDUCT and not row.date_issued:
                raise ValidationError(
                    self.env._("A certificate of conduct has a date of issue.")
                )
            issued = row.date_issued or row.seen_on
            if not issued <= row.seen_on <= today:
                raise ValidationError(
                    self.env._(
                        "%(type)s: it is issued before it is seen, and neither lies "
                        "in the future.",
                        type=row.type_id.name,
                    )
                )
            months = row.type_id.max_age_months
            if (
                months
                and row.result == "clear"
                and issued + relativedelta(months=months) < row.seen_on
            ):
                raise ValidationError(
                    self.env._(
                        "%(type)s: it was older than %(months)s months when it was "
                        "seen.",
                        type=row.type_id.name,
                        months=months,
                    )
                )
            if row.date_until and row.date_until < issued:
                raise ValidationError(
                    self.env._(
                        "%(type)s: it ends before it begins.", type=row.type_id.name
                    )
                )

    def _check_predecessors(self):
        """:raise UserError: names what has to come first"""
        for row in self:
            if row.result != "clear":
                continue
            missing = row.volunteer_id._get_missing_predecessors(
                row.type_id, row.seen_on
            )
            if missing:
                raise UserError(
                    self.env._(
                        "%(type)s comes after: %(missing)s. Please enter that first.",
                        type=row.type_id.name,
                        missing=", ".join(missing.mapped("name")),
                    )
                )

    # ------------------------------------------------------------------
    # CRUD: findings are never overwritten
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        types = self.env["integration.clearance.type"]
        prepared = []
        for vals in vals_list:
            if not self.env.su:
                vals = {k: v for k, v in vals.items() if k not in ENGINE_FIELDS}
            if vals.get("type_id"):
                covered = types.browse(vals["type_id"])._get_covered()
                vals = {**vals, "covers_id": covered.id}
            prepared.append(vals)
        rows = super().create(prepared)
        rows._check_predecessors()
        rows._update_superseded()
        rows.volunteer_id._validity_changed()
        return rows

    def write(self, vals):
        self._check_may_correct()
        vals = {k: v for k, v in vals.items() if k not in ENGINE_FIELDS}
        before = self._get_history_keys()
        if vals.get("type_id"):
            type_ = self.env["integration.clearance.type"].browse(vals["type_id"])
            vals["covers_id"] = type_._get_covered().id
        volunteers = self.volunteer_id
        result = super().write(vals)
        self._check_predecessors()
        self._update_superseded(before)
        (volunteers | self.volunteer_id)._validity_changed()
        return result

    def _write_unchecked(self, vals):
        return super().write(vals)

    def unlink(self):
        self._check_may_correct()
        before, volunteers = self._get_history_keys(), self.volunteer_id
        result = super().unlink()
        self._update_superseded(before)
        volunteers._validity_changed()
        return result

    def _check_may_correct(self):
        """Allow corrections by the author on the day of entry only.

        :raise UserError: for everybody else, superuser mode included
        """
        if self.env.context.get("integration_erasure") is ERASURE:
            return
        today = get_today()
        for row in self:
            entered = to_german_day(row.create_date)
            own = row.create_uid.id == self.env.uid and entered == today
            if not own or row.confirmed_at:
                raise UserError(
                    self.env._(
                        "%(type)s: a clearance is never overwritten. Please add a new "
                        "line with its date.",
                        type=row.type_id.name,
                    )
                )

    def _erase(self):
        """Delete rows for good; for the deletion by law and anonymisation only."""
        self.with_context(integration_erasure=ERASURE).unlink()

    def _delete_by_law(self, rule):
        """Delete facts of certificates of conduct and note how many.

        :param str rule: name and value of the rule that says so
        """
        # sudo: a count without names
        deletions = self.env["integration.volunteer.deletion"].sudo()
        for company, rows in self.grouped("company_id").items():
            number = len(rows)
            rows._erase()
            deletions._note(company, CONDUCT, number, rule)
