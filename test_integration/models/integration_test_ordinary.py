from odoo import api, fields, models


class IntegrationTestOrdinary(models.Model):
    """Stands for any ordinary model that can point at protected records.

    Its related fields are read in sudo, as core's are: what the guard is for.
    """

    _name = "integration.test.ordinary"
    _description = "Test: ordinary record"

    name = fields.Char()
    record_id = fields.Many2one(
        "integration.test.record", "Record linked", index="btree_not_null"
    )
    record_name = fields.Char("Leak", related="record_id.name")
    stored_title = fields.Char(compute="_compute_stored_title", store=True)
    record_ids = fields.Many2many("integration.test.record", string="Records linked")
    child_ids = fields.One2many("integration.test.child", "ordinary_id")
    line_ids = fields.One2many("integration.test.ordinary.line", "ordinary_id")
    pointer = fields.Reference(
        [("integration.test.record", "Record"), ("res.partner", "Contact")]
    )
    res_model = fields.Char()
    res_id = fields.Many2oneReference(model_field="res_model")

    @api.depends("record_id", "name")
    def _compute_stored_title(self):
        for ordinary in self:
            ordinary.stored_title = ordinary.record_id.sudo().display_name
