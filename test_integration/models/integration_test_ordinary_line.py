from odoo import fields, models


class IntegrationTestOrdinaryLine(models.Model):
    """A line of an ordinary record; points at protected records as well."""

    _name = "integration.test.ordinary.line"
    _description = "Test: line of an ordinary record"

    ordinary_id = fields.Many2one("integration.test.ordinary", index="btree_not_null")
    record_id = fields.Many2one("integration.test.record", index="btree_not_null")
    record_name = fields.Char("Leak", related="record_id.name")
