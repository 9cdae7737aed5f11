from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

STATES = [("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")]


class IntegrationReview(models.Model):
    """A talk about what has become of an agreed plan (C25).

    One is planned at a time for a plan. Held, it stays as it is; what was decided hangs
    on the goals as progress.
    """

    _name = "integration.review"
    _inherit = ["integration.plan.fact"]
    _description = "Review"
    _order = "date desc, id desc"
    _integration_countable = True
    _integration_counted_person = "case_id"

    plan_id = fields.Many2one(
        "integration.plan", required=True, index=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="plan_id.case_id", store=True, required=False)
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    date = fields.Date(
        "Due on",
        required=True,
        index=True,
        default=lambda self: self._get_next_date(),
    )
    event_id = fields.Many2one(
        "calendar.event",
        "Appointment",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    date_appointment = fields.Datetime(
        "Appointment on", related="event_id.start", related_sudo=False
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="planned", copy=False, index=True
    )
    due_state = fields.Selection(
        [
            ("later", "Later"),
            ("due", "Due"),
            ("overdue", "Overdue"),
            ("held", "Held"),
            ("cancelled", "Cancelled"),
        ],
        "Due",
        compute="_compute_due_state",
        search="_search_due_state",
    )
    line_ids = fields.One2many("integration.review.line", "review_id", "Open goals")
    note = fields.Text("What was said")
    next_date = fields.Date("Next review on")
    held_at = fields.Datetime("Held on", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users", "Held by", readonly=True, copy=False, index="btree_not_null"
    )
    reminded_on = fields.Date(readonly=True, export_string_translation=False)

    _one_planned = models.UniqueIndex(
        "(plan_id) WHERE state = 'planned'",
        "A review of this plan is planned already.",
    )

    @api.model
    def _get_next_date(self, company=None):
        """:return: the day by which a plan is looked at again (dated rule)"""
        today = get_today()
        rules = self.env["integration.rule.value"]
        return today + rules._get_delta("plan_review_months", today, company)

    @api.model
    def _get_due_limit(self):
        """:return: the last day on which a review counts as due soon (dated rule)"""
        rules = self.env["integration.rule.value"]
        days = rules._get_number("plan_review_reminder_days")
        return fields.Date.add(get_today(), days=int(days))

    @api.depends("date", "state")
    def _compute_due_state(self):
        today = get_today()
        limit = self._get_due_limit()
        for review in self:
            if review.state != "planned":
                review.due_state = review.state
            elif review.date and review.date < today:
                review.due_state = "overdue"
            else:
                soon = review.date and review.date <= limit
                review.due_state = "due" if soon else "later"

    def _search_due_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        planned, today = Domain("state", "=", "planned"), get_today()
        limit = fields.Date.to_string(self._get_due_limit())
        domains = {
            "overdue": planned & Domain("date", "<", today),
            "due": planned & Domain("date", ">=", today) & Domain("date", "<=", limit),
            "later": planned & Domain("date", ">", limit),
            "held": Domain("state", "=", "held"),
            "cancelled": Domain("state", "=", "cancelled"),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    def _get_screen_name(self):
        return self.client_name

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(
                state="planned",
                held_at=False,
                user_id=False,
                reminded_on=False,
                event_id=False,
            )
        reviews = super().create(vals_list)
        for review in reviews:
            # sudo: state of a plan whose review the rules check
            if review.sudo().plan_id.state != "agreed":
                raise UserError(
                    self.env._(
                        "%(reference)s: a review belongs to an agreed plan.",
                        reference=review.reference,
                    )
                )
        return reviews

    def write(self, vals):
        if not self._is_engine():
            kept = {"state", "held_at", "user_id", "reminded_on", "event_id"}
            if kept & vals.keys():
                raise UserError(self.env._("A review is held by its button."))
            self._check_planned()
            if "plan_id" in vals:
                raise UserError(self.env._("A review stays with its plan."))
            if "date" in vals:
                # another day, another reminder
                self._for_engine().write({"reminded_on": False})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        self._check_planned()

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A review is not duplicated."))

    @api.model
    def _is_engine(self):
        return self.env["integration.plan"]._is_engine()

    def _for_engine(self):
        """:return: the records, open for the steps of a review"""
        plans = self.env["integration.plan"]._for_engine()
        return self.with_env(plans.env)

    def _check_planned(self):
        """:raise UserError: if the talk has taken place or was called off"""
        for review in self:
            if review.state != "planned":
                raise UserError(
                    self.env._(
                        "%(reference)s: this review is over and stays as it is.",
                        reference=review.reference,
                    )
                )
