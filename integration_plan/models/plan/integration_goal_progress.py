from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today

from .integration_goal import GOAL_STATES
from .integration_measure import MEASURE_STATES

NEEDS_REASON = ("stuck", "partly", "dropped")


class IntegrationGoalProgress(models.Model):
    """What has become of a goal or measure, noted after it was agreed (C15, C26).

    Rows are added, never changed: together they are the line of a goal over the years.
    They hang on the goal of the first version.
    """

    _name = "integration.goal.progress"
    _inherit = ["integration.plan.fact"]
    _description = "Progress of a goal"
    _order = "date desc, id desc"
    _integration_countable = True
    _integration_counted_person = "case_id"

    goal_id = fields.Many2one(
        "integration.goal", required=True, index=True, ondelete="cascade"
    )
    measure_id = fields.Many2one(
        "integration.measure", index="btree_not_null", ondelete="cascade"
    )
    case_id = fields.Many2one(related="goal_id.case_id", store=True, required=False)
    area_id = fields.Many2one(related="goal_id.area_id", store=True, index=True)
    date = fields.Date(required=True, default=get_today, index=True)
    state = fields.Selection(GOAL_STATES)
    measure_state = fields.Selection(MEASURE_STATES, "State of the measure")
    reason_id = fields.Many2one(
        "integration.unmet.reason",
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Text("Remark")
    user_id = fields.Many2one(
        "res.users",
        "Noted by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    review_id = fields.Many2one(
        "integration.review", readonly=True, index="btree_not_null", ondelete="set null"
    )

    def _get_last(self):
        """:return: the newest row"""
        return self.sorted(lambda row: (row.date, row._origin.id or row.id))[-1:]

    @api.constrains("goal_id", "measure_id", "state", "measure_state")
    def _check_one_state(self):
        for row in self:
            of_measure = bool(row.measure_id)
            if bool(row.state) == of_measure or bool(row.measure_state) != of_measure:
                raise ValidationError(
                    self.env._("Please choose one state, of the goal or the measure.")
                )

    @api.constrains("state", "reason_id")
    def _check_reason(self):
        for row in self:
            if row.state in NEEDS_REASON and not row.reason_id:
                raise ValidationError(
                    self.env._("Please say what the reason is, as far as you know it.")
                )

    @api.constrains("date")
    def _check_date(self):
        for row in self:
            if row.date > get_today():
                raise ValidationError(
                    self.env._("Progress is noted when it is seen, not beforehand.")
                )

    @api.constrains("goal_id", "measure_id")
    def _check_agreed(self):
        for row in self:
            # sudo: asks for the state of versions of the same goal
            versions = self.env["integration.goal"].sudo()
            versions = versions.search([("origin_id", "=", row.goal_id.id)])
            if not versions.filtered(
                lambda goal: goal.plan_state in ("agreed", "superseded", "closed")
            ):
                raise ValidationError(
                    self.env._("Progress is noted once the plan is agreed.")
                )
            measure = row.measure_id
            if measure and measure.goal_id.origin_id != row.goal_id:
                raise ValidationError(
                    self.env._("This measure belongs to another goal.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        goals = self.env["integration.goal"]
        measures = self.env["integration.measure"]
        for vals in vals_list:
            goal = goals.browse(vals.get("goal_id"))
            vals["goal_id"] = (goal.origin_id or goal).id
            measure = measures.browse(vals.get("measure_id"))
            vals["measure_id"] = (measure.origin_id or measure).id
            if not self.env.su:
                vals["user_id"] = self.env.uid
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("Noted progress stays; please note what follows."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Noted progress stays; please note what follows."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("Noted progress stays; please note what follows."))

    def action_save(self):
        """Close the dialog."""
        return {"type": "ir.actions.act_window_close"}
