from odoo import api, fields, models
from odoo.exceptions import AccessError


class IntegrationErasureLine(models.Model):
    """Rows of one kind and class of data in a plan: how many, what happens, why."""

    _name = "integration.erasure.line"
    _description = "Line of an erasure"
    _order = "erasure_id desc, action, data_class_id, res_model, id"
    _rec_name = "res_model"

    erasure_id = fields.Many2one(
        "integration.erasure",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    res_model = fields.Char(readonly=True, export_string_translation=False)
    model_name = fields.Char("Kind of record", compute="_compute_model_name")
    data_class_id = fields.Many2one(
        "integration.data.class", readonly=True, ondelete="restrict"
    )
    count = fields.Integer("Records", readonly=True)
    action = fields.Selection(
        [("due", "Due"), ("held", "Held"), ("kept", "Kept"), ("left", "Left as it is")],
        "What happens",
        required=True,
        readonly=True,
    )
    date = fields.Date("Until / since", readonly=True)
    reason = fields.Char(readonly=True)
    is_done = fields.Boolean("Erased", readonly=True)

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_model_name(self):
        for line in self:
            # sudo: the name of a model is no secret
            line.model_name = self.env["ir.model"].sudo()._get(line.res_model).name

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Erasures are kept by the system."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("Erasures are kept by the system."))
        return super().write(vals)
