from odoo import api, models

from ..tools.days import TIMEZONE


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def default_get(self, fields):
        """Odoo's word 'today' asks the zone of the account, and takes UTC if it has none."""
        values = super().default_get(fields)
        if "tz" in fields and not values.get("tz"):
            values["tz"] = TIMEZONE
        return values

    def _get_busy_calendar_events(self, start_datetime, end_datetime):
        # sudo: callers compare start and stop only; without the events hidden by
        # need to know, colleagues would be booked twice
        return super(ResPartner, self.sudo())._get_busy_calendar_events(
            start_datetime, end_datetime
        )

    def write(self, vals):
        if "email" in vals and not self.env.su:
            # sudo: which users the contacts belong to
            users = self.sudo().user_ids.with_env(self.env)
            users._note_login_change({"email"})
        return super().write(vals)
