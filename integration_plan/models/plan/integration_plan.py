from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today, to_german_day

from ..base.integration_plan_part import take_turn

STATES = [
    ("draft", "Draft"),
    ("proposed", "Proposed"),
    ("agreed", "Agreed"),
    ("superseded", "Replaced"),
    ("closed", "Closed"),
    ("withdrawn", "Withdrawn"),
]
DONE_STATES = ("superseded", "closed", "withdrawn")


class IntegrationPlan(models.Model):
    """One version of a client's integration plan (C18-C24).

    Written as a draft, proposed, agreed by the client; then it stays as it was agreed,
    with all its goals and measures, and its check sum proves it. What follows is a new
    version, which carries the open goals forward.
    """

    _name = "integration.plan"
    _inherit = ["integration.plan.part"]
    _description = "Integration plan"
    _order = "case_id desc, version desc, id desc"
    _integration_countable = True
    _integration_counted_person = "case_id"
    _sealed_fields = (
        *("version", "aim", "aim_client", "household_id", "language_id"),
        *("approved_by_id", "approved_at", "goal_ids"),
    )
    _engine_fields = frozenset(
        {
            *("salts", "digests", "digest", "state", "version", "previous_id"),
            *("user_id", "author_ids", "proposed_at", "proposed_by_id", "agreed_at"),
            *("approved_at", "approved_by_id", "ended_at", "end_reason"),
            *("agreement_ids", "review_ids"),
        }
    )

    version = fields.Integer(readonly=True, default=1, copy=False)
    previous_id = fields.Many2one(
        "integration.plan",
        "Earlier version",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", copy=False, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Made by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    author_ids = fields.Many2many(
        "res.users",
        "integration_plan_author_rel",
        "plan_id",
        "user_id",
        "Written by",
        readonly=True,
        copy=False,
    )
    household_id = fields.Many2one(
        "integration.household",
        "For the household",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('member_ids.person_id', '=', person_id)]",
        help="Empty: the plan is for the client alone.",
    )
    language_id = fields.Many2one(
        "integration.language",
        "Language of the client",
        help="The plan is printed in German and in this language.",
    )
    template_id = fields.Many2one("integration.plan.template", ondelete="set null")
    aim = fields.Text("What the client wants to reach")
    aim_client = fields.Text("The same in the client's language")
    goal_ids = fields.One2many("integration.goal", "plan_id", "Goals")
    measure_ids = fields.One2many("integration.measure", "plan_id", "Measures")

    # steps
    proposed_at = fields.Datetime("Proposed on", readonly=True, copy=False)
    proposed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    agreed_at = fields.Datetime("Agreed on", readonly=True, copy=False, index=True)
    ended_at = fields.Datetime("Ended on", readonly=True, copy=False)
    end_reason = fields.Text("Why it ended", readonly=True, copy=False)
    agreement_ids = fields.One2many(
        "integration.plan.agreement", "plan_id", "Answers of the client"
    )
    review_ids = fields.One2many("integration.review", "plan_id", "Reviews")

    # figures
    goal_count = fields.Integer(
        "Number of goals", compute="_compute_goal_count", store=True
    )
    open_goal_count = fields.Integer(
        "Open goals", compute="_compute_goal_count", store=True
    )
    date_next_review = fields.Date(
        "Next review", compute="_compute_date_next_review", store=True, index=True
    )
    age_days = fields.Integer("Age in days", compute="_compute_age_days")
    needs_approval = fields.Boolean(
        "Needs approval", compute="_compute_needs_approval", compute_sudo=True
    )
    may_approve = fields.Boolean(
        compute="_compute_needs_approval",
        compute_sudo=True,
        export_string_translation=False,
    )

    _version_once = models.UniqueIndex(
        "(case_id, version)", "This version of the plan exists already."
    )
    _one_open = models.UniqueIndex(
        "(case_id) WHERE state IN ('draft', 'proposed')",
        "A plan is being worked on already.",
    )
    _one_agreed = models.UniqueIndex(
        "(case_id) WHERE state = 'agreed'", "There is an agreed plan already."
    )

    @api.depends("goal_ids.state")
    def _compute_goal_count(self):
        for plan in self:
            plan.goal_count = len(plan.goal_ids)
            plan.open_goal_count = len(plan.goal_ids._filter_open())

    @api.depends("review_ids.date", "review_ids.state")
    def _compute_date_next_review(self):
        for plan in self:
            planned = plan.review_ids.filtered(lambda row: row.state == "planned")
            plan.date_next_review = min(planned.mapped("date"), default=False)

    @api.depends("agreed_at")
    def _compute_age_days(self):
        today = get_today()
        for plan in self:
            agreed_at = plan.agreed_at
            plan.age_days = agreed_at and (today - to_german_day(agreed_at)).days

    @api.depends("case_id.team_id", "author_ids", "state", "approved_at")
    @api.depends_context("uid")
    def _compute_needs_approval(self):
        for plan in self:
            needed = plan.case_id.team_id.plans_need_approval
            plan.needs_approval = needed
            plan.may_approve = (
                needed
                and plan.state == "proposed"
                and not plan.approved_at
                and self.env.user not in plan._get_authors()
            )

    def _get_plans(self):
        return self

    def _take_turn(self):
        """Let steps and changes of a plan follow one another."""
        take_turn(self)

    def _get_authors(self):
        """:return: all who have written the plan; none of them approves it"""
        self.ensure_one()
        return self.author_ids | self.user_id | self.create_uid | self.proposed_by_id

    def _note_author(self):
        for plan in self._for_engine():
            if self.env.user not in plan.author_ids:
                plan.write({"author_ids": [fields.Command.link(self.env.uid)]})

    def _get_screen_name(self):
        return self.env._(
            "%(name)s, version %(version)s",
            name=self.client_name,
            version=self.version,
        )

    def _get_canonical(self, name):
        # the lines are sealed themselves: an erasure leaves their check sums
        if name == "goal_ids":
            return [[goal.id, goal.digest] for goal in self.goal_ids.sorted("id")]
        return super()._get_canonical(name)

    def _get_broken_seals(self):
        """:return: as ``integration.seal``, of agreed plans with all their lines"""
        # sudo: compares digests, gives back names of fields
        sealed = self.sudo().filtered("digest")
        broken = super(IntegrationPlan, sealed)._get_broken_seals()
        broken |= sealed.goal_ids._get_broken_seals()
        broken |= sealed.measure_ids._get_broken_seals()
        return {record.with_env(self.env): names for record, names in broken.items()}
