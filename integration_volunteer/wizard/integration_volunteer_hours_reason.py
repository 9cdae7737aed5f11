from odoo import api, fields, models

from ..models.hours.integration_attendance_effect import ATTENDANCES
from ..models.hours.rights import COORDINATOR, check_group


class IntegrationVolunteerHoursReason(models.TransientModel):
    """Asks why: hours rejected or corrected, a month opened, a voucher cancelled."""

    _name = "integration.volunteer.hours.reason"
    _description = "Give a reason"

    kind = fields.Selection(
        [
            ("attendance", "Correct the attendance"),
            ("reject", "Reject hours"),
            ("correct", "Correct hours"),
            ("month", "Open the month again"),
            ("voucher", "Cancel the voucher"),
        ],
        required=True,
        readonly=True,
    )
    attendance = fields.Selection(ATTENDANCES, readonly=True)
    booking_ids = fields.Many2many(
        "integration.volunteer.booking",
        "integration_volunteer_reason_booking_rel",
        "reason_id",
        "booking_id",
        readonly=True,
    )
    hours_ids = fields.Many2many(
        "integration.volunteer.hours",
        "integration_volunteer_reason_hours_rel",
        "reason_id",
        "hours_id",
        readonly=True,
    )
    lock_id = fields.Many2one("integration.volunteer.hours.lock", readonly=True)
    voucher_id = fields.Many2one("integration.volunteer.voucher", readonly=True)
    minutes = fields.Integer("Minutes more or less", help="Less: with a minus.")
    kilometres = fields.Float("Kilometres more or less", digits=(8, 1))
    reason = fields.Char(required=True, help="Names no client.")

    @api.model
    def _open(self, kind, **vals):
        """:return: action of the dialog

        :param str kind: what a reason is given for
        :param vals: ids of the records and further values of the dialog
        """
        labels = dict(self._fields["kind"]._description_selection(self.env))
        context = {f"default_{name}": value for name, value in vals.items()}
        return {
            "type": "ir.actions.act_window",
            "name": labels[kind],
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {**context, "default_kind": kind},
        }

    def action_confirm(self):
        """Do it, with the reason; the records check whether it may be done."""
        self.ensure_one()
        records = self.booking_ids or self.hours_ids or self.lock_id or self.voucher_id
        check_group(records, COORDINATOR)
        if self.kind == "attendance":
            self.booking_ids._set_attendance(self.attendance, self.reason)
        elif self.kind == "reject":
            self.hours_ids._reject(self.reason)
        elif self.kind == "correct":
            self.hours_ids._correct(self.reason, self.minutes, self.kilometres)
        elif self.kind == "month":
            self.lock_id._reopen(self.reason)
        else:
            self.voucher_id._cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
