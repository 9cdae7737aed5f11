from odoo import fields, models


class IntegrationPlanTemplate(models.Model):
    """Goals and measures that often belong together; filled in, then adapted."""

    _name = "integration.plan.template"
    _inherit = ["integration.code"]
    _description = "Plan template"

    hint = fields.Char(translate=True, help="For whom it is meant.")
    goal_ids = fields.One2many(
        "integration.plan.template.goal", "template_id", "Goals", copy=True
    )
