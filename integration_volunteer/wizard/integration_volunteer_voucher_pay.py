from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteerVoucherPay(models.TransientModel):
    """Finance says when vouchers were paid (V24)."""

    _name = "integration.volunteer.voucher.pay"
    _description = "Vouchers paid"

    voucher_ids = fields.Many2many(
        "integration.volunteer.voucher",
        "integration_volunteer_pay_voucher_rel",
        "pay_id",
        "voucher_id",
        readonly=True,
        required=True,
    )
    paid_on = fields.Date(required=True, default=get_today)

    @api.model
    def _open(self, vouchers):
        """:return: action of the dialog for vouchers"""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Paid"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_voucher_ids": vouchers.ids},
        }

    def action_confirm(self):
        self.ensure_one()
        self.voucher_ids._pay(self.paid_on)
        return {"type": "ir.actions.act_window_close"}
