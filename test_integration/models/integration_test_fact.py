from odoo import api, fields, models


class IntegrationTestFact(models.Model):
    """Stands for cases and contacts: dated, countable, of one holder."""

    _name = "integration.test.fact"
    _description = "Test: fact"
    _integration_countable = True
    _integration_counted_person = "holder_id"

    holder_id = fields.Many2one("integration.test.holder", index=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    active = fields.Boolean(default=True)
    date_from = fields.Date()
    date_until = fields.Date()
    moment = fields.Datetime()
    minutes = fields.Integer()
    remote = fields.Boolean()
    tag_ids = fields.Many2many("res.partner.category")
    note = fields.Char()
    computed = fields.Boolean(compute="_compute_computed", search="_search_computed")

    @api.depends("note")
    def _compute_computed(self):
        self.computed = True

    def _search_computed(self, operator, value):
        return [("note", "!=", False)]
