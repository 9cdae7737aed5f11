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

    def action_open_texts(self):
        """:return: the wording of the template in the clients' languages"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_plan_template_text_action"
        )
        action["domain"] = [("template_id", "=", self.id)]
        return action
