from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationCounsellingAddendum(models.Model):
    """A later remark on a contact; never changed, never taken back (C32)."""

    _name = "integration.counselling.addendum"
    _inherit = ["integration.protected"]
    _description = "Addendum to a counselling contact"
    _order = "create_date, id"

    counselling_id = fields.Many2one(
        "integration.counselling", required=True, index=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="counselling_id.case_id", store=True, index=True)
    company_id = fields.Many2one(
        related="counselling_id.company_id", store=True, index=True
    )
    reference = fields.Char(related="case_id.reference", store=True)
    text = fields.Text(required=True)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not (vals.get("text") or "").strip():
                raise UserError(self.env._("An addendum needs a text."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        # who may not read an addendum learns nothing of its kind either
        self.check_access("read")
        raise UserError(self.env._("An addendum stays as it was written."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("An addendum stays as it was written."))
