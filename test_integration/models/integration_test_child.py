from odoo import fields, models


class IntegrationTestChild(models.Model):
    """Stands for what hangs on a case: follows its access list."""

    _name = "integration.test.child"
    _inherit = ["integration.protected"]
    _description = "Test: part of a protected record"

    record_id = fields.Many2one("integration.test.record", required=True, index=True)
    reference = fields.Char(related="record_id.reference", store=True)
    ordinary_id = fields.Many2one("integration.test.ordinary", index="btree_not_null")
    text = fields.Char()

    def _get_screen_name(self):
        return self.record_id.name
