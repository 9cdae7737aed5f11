from odoo import fields, models


class IntegrationMeasure(models.Model):
    """A measure that volunteers do asks them (C21, V19)."""

    _inherit = "integration.measure"

    engagement_ids = fields.One2many(
        "integration.engagement", "measure_id", "Help by volunteers"
    )

    def action_ask_volunteers(self):
        """:return: dialog that asks for help for this measure"""
        self.ensure_one()
        self.check_access("read")
        return self.env["integration.engagement.ask"]._open(self.case_id, measure=self)
