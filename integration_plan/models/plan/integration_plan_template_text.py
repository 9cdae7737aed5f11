from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.integration_base.tools.days import get_today

from .integration_plan_content import GERMAN

CONFIRMATION = {"state", "confirmed_on", "confirmed_by_id"}
CHECKED = {"goal_id", "measure_id", "language_id", "name", "target", "indicator"}


class IntegrationPlanTemplateText(models.Model):
    """A goal or measure of a template in a client's language (C21, C23).

    Shipped wording is a draft: it is used, and the plan says so until somebody who
    speaks the language has read it and it is confirmed. Changed wording is a draft
    again.
    """

    _name = "integration.plan.template.text"
    _description = "Wording of a plan template"
    _order = "language_id, template_id, goal_id, measure_id, id"

    goal_id = fields.Many2one(
        "integration.plan.template.goal",
        index="btree_not_null",
        ondelete="cascade",
    )
    measure_id = fields.Many2one(
        "integration.plan.template.measure",
        index="btree_not_null",
        ondelete="cascade",
    )
    template_id = fields.Many2one(
        "integration.plan.template",
        compute="_compute_template_id",
        store=True,
        index=True,
    )
    language_id = fields.Many2one(
        "integration.language",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("code", "!=", GERMAN)],
    )
    name = fields.Char("Wording", required=True)
    target = fields.Text()
    indicator = fields.Char("Seen by")
    goal_target = fields.Text("Target of the goal", related="goal_id.target")
    goal_indicator = fields.Char("Goal seen by", related="goal_id.indicator")
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    confirmed_on = fields.Date(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    _one_part = models.Constraint(
        "CHECK(num_nonnulls(goal_id, measure_id) = 1)",
        "Please choose a goal or a measure of a template.",
    )
    _goal_uniq = models.UniqueIndex(
        "(goal_id, language_id) WHERE goal_id IS NOT NULL",
        "This goal has wording in this language already.",
    )
    _measure_uniq = models.UniqueIndex(
        "(measure_id, language_id) WHERE measure_id IS NOT NULL",
        "This measure has wording in this language already.",
    )

    @api.depends("goal_id.template_id", "measure_id.goal_id.template_id")
    def _compute_template_id(self):
        for text in self:
            goal = text.goal_id or text.measure_id.goal_id
            text.template_id = goal.template_id

    @api.constrains("language_id")
    def _check_language(self):
        if GERMAN in self.language_id.mapped("code"):
            raise ValidationError(
                self.env._("The German wording stands in the template itself.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_confirmation(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_confirmation(vals)
        if vals.keys() & CHECKED:
            vals = {**vals, **dict.fromkeys(CONFIRMATION, False), "state": "draft"}
        return super().write(vals)

    def _check_confirmation(self, vals):
        if vals.keys() & CONFIRMATION and not self.env.su:
            raise AccessError(self.env._("Wording is confirmed by its button."))

    def action_confirm(self):
        """Note that somebody who speaks the language has read the wording."""
        self.check_access("write")
        # sudo: the right to write was checked; nobody else sets the state
        self.sudo().filtered(lambda text: text.state == "draft").write(
            {
                "state": "confirmed",
                "confirmed_on": get_today(),
                "confirmed_by_id": self.env.uid,
            }
        )
