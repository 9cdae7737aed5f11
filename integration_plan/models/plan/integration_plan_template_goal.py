from datetime import timedelta

from odoo import fields, models
from odoo.fields import Command


class IntegrationPlanTemplateGoal(models.Model):
    """A goal of a template."""

    _name = "integration.plan.template.goal"
    _inherit = ["integration.plan.template.part"]
    _description = "Goal of a plan template"
    _order = "template_id, sequence, id"
    _client_texts = ("name", "target", "indicator")

    template_id = fields.Many2one(
        "integration.plan.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    area_id = fields.Many2one(
        "integration.life.area", "Area of life", required=True, ondelete="restrict"
    )
    name = fields.Char("Goal", required=True, translate=True)
    target = fields.Text(translate=True)
    indicator = fields.Char("Seen by", translate=True)
    days = fields.Integer("Days until due", default=180)
    measure_ids = fields.One2many(
        "integration.plan.template.measure", "goal_id", "Measures", copy=True
    )
    text_ids = fields.One2many(
        "integration.plan.template.text", "goal_id", "In other languages", copy=True
    )

    def _prepare_goal_vals(self, plan, today):
        """:return: values of a goal of a draft, with the client's version of its texts"""
        self.ensure_one()
        return {
            "plan_id": plan.id,
            "template_goal_id": self.id,
            "area_id": self.area_id.id,
            "sequence": self.sequence,
            "name": self.name,
            "target": self.target,
            "indicator": self.indicator,
            **self._get_client_vals(plan.language_id),
            "date_due": today + timedelta(days=self.days),
            "measure_ids": [
                Command.create(
                    {
                        "template_measure_id": measure.id,
                        "name": measure.name,
                        **measure._get_client_vals(plan.language_id),
                        "responsible": measure.responsible,
                        "sequence": measure.sequence,
                        "date_due": today + timedelta(days=measure.days),
                    }
                )
                for measure in self.measure_ids
            ],
        }
