from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationCase(models.Model):
    """The plan of a case: its versions, assessments and reviews."""

    _inherit = "integration.case"

    plan_ids = fields.One2many("integration.plan", "case_id", "Plans")
    assessment_ids = fields.One2many("integration.assessment", "case_id", "Assessments")
    review_ids = fields.One2many("integration.review", "case_id", "Reviews")
    plan_id = fields.Many2one(
        "integration.plan", compute="_compute_plan_id", compute_sudo=False
    )
    plan_state = fields.Selection(
        lambda self: (
            self.env["integration.plan"]
            ._fields["state"]
            ._description_selection(self.env)
        ),
        "State of the plan",
        compute="_compute_plan_id",
        compute_sudo=False,
    )
    plan_goal_ids = fields.Many2many(
        "integration.goal",
        string="Goals of the plan",
        compute="_compute_plan_id",
        compute_sudo=False,
    )
    plan_chart = fields.Json(
        compute="_compute_plan_id", compute_sudo=False, export_string_translation=False
    )
    has_plan_basis = fields.Boolean(
        compute="_compute_has_plan_basis", export_string_translation=False
    )

    @api.depends("plan_ids.state", "plan_ids.goal_ids.state", "assessment_ids.date")
    @api.depends_context("uid")
    def _compute_plan_id(self):
        for case in self:
            plan = case._get_shown_plan()
            case.plan_id = plan
            case.plan_state = plan.state
            case.plan_goal_ids = plan.goal_ids
            case.plan_chart = case.assessment_ids[:1].chart

    def _get_shown_plan(self):
        """:return: the plan agreed, else the one worked on, else the last one"""
        self.ensure_one()
        order = ("agreed", "proposed", "draft", "closed", "superseded", "withdrawn")
        plans = self.plan_ids.sorted(
            lambda plan: (order.index(plan.state), -plan.version)
        )
        return plans[:1]

    @api.depends("person_id")
    def _compute_has_plan_basis(self):
        # sudo: asks whether a plan may be made, shows nothing
        people = self.sudo().person_id
        domain = fields.Domain(
            self.env["integration.data.class"]._get_basis_domain("plan", "")
        )
        allowed = people.search(domain & fields.Domain("id", "in", people.ids))
        for case in self:
            case.has_plan_basis = case.sudo().person_id in allowed  # sudo: as above

    def _check_no_plan(self):
        """:raise UserError: if a version is being worked on, or one is agreed"""
        # sudo: whoever writes the case shall not make a second plan
        states = self.sudo().plan_ids.mapped("state")
        if {"draft", "proposed"} & set(states):
            raise UserError(
                self.env._(
                    "%(reference)s: a plan is being worked on already.",
                    reference=self.reference,
                )
            )
        if "agreed" in states:
            raise UserError(
                self.env._(
                    "%(reference)s: there is an agreed plan. Please make a new version "
                    "of it.",
                    reference=self.reference,
                )
            )

    def _get_last_plan_version(self):
        """:return: number of the last version made in this case, 0 without one"""
        # sudo: counts versions of a case the caller may write
        return max(self.sudo().plan_ids.mapped("version"), default=0)

    def _close(self, reason, date, note=False):
        """No review waits and no plan goes on when the case is closed."""
        result = super()._close(reason, date, note)
        # sudo: plans follow the case, whose closure was allowed
        self.sudo().review_ids._cancel_planned()
        for plan in self.sudo().plan_ids:
            if plan.state == "agreed":
                plan._for_engine().write(
                    {"state": "closed", "ended_at": fields.Datetime.now()}
                )
        return result
