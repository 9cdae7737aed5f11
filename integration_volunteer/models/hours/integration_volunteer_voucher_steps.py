from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import get_today

from .rights import COORDINATOR, SETTLEMENT, check_group, is_own

#: written once, when a voucher is made
FROZEN = {
    *("number", "company_id", "volunteer_id", "date", "month_from", "month_until"),
    *("line_ids", "amount", "payee", "made_by_id", "reverses_id"),
}


class IntegrationVolunteerVoucher(models.Model):
    """The steps of a voucher: approve, hand over, paid, cancel (V24)."""

    _inherit = "integration.volunteer.voucher"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Vouchers are made from hours."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su or FROZEN & vals.keys():
            raise AccessError(self.env._("Vouchers change by their buttons only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Vouchers are cancelled, not deleted."))

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_approve(self):
        """Approve as second person; the account is frozen with it.

        :raise UserError: if the user made the voucher or is the payee, or the IBAN is
            missing
        """
        self._check_step("draft", COORDINATOR)
        for voucher in self:
            number = voucher.number
            if self.env.user == voucher.made_by_id:
                raise UserError(
                    self.env._(
                        "%(number)s: somebody else than who made it approves.",
                        number=number,
                    )
                )
            if is_own(voucher, voucher.volunteer_id):
                raise UserError(
                    self.env._(
                        "%(number)s: nobody approves money for herself or himself.",
                        number=number,
                    )
                )
            iban = voucher.volunteer_id._get_iban()
            if voucher.amount > 0 and not iban:
                raise UserError(
                    self.env._(
                        "%(number)s: the volunteer has no valid IBAN.", number=number
                    )
                )
            vals = {"iban": iban, "bic": voucher.volunteer_id.bic}
            voucher._enter("approved", **vals)
            voucher.volunteer_id._warn_of_ceiling(voucher.tax_year)

    def action_hand_over(self):
        """Note that finance has got the vouchers."""
        self._check_step("approved", COORDINATOR)
        self._enter("handed")

    def action_pay(self):
        """:return: dialog that asks for the day of payment"""
        self._check_step("handed", COORDINATOR, SETTLEMENT)
        return self.env["integration.volunteer.voucher.pay"]._open(self)

    def _pay(self, day):
        """Note that finance has paid.

        :param day: day of payment; its year is the year of the income
        :raise UserError: if the day lies ahead or before the voucher
        """
        self._check_step("handed", COORDINATOR, SETTLEMENT)
        today = get_today()
        for voucher in self:
            if not voucher.date <= day <= today:
                raise UserError(
                    self.env._(
                        "%(number)s: it was paid between its making and today.",
                        number=voucher.number,
                    )
                )
        # sudo: the step was checked
        vouchers = self.sudo()
        vouchers.write({"state": "paid", "paid_on": day})
        for voucher in vouchers:
            voucher.volunteer_id._warn_of_ceiling(voucher.tax_year)

    def action_cancel(self):
        """:return: dialog that asks for the reason"""
        self._check_step(("draft", "approved", "handed"), COORDINATOR)
        self.ensure_one()
        return self.env["integration.volunteer.hours.reason"]._open(
            "voucher", voucher_id=self.id
        )

    def _cancel(self, reason):
        """Take a voucher back; its hours may be settled again.

        A draft is only crossed out. What was approved gets a reversal with a number of
        its own and the same lines with the opposite sign.

        :param str reason: kept with the voucher
        :return: the reversal, or none
        :raise UserError: if it is paid (corrected by hours instead) or cancelled
        """
        self._check_step(("draft", "approved", "handed"), COORDINATOR)
        self.ensure_one()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(
                self.env._("%(number)s: give a reason.", number=self.number)
            )
        if self.reverses_id:
            raise UserError(
                self.env._("%(number)s is a reversal itself.", number=self.number)
            )
        voucher = self.sudo()  # sudo: the step was checked
        reversal = voucher.browse()
        if voucher.state != "draft":
            reversal = voucher._reverse()
        hours = voucher.line_ids.hours_id
        voucher.line_ids.write({"live": False})
        # the index must see it before the hours are settled again
        voucher.line_ids.flush_recordset()
        hours.write({"state": "approved", "voucher_id": False})
        voucher._enter("cancelled", cancel_reason=reason)
        return reversal.sudo(self.env.su)

    def _reverse(self):
        today = get_today()
        lines = [
            {
                **line.copy_data()[0],
                "live": False,
                "quantity": -line.quantity,
                "amount": -line.amount,
            }
            for line in self.line_ids
        ]
        return self.create(
            {
                "number": self._next_number(self.company_id, today),
                "company_id": self.company_id.id,
                "volunteer_id": self.volunteer_id.id,
                "date": today,
                "month_from": self.month_from,
                "month_until": self.month_until,
                "payee": self.payee,
                "iban": self.iban,
                "bic": self.bic,
                "made_by_id": self.env.uid,
                "amount": -self.amount,
                "reverses_id": self.id,
                "line_ids": [Command.create(line) for line in lines],
            }
        )

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _check_step(self, states, *groups):
        """:raise UserError: names the first voucher that is not in one of the states"""
        check_group(self, *groups)
        states = (states,) if isinstance(states, str) else states
        # sudo: the right to the vouchers was checked
        self.sudo().lock_for_update(allow_referencing=True)
        labels = dict(self._fields["state"]._description_selection(self.env))
        for voucher in self:
            if voucher.state not in states:
                raise UserError(
                    self.env._(
                        "%(number)s is “%(state)s” already.",
                        number=voucher.number,
                        state=labels[voucher.state],
                    )
                )

    def _enter(self, state, **vals):
        stamps = {
            f"{state}_by_id": self.env.uid,
            f"{state}_on": fields.Datetime.now(),
        }
        # sudo: the caller has checked the step
        self.sudo().write({"state": state, **stamps, **vals})
