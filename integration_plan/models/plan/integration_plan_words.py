from odoo import api, fields, models

from odoo.addons.integration_case.tools.pdf import get_paper_lang


class IntegrationPlan(models.Model):
    """The client's version of what a template has filled in (C21, C23)."""

    _inherit = "integration.plan"

    has_unchecked_words = fields.Boolean(
        compute="_compute_has_words", export_string_translation=False
    )
    has_adapted_words = fields.Boolean(
        compute="_compute_has_words", export_string_translation=False
    )

    @api.depends(
        *("state", "language_id", "goal_ids.name", "goal_ids.name_client"),
        *("goal_ids.target", "goal_ids.target_client"),
        *("goal_ids.indicator", "goal_ids.indicator_client"),
        *("goal_ids.measure_ids.name", "goal_ids.measure_ids.name_client"),
    )
    def _compute_has_words(self):
        """Tell what of the client's version is to be looked at before it is agreed."""
        for plan in self:
            unchecked = adapted = False
            if plan.state in ("draft", "proposed") and plan.language_id:
                for part, template in plan._get_template_parts():
                    words = template._get_client_vals(plan.language_id)
                    used = [n for n, text in words.items() if text and text == part[n]]
                    text = template.text_ids.filtered(
                        lambda text, plan=plan: text.language_id == plan.language_id
                    )
                    unchecked |= bool(used) and text.state == "draft"
                    adapted |= any(
                        not plan._is_as_template(part, template, name) for name in used
                    )
            plan.has_unchecked_words = unchecked
            plan.has_adapted_words = adapted

    def write(self, vals):
        if "language_id" not in vals:
            return super().write(vals)
        former = {plan: plan.language_id for plan in self}
        result = super().write(vals)
        for plan, language in former.items():
            if plan.language_id != language:
                plan._change_words(language)
        return result

    def _get_template_parts(self):
        """:return: list of (goal or measure, that of the template it came from, German)"""
        goals = self.goal_ids
        parts = [(goal, goal.template_goal_id) for goal in goals]
        parts += [(step, step.template_measure_id) for step in goals.measure_ids]
        lang = get_paper_lang(self.env)
        return [
            (part, template.with_context(lang=lang))
            for part, template in parts
            if template
        ]

    @api.model
    def _is_as_template(self, part, template, name):
        """:return: whether the German text beside a client's is still the template's"""
        german = name.removesuffix("_client")
        return part[german] == template[german]

    def _change_words(self, former):
        """Take over a template's wording in the plan's language for that in another.

        What a person has typed stays, and nothing is put beside a German text that a
        person has changed.

        :param former: ``integration.language`` the plan was in before
        """
        self.ensure_one()
        for part, template in self._get_template_parts():
            before = template._get_client_vals(former)
            vals = {
                name: words if self._is_as_template(part, template, name) else False
                for name, words in template._get_client_vals(self.language_id).items()
                if not part[name] or part[name] == before[name]
            }
            if any((part[name] or False) != words for name, words in vals.items()):
                part.write(vals)
