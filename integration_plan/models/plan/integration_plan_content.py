from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tools.pdf import get_paper_lang

GERMAN = "deu"


class IntegrationPlan(models.Model):
    """Making and filling a draft: defaults, templates, what is still missing (C20)."""

    _inherit = "integration.plan"

    @api.model_create_multi
    def create(self, vals_list):
        cases = self.env["integration.case"]
        for vals in vals_list:
            case = cases.browse(vals.get("case_id"))
            if not case:
                raise UserError(self.env._("A plan belongs to a case."))
            if not self._is_engine():
                # before anything is said about the case
                case.check_access("read")
                case._check_no_plan()
            if "language_id" not in vals:
                vals["language_id"] = self._get_language(case.person_id).id
        return super().create(vals_list)

    def _prepare_engine_vals(self, vals):
        case = self.env["integration.case"].browse(vals["case_id"])
        return {
            **super()._prepare_engine_vals(vals),
            "state": "draft",
            "user_id": self.env.uid,
            "version": case._get_last_plan_version() + 1,
        }

    def write(self, vals):
        if "case_id" in vals:
            raise UserError(self.env._("A plan stays with its case."))
        return super().write(vals)

    @api.model
    def _get_language(self, person):
        """:return: the client's language, the interpreter's before the native one"""
        native = person.language_ids.filtered("is_native").language_id
        return (person.interpreter_language_id | native)[:1]

    @api.constrains("household_id", "case_id")
    def _check_household(self):
        for plan in self:
            # sudo: asks whether the client lives there, names nobody
            members = plan.household_id.sudo().member_ids.person_id
            if plan.household_id and plan.case_id.person_id not in members:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, household: the client does not live there.",
                        reference=plan.reference,
                    )
                )

    def action_fill(self):
        """Add the goals of the template chosen; a second click adds nothing."""
        self.ensure_one()
        self.check_access("write")
        self._check_open()
        if not self.template_id:
            raise UserError(self.env._("Please choose a template first."))
        present = self.goal_ids.template_goal_id
        missing = self.template_id.goal_ids - present
        # the office's side of the plan is German, whoever fills it
        missing = missing.with_context(lang=get_paper_lang(self.env))
        today = get_today()
        self.env["integration.goal"].create(
            [goal._prepare_goal_vals(self, today) for goal in missing]
        )

    def action_edit_goals(self):
        """:return: list in which several goals are entered one after the other"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_goal_action_edit"
        )
        action["domain"] = [("plan_id", "=", self.id)]
        action["context"] = {
            "default_plan_id": self.id,
            "search_default_group_area": False,
        }
        return action

    def _check_complete(self):
        """:raise UserError: names the goals in which something is missing (C20)"""
        self.ensure_one()
        if not self.goal_ids:
            raise UserError(
                self.env._(
                    "%(reference)s: a plan needs at least one goal.",
                    reference=self.reference,
                )
            )
        lines = []
        for goal in self.goal_ids:
            if missing := goal._get_missing():
                lines.append(f"{goal.name}: {', '.join(missing)}")
        if lines:
            raise UserError(
                self.env._(
                    "Before the plan is proposed, please complete:\n%(goals)s",
                    goals="\n".join(lines),
                )
            )
