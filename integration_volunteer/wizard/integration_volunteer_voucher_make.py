from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today

from ..models.hours.rights import COORDINATOR, check_group


class IntegrationVolunteerVoucherMake(models.TransientModel):
    """Makes vouchers from the approved hours of closed months (V24)."""

    _name = "integration.volunteer.voucher.make"
    _description = "Make vouchers"

    month_from = fields.Date(
        "From",
        required=True,
        default=lambda self: self._get_last_month(),
        help="Any day of the first month.",
    )
    month_until = fields.Date(
        "Until",
        required=True,
        default=lambda self: self._get_last_month(),
        help="Any day of the last month.",
    )
    volunteer_ids = fields.Many2many(
        "integration.volunteer", string="Volunteers", help="Empty: all with hours."
    )

    def _get_last_month(self):
        today = get_today()
        return fields.Date.start_of(fields.Date.subtract(today, months=1), "month")

    def action_make(self):
        """:return: list of the drafts

        :raise UserError: if the months are turned round, or nothing is to settle
        """
        self.ensure_one()
        hours = self.env["integration.volunteer.hours"]
        check_group(hours, COORDINATOR)
        if self.month_from > self.month_until:
            raise UserError(self.env._("The first month comes after the last one."))
        volunteers = self.volunteer_ids
        if not volunteers:
            rows = hours._read_group(
                [("state", "=", "approved"), ("voucher_id", "=", False)],
                ["volunteer_id"],
            )
            volunteers = volunteers.union(*(row[0] for row in rows))
        volunteers.check_access("read")
        vouchers = self.env["integration.volunteer.voucher"]._make(
            volunteers, self.month_from, self.month_until
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_volunteer.integration_volunteer_voucher_action"
        )
        return {**action, "domain": [("id", "in", vouchers.ids)], "context": {}}
