from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.days import get_today, to_german_day

LEVELS = [
    ("alpha", "Literacy course"),
    ("a0", "A0"),
    ("a1", "A1"),
    ("a2", "A2"),
    ("b1", "B1"),
    ("b2", "B2"),
    ("c1", "C1"),
    ("c2", "C2"),
]
RANK = {code: rank for rank, (code, _label) in enumerate(LEVELS)}
SPOKEN = ("listening", "speaking")
SKILLS = (*SPOKEN, "reading", "writing")
HISTORY_FIELDS = {
    *SKILLS,
    "language_id",
    "is_native",
    "assessed_on",
    "assessment",
    "certificate",
    "certificate_level",
    "certificate_date",
}


class Erasure:
    """Opens the history for erasure.

    A context value that no remote caller can send: JSON has no such object.
    """


ERASURE = Erasure()


class IntegrationLanguageLevel(models.AbstractModel):
    """What somebody can do in a language, as assessed on one day.

    A row is a finding: it is never overwritten, a new finding is a new row. Only
    its author may correct typing errors, and only on the day of entry. The rows of
    one owner and language form a history: ``superseded_on`` is the day of the next
    finding, so that any past state can be counted (indicators of kind *state*).

    The overall level is the certificate's, as offices go by proof; without one it
    is the lowest assessed skill, as courses place by the weakest. The spoken level
    tells whether an interpreter is needed.

    A model using this mixin names its many2one to the owner in
    ``_language_owner`` and indexes it.
    """

    _name = "integration.language.level"
    _description = "Language Level"
    _order = "language_id, assessed_on desc, id desc"
    _rec_name = "language_id"
    _language_owner = "person_id"

    language_id = fields.Many2one(
        "integration.language", required=True, index=True, ondelete="restrict"
    )
    is_native = fields.Boolean("Native Language")
    # skills after the Common European Framework of Reference
    listening = fields.Selection(LEVELS)
    speaking = fields.Selection(LEVELS)
    reading = fields.Selection(LEVELS)
    writing = fields.Selection(LEVELS)
    level = fields.Selection(
        LEVELS, "Overall Level", compute="_compute_level", store=True
    )
    spoken_level = fields.Selection(LEVELS, compute="_compute_level", store=True)
    # evidence
    assessed_on = fields.Date(required=True, default=get_today, index=True)
    assessment = fields.Selection(
        [
            ("self", "Own statement"),
            ("observed", "Observed in talks"),
            ("test", "Placement test"),
            ("certificate", "Certificate"),
        ],
        "Way of Assessment",
        required=True,
        default="self",
    )
    certificate = fields.Selection(
        [
            ("dtz", "German Test for Immigrants (DTZ)"),
            ("telc", "telc"),
            ("goethe", "Goethe-Institut"),
            ("osd", "ÖSD"),
            ("testdaf", "TestDaF"),
            ("dsh", "DSH"),
            ("dsd", "German Language Diploma (DSD)"),
            ("school", "School certificate"),
            ("other", "Other"),
        ],
    )
    certificate_level = fields.Selection(LEVELS[2:])
    certificate_date = fields.Date()
    superseded_on = fields.Date(
        readonly=True, copy=False, help="Day of the next finding in this language."
    )

    _certificate_complete = models.Constraint(
        "CHECK(certificate IS NULL OR certificate_level IS NOT NULL)",
        "A certificate states a level.",
    )

    @api.depends("is_native", "certificate_level", *SKILLS)
    def _compute_level(self):
        for row in self:
            native = "c2" if row.is_native else False
            lowest = row._get_lowest(SKILLS)
            row.level = row.certificate_level or lowest or native
            row.spoken_level = (
                row._get_lowest(SPOKEN) or row.certificate_level or native
            )

    @api.constrains("language_id", "is_native", *SKILLS, "certificate_level")
    def _check_not_empty(self):
        for row in self:
            if not row.level:
                raise ValidationError(
                    self.env._(
                        "%(language)s: enter at least one skill, a certificate, or "
                        "that it is the native language.",
                        language=row.language_id.name,
                    )
                )

    @api.constrains("assessed_on", "certificate_date")
    def _check_not_in_future(self):
        today = get_today()
        for row in self:
            if max(row.assessed_on, row.certificate_date or row.assessed_on) > today:
                raise ValidationError(
                    self.env._("A language level cannot be assessed in the future.")
                )

    # ------------------------------------------------------------------
    # CRUD: findings are never overwritten
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(
            [
                {k: v for k, v in vals.items() if k != "superseded_on"}
                for vals in vals_list
            ]
        )
        rows._update_superseded()
        return rows

    def write(self, vals):
        if (HISTORY_FIELDS | {"superseded_on"}) & set(vals):
            self._check_may_correct()
            vals = {k: v for k, v in vals.items() if k != "superseded_on"}
        before = self._get_history_keys()
        result = super().write(vals)
        if {"language_id", "assessed_on", self._language_owner} & set(vals):
            self._update_superseded(before)
        return result

    def _write_unchecked(self, vals):
        return super().write(vals)

    def unlink(self):
        self._check_may_correct()
        before = self._get_history_keys()
        result = super().unlink()
        self._update_superseded(before)
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
            if row.create_uid.id != self.env.uid or entered != today:
                raise UserError(
                    self.env._(
                        "A language level is never overwritten. "
                        "Please add the new level with its date."
                    )
                )

    def _erase(self):
        """Delete rows for good; for the erasure of a person's data only."""
        self.with_context(integration_erasure=ERASURE).unlink()

    # ------------------------------------------------------------------
    # History
    # ------------------------------------------------------------------

    def _get_history_keys(self):
        """:return: set of (owner id, language id) of these rows."""
        owner = self._language_owner
        return {(row[owner].id, row.language_id.id) for row in self}

    def _update_superseded(self, keys=frozenset()):
        """Set the day of the next finding on all rows of the histories touched."""
        keys = keys | self.exists()._get_history_keys()
        owner = self._language_owner
        # sudo: keeps dates within histories the user has just changed
        rows = self.sudo().search(
            [
                (owner, "in", [key[0] for key in keys]),
                ("language_id", "in", [key[1] for key in keys]),
            ],
            order="assessed_on desc, id desc",
        )
        following = {}
        for row in rows:
            key = (row[owner].id, row.language_id.id)
            next_day = following.get(key, False)
            if row.superseded_on != next_day:
                row._write_unchecked({"superseded_on": next_day})
            following[key] = row.assessed_on

    def _get_at(self, date):
        """Select the findings in force on a day, one per owner and language.

        :param date: key date
        :return: subset of these rows
        """
        date = fields.Date.to_date(date)
        return self.filtered(
            lambda row: (
                row.assessed_on <= date
                and (not row.superseded_on or row.superseded_on > date)
            )
        )

    def _get_progress(self, date_from, date_to):
        """Compare levels between two days (C10).

        :param date_from: first key date
        :param date_to: second key date
        :return: list of dicts ``owner``, ``language``, ``before``, ``after`` (rows;
            ``before`` may be empty) and ``steps``: levels gained, None without a
            first finding
        """
        owner = self._language_owner
        before = {(row[owner], row.language_id): row for row in self._get_at(date_from)}
        progress = []
        for after in self._get_at(date_to):
            first = before.get((after[owner], after.language_id), self.browse())
            steps = RANK[after.level] - RANK[first.level] if first else None
            progress.append(
                {
                    "owner": after[owner],
                    "language": after.language_id,
                    "before": first,
                    "after": after,
                    "steps": steps,
                }
            )
        return progress

    def _get_lowest(self, names):
        self.ensure_one()
        return min(filter(None, (self[n] for n in names)), key=RANK.get, default=False)
