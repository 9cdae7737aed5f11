from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today

FINANCING = [
    ("fixed", "Fixed amount"),
    ("share", "Share"),
    ("shortfall", "Shortfall"),
    ("full", "Full financing"),
]
UNITS = [("days", "Days"), ("weeks", "Weeks"), ("months", "Months"), ("years", "Years")]
#: what may still be noted about a guideline in force
OPEN_FIELDS = frozenset({"valid_until", "verified", "state", "note"})


class IntegrationProgrammeVersion(models.Model):
    """A guideline as it holds for a time: rates, shares, draw-down, deadlines (G3).

    A draft is written freely; put in force, it stays as it is, since grants rest on it.
    What changes comes as the next version, copied from this one.
    """

    _name = "integration.programme.version"
    _description = "Version of a guideline"
    _order = "programme_id, valid_from desc, id desc"

    programme_id = fields.Many2one(
        "integration.programme", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="programme_id.company_id", store=True, index="btree_not_null"
    )
    name = fields.Char("Guideline", required=True, translate=True)
    valid_from = fields.Date(required=True, index=True)
    valid_until = fields.Date(help="Last day. Empty: until further notice.")
    state = fields.Selection(
        [("draft", "Draft"), ("open", "In force")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    source = fields.Text(
        required=True, translate=True, help="Guideline with its date and place."
    )
    verified = fields.Boolean(
        copy=False,
        help="Somebody compared the rules with their source. Until then they are "
        "assumptions and marked as such.",
    )
    note = fields.Text(translate=True)

    # money
    financing = fields.Selection(FINANCING, required=True, default="fixed")
    share_percent = fields.Float("Share (%)", digits=(5, 2), aggregator=None)
    cost_kind_ids = fields.Many2many(
        "integration.cost.kind", string="Eligible kinds of cost"
    )
    overrun_percent = fields.Float(
        "Single items may be exceeded by (%)",
        digits=(5, 2),
        aggregator=None,
        help="If saved elsewhere. Empty: no such rule; never used with a fixed amount.",
    )
    minimum_share = fields.Float(
        "Smallest share of a post",
        digits=(5, 4),
        aggregator=None,
        help="Of full time, for instance 0.25.",
    )
    allows_early_start = fields.Boolean(
        "Early start can be approved",
        help="Otherwise nothing may begin before the notice.",
    )
    allows_passing_on = fields.Boolean("May be passed on")

    # draw-down, interest, keeping
    use_within = fields.Integer("Money is used within")
    use_unit = fields.Selection(UNITS, "Unit of use", default="months")
    interest_points = fields.Float(
        "Interest: points above the base rate", digits=(5, 2), aggregator=None
    )
    retention_years = fields.Integer("Documents are kept for (years)")

    line_ids = fields.One2many("integration.programme.line", "version_id", copy=True)
    rate_ids = fields.One2many("integration.programme.rate", "version_id", copy=True)
    deadline_ids = fields.One2many(
        "integration.programme.deadline", "version_id", copy=True
    )
    unverified_count = fields.Integer(
        "Values not verified", compute="_compute_unverified_count"
    )

    _period = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= valid_from)",
        "A guideline cannot end before it begins.",
    )
    _percents = models.Constraint(
        "CHECK(share_percent >= 0 AND share_percent <= 100 AND overrun_percent >= 0)",
        "A percentage lies between 0 and 100.",
    )
    _minimum = models.Constraint(
        "CHECK(minimum_share >= 0 AND minimum_share <= 1)",
        "The smallest share of a post lies between 0 and 1.",
    )

    @api.depends("name", "programme_id.name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = f"{version.programme_id.name}: {version.name}"

    @api.depends("verified", "line_ids.verified", "rate_ids.verified")
    @api.depends("deadline_ids.verified")
    def _compute_unverified_count(self):
        for version in self:
            parts = (version.line_ids, version.rate_ids, version.deadline_ids)
            open_parts = sum(
                len(part.filtered(lambda row: not row.verified)) for part in parts
            )
            version.unverified_count = open_parts + (not version.verified)

    @api.constrains("programme_id", "valid_from", "valid_until", "state")
    def _check_overlap(self):
        for version in self.filtered(lambda one: one.state == "open"):
            others = version.programme_id.version_ids - version
            for other in others.filtered(lambda one: one.state == "open"):
                ends = version.valid_until and version.valid_until < other.valid_from
                begins = other.valid_until and other.valid_until < version.valid_from
                if not (ends or begins):
                    raise ValidationError(
                        self.env._(
                            "%(name)s: there is already a guideline in force for a "
                            "part of this period. End it first.",
                            name=version.display_name,
                        )
                    )

    @api.constrains("financing", "share_percent", "state")
    def _check_share(self):
        for version in self:
            wants = version.financing == "share" and version.state == "open"
            if wants and not version.share_percent:
                raise ValidationError(
                    self.env._(
                        "%(name)s: please enter the share in percent.",
                        name=version.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD: a guideline in force is history
    # ------------------------------------------------------------------

    def write(self, vals):
        if vals.keys() - OPEN_FIELDS:
            self._check_is_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        self._check_is_draft()

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for version, vals in zip(self, vals_list, strict=True):
            vals["name"] = self.env._("%(name)s (next)", name=version.name)
        return vals_list

    def _check_is_draft(self):
        """:raise UserError: if one is in force, naming it"""
        for version in self:
            if version.state != "draft":
                raise UserError(
                    self.env._(
                        "%(name)s is in force and stays as it is. Please make a new "
                        "version for what changes.",
                        name=version.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open(self):
        """Put the guideline in force; from then on it is frozen."""
        self._check_is_draft()
        self.write({"state": "open"})

    def action_verify(self):
        """Note that the rules were compared with their source."""
        self.write({"verified": True})

    def action_new_version(self):
        """Copy the guideline as a draft that follows it.

        :return: window action with the draft
        """
        self.ensure_one()
        begin = self.valid_until or get_today()
        draft = self.copy(
            {"valid_from": begin + relativedelta(days=1), "valid_until": False}
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "view_mode": "form",
        }

    # ------------------------------------------------------------------
    # Rules
    # ------------------------------------------------------------------

    def _is_in_force(self, date):
        self.ensure_one()
        begun = self.state == "open" and self.valid_from <= date
        return begun and (not self.valid_until or self.valid_until >= date)

    def _get_rate(self, qualification, date):
        """Look up the rate of a full-time post (G20).

        :param qualification: ``integration.qualification.class``
        :param date: day asked for
        :return: EUR for a full-time post and year
        :raise UserError: names guideline, class and day if there is none
        """
        self.ensure_one()
        rates = self.rate_ids.filtered(
            lambda rate: rate.qualification_id == qualification and rate._is_valid(date)
        )
        if not rates:
            raise UserError(
                self.env._(
                    "%(name)s has no rate for “%(class)s” on %(day)s.",
                    name=self.display_name,
                    day=fields.Date.to_string(date),
                    **{"class": qualification.name},
                )
            )
        return rates[0].amount

    def _get_last_day_of_use(self, paid_on):
        """:return: last day on which money paid out on a day is used in time, or None"""
        self.ensure_one()
        if not self.use_within:
            return None
        return paid_on + relativedelta(**{self.use_unit: self.use_within})

    def _get_overrun_percent(self):
        """:return: percent by which a single item may be exceeded, or None: no such rule"""
        self.ensure_one()
        if self.financing == "fixed":
            return None
        return self.overrun_percent or None
