from odoo import fields, models

from .integration_measure import RESPONSIBLES


class IntegrationPlanTemplateMeasure(models.Model):
    """A measure of a template."""

    _name = "integration.plan.template.measure"
    _inherit = ["integration.plan.template.part"]
    _description = "Measure of a plan template"
    _order = "goal_id, sequence, id"

    goal_id = fields.Many2one(
        "integration.plan.template.goal", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    name = fields.Char("Measure", required=True, translate=True)
    responsible = fields.Selection(
        RESPONSIBLES, "Who does it", required=True, default="client"
    )
    days = fields.Integer("Days until due", default=30)
    text_ids = fields.One2many(
        "integration.plan.template.text", "measure_id", "In other languages", copy=True
    )
