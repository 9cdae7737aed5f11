from odoo import api, fields, models
from odoo.exceptions import UserError

DECISIONS = [
    ("reached", "Reached"),
    ("on_way", "On the way"),
    ("stuck", "Stuck"),
    ("partly", "Partly reached"),
    ("dropped", "Given up"),
]


class IntegrationReviewLine(models.Model):
    """One open goal in a talk, and what was decided about it: one tap (C25, C26)."""

    _name = "integration.review.line"
    _inherit = ["integration.plan.fact"]
    _description = "Goal in a review"
    _order = "review_id, area_sequence, id"

    review_id = fields.Many2one(
        "integration.review", required=True, index=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="review_id.case_id", store=True, required=False)
    review_state = fields.Selection(
        related="review_id.state", string="State of the review"
    )
    goal_id = fields.Many2one(
        "integration.goal", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char("Goal as agreed", compute="_compute_current")
    target = fields.Text(compute="_compute_current")
    date_due = fields.Date("Until", compute="_compute_current")
    area_id = fields.Many2one(related="goal_id.area_id", store=True, index=True)
    area_sequence = fields.Integer(
        "Order of the area",
        related="area_id.sequence",
        store=True,
        export_string_translation=False,
    )
    decision = fields.Selection(DECISIONS)
    reason_id = fields.Many2one("integration.unmet.reason", ondelete="restrict")
    note = fields.Char("Remark")

    _goal_once = models.Constraint(
        "UNIQUE (review_id, goal_id)", "Each goal is talked about once."
    )

    @api.depends("goal_id")
    def _compute_current(self):
        for line in self:
            current = line.goal_id._get_current()[:1] or line.goal_id
            line.name = current.name
            line.target = current.target
            line.date_due = current.date_due

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.review_id._check_planned()
        for line in lines:
            if line.goal_id.case_id != line.case_id:
                raise UserError(self.env._("This goal belongs to another case."))
        return lines

    def write(self, vals):
        self.review_id._check_planned()
        if {"goal_id", "review_id"} & vals.keys():
            raise UserError(self.env._("A goal stays in its review."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        if not self.review_id._is_engine():
            self.review_id._check_planned()

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A review is not duplicated."))

    def _get_screen_name(self):
        return self.name

    # one tap each

    def action_reached(self):
        self.write({"decision": "reached", "reason_id": False})

    def action_on_way(self):
        self.write({"decision": "on_way", "reason_id": False})

    def action_stuck(self):
        self.write({"decision": "stuck"})

    def _check_reasons(self):
        """:raise UserError: naming goals that are stuck without a reason"""
        missing = self.filtered(
            lambda line: (
                line.decision in ("stuck", "partly", "dropped") and not line.reason_id
            )
        )
        if missing:
            raise UserError(
                self.env._(
                    "Please choose the reason: %(goals)s",
                    goals=", ".join(missing.mapped("name")),
                )
            )

    def _prepare_progress_vals(self):
        self.ensure_one()
        return {
            "goal_id": self.goal_id.id,
            "state": self.decision,
            "reason_id": self.reason_id.id,
            "note": self.note,
            "review_id": self.review_id.id,
        }
