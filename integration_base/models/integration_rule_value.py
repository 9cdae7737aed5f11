import re

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools.days import get_today

# German notation first; a point with three digits could be a thousand.
NUMBER = re.compile(r"-?\d+(,\d+|\.\d{1,2})?")
DELTA_UNITS = ("minutes", "hours", "days", "weeks", "months", "years")
WHOLE_UNITS = ("months", "years")
STAMP_FIELDS = {"verified_on", "verified_by_id"}
OPEN_FIELDS = {"valid_until", "verified"}
RAISE = object()


class IntegrationRuleValue(models.Model):
    """A rate, limit or period of law, valid for a time and with its source.

    Code never carries such a number: it asks for the value in force on a date.
    Addons add their keys with ``selection_add`` and ship rows as data; a row nobody
    has checked against its source stays *unverified* and is marked on screen.

    A value in use is not edited but followed by a new row, so that what was
    computed earlier can be explained later. A new row ends the open one before it.
    """

    _name = "integration.rule.value"
    _description = "Dated Rule"
    _order = "key, company_id, valid_from desc, id desc"
    _rec_name = "key"

    key = fields.Selection(
        [
            ("export_row_limit", "Rows per export"),
            ("small_cell_max", "Figures: hidden up to this number of persons"),
            ("finder_lookups_per_hour", "Finder: look-ups per hour"),
            ("break_glass_hours", "Emergency access: duration"),
            ("break_glass_reason_length", "Emergency access: shortest reason"),
            ("token_days", "Personal link: valid for"),
            ("token_code_length", "Personal link: digits of the code"),
            ("token_code_tries", "Personal link: wrong codes until it is locked"),
            ("token_guesses_per_hour", "Personal link: wrong links per hour and place"),
            (
                "token_session_minutes",
                "Personal link: visit ends without a click after",
            ),
            ("token_session_longest", "Personal link: longest visit"),
        ],
        required=True,
        index=True,
    )
    value = fields.Char(required=True)
    unit = fields.Selection(
        [
            ("minutes", "Minutes"),
            ("hours", "Hours"),
            ("days", "Days"),
            ("weeks", "Weeks"),
            ("months", "Months"),
            ("years", "Years"),
            ("persons", "Persons"),
            ("count", "Number"),
            ("percent", "Percent"),
            ("eur", "Euro"),
            ("text", "Text"),
        ],
        required=True,
        default="days",
    )
    valid_from = fields.Date(required=True, default=get_today)
    valid_until = fields.Date(help="Last day of validity. Empty: until further notice.")
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Empty: for all. A company's own value goes before the common one.",
    )
    # evidence
    source = fields.Text(
        required=True,
        translate=True,
        help="Law, administrative rule, resolution or house decision, with its date.",
    )
    verified = fields.Boolean(
        help="Somebody compared the value with its source. Until then it is an "
        "assumption and marked as such.",
    )
    verified_on = fields.Date(readonly=True, copy=False)
    verified_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    locked = fields.Boolean(
        compute="_compute_locked",
        export_string_translation=False,
    )
    is_current = fields.Boolean(
        compute="_compute_is_current",
        search="_search_is_current",
        string="In Force Today",
    )

    _period = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= valid_from)",
        "A value cannot end before it begins.",
    )
    _lookup_idx = models.Index("(key, valid_from)")

    @api.depends("verified_on", "valid_from")
    def _compute_locked(self):
        today = get_today()
        for rule in self:
            rule.locked = bool(rule.verified_on) and rule.valid_from < today

    @api.depends("valid_from", "valid_until")
    def _compute_is_current(self):
        today = get_today()
        for rule in self:
            began = rule.valid_from and rule.valid_from <= today
            rule.is_current = began and (rule.valid_until or today) >= today

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_valid_domain(get_today())

    @api.depends("key")
    def _compute_display_name(self):
        labels = dict(self._fields["key"]._description_selection(self.env))
        for rule in self:
            rule.display_name = labels.get(rule.key, rule.key)

    @api.constrains("key", "company_id", "valid_from", "valid_until")
    def _check_overlap(self):
        for rule in self:
            domain = Domain("id", "!=", rule.id)
            domain &= Domain("key", "=", rule.key)
            domain &= Domain("company_id", "=", rule.company_id.id)
            domain &= self._get_not_ended_domain(rule.valid_from)
            if rule.valid_until:
                domain &= Domain("valid_from", "<=", rule.valid_until)
            # sudo: compares dates; the message names only the key typed in
            if self.sudo().search_count(domain, limit=1):
                raise ValidationError(
                    self.env._(
                        "%(key)s: there is already a value for a part of this period. "
                        "End it first.",
                        key=rule.display_name,
                    )
                )

    @api.constrains("value", "unit")
    def _check_value(self):
        for rule in self:
            if rule.unit == "text":
                continue
            if not NUMBER.fullmatch(rule.value.strip()):
                raise ValidationError(
                    self.env._(
                        "%(key)s: %(value)s is not a number.",
                        key=rule.display_name,
                        value=rule.value,
                    )
                )
            if rule.unit in WHOLE_UNITS and not isinstance(rule._to_number(), int):
                raise ValidationError(
                    self.env._(
                        "%(key)s: months and years are whole numbers.",
                        key=rule.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD: a value in use is history
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        rules = self.browse()
        for vals in vals_list:
            vals = self._without_stamp(vals)
            self._end_predecessor(vals)
            rules += super().create([vals])
        rules.filtered("verified")._stamp_verified()
        return rules

    def write(self, vals):
        vals = self._without_stamp(vals)
        if set(vals) - OPEN_FIELDS:
            self._check_not_locked()
        result = super().write(vals)
        if vals.get("verified"):
            self._stamp_verified()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_not_locked()

    def _without_stamp(self, vals):
        return {name: vals[name] for name in vals if name not in STAMP_FIELDS}

    def _stamp_verified(self):
        """Note who verified first and when; the stamp stays for good."""
        self.filtered(lambda rule: not rule.verified_on)._write_unchecked(
            {
                "verified_on": get_today(),
                "verified_by_id": self.env.uid,
            }
        )

    def _write_unchecked(self, vals):
        return super().write(vals)

    def _check_not_locked(self):
        """:raise UserError: if a verified value is already in use."""
        if locked := self.filtered("locked"):
            raise UserError(
                self.env._(
                    "%(key)s: a verified value in use stays as it is. "
                    "Set its last day and enter a new value from then on.",
                    key=locked[0].display_name,
                )
            )

    def _end_predecessor(self, vals):
        """End the open row of the same key and company on the day before."""
        if vals.get("valid_until") or not vals.get("key"):
            return
        start = fields.Date.to_date(vals.get("valid_from"))
        start = start or get_today()
        self.search(
            [
                ("key", "=", vals["key"]),
                ("company_id", "=", vals.get("company_id", False)),
                ("valid_from", "<", start),
                ("valid_until", "=", False),
            ]
        ).write({"valid_until": fields.Date.subtract(start, days=1)})

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_supersede(self):
        """Open a new row that follows this one.

        :return: window action with the form of the new value
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "view_mode": "form",
            "context": {
                "default_key": self.key,
                "default_unit": self.unit,
                "default_value": self.value,
                "default_company_id": self.company_id.id,
            },
        }

    # ------------------------------------------------------------------
    # Lookup
    # ------------------------------------------------------------------

    @api.model
    def _get_number(self, key, date=None, company=None, default=RAISE):
        """Look up a number in force.

        :param str key: rule key
        :param date: day asked for; today if empty
        :param company: company asked for; the current one if empty
        :param default: returned if there is no value; without it that is an error
        :return: int if whole, else float
        :raise UserError: names key and date if there is no value
        """
        rule = self._get_rule(key, date, company, default is RAISE)
        return rule._to_number() if rule else default

    @api.model
    def _get_text(self, key, date=None, company=None, default=RAISE):
        """Look up a value as text, see :meth:`_get_number`."""
        rule = self._get_rule(key, date, company, default is RAISE)
        return rule.value if rule else default

    @api.model
    def _get_delta(self, key, date=None, company=None, default=RAISE):
        """Look up a period, see :meth:`_get_number`.

        :return: ``relativedelta`` to add to a date
        :raise UserError: also if the unit is no measure of time
        """
        rule = self._get_rule(key, date, company, default is RAISE)
        if not rule:
            return default
        if rule.unit not in DELTA_UNITS:
            raise UserError(
                self.env._("%(key)s is not a period of time.", key=rule.display_name)
            )
        return relativedelta(**{rule.unit: rule._to_number()})

    @api.model
    def _get_rule(self, key, date=None, company=None, required=True):
        """Look up the row in force: the company's own before the common one.

        One query. Callers that show a value read ``verified`` to mark it.

        :return: one record, or none if not ``required``
        :raise UserError: names key and date if ``required`` and there is no value
        """
        date = fields.Date.to_date(date) or get_today()
        company = company or self.env.company
        domain = self._get_valid_domain(date) & Domain("key", "=", key)
        domain &= Domain("company_id", "in", [False, company.id])
        # sudo: a rule is no secret; its answer must not depend on who asks
        rules = self.sudo().search_fetch(domain, ["value", "unit", "company_id"])
        rule = rules.sorted(lambda rule: not rule.company_id)[:1]
        if not rule and required:
            labels = dict(self._fields["key"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "There is no value for %(key)s on %(date)s. "
                    "Please enter one under Configuration, Dated Rules.",
                    key=labels.get(key, key),
                    date=format_date(self.env, date),
                )
            )
        return rule

    @api.model
    def _get_valid_domain(self, date):
        return Domain("valid_from", "<=", date) & self._get_not_ended_domain(date)

    @api.model
    def _get_not_ended_domain(self, date):
        return Domain("valid_until", "=", False) | Domain("valid_until", ">=", date)

    def _to_number(self):
        self.ensure_one()
        number = float(self.value.strip().replace(",", "."))
        return int(number) if number.is_integer() else number
