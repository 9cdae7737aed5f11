from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import end_of_day_utc, get_today


class IntegrationAccessExclude(models.TransientModel):
    """Excludes a person from a case because of a conflict of interest (C60).

    A lead does so for cases she reads, the data protection officer for every case of
    the authority, by its reference.
    """

    _name = "integration.access.exclude"
    _description = "Exclude a person"

    reference = fields.Char("Case", required=True)
    user_id = fields.Many2one(
        "res.users", "Person", required=True, domain="[('share', '=', False)]"
    )
    reason = fields.Text(required=True, help="No client's name, please.")
    date_until = fields.Date("Last day", help="Empty: until it is lifted.")

    @api.constrains("date_until")
    def _check_date_until(self):
        today = get_today()
        for dialog in self.filtered("date_until"):
            if dialog.date_until < today:
                raise ValidationError(
                    self.env._("Last day: this day has passed already.")
                )

    def action_exclude(self):
        """Exclude the person; her access ends at once."""
        self.ensure_one()
        case = self._get_case()
        until = self.date_until and end_of_day_utc(self.date_until)
        # sudo: allowed by _get_case; rows of the engine
        case.sudo()._exclude(self.user_id, self.reason, until)
        return {"type": "ir.actions.act_window_close"}

    def _get_case(self):
        """:return: the case named, if the user may exclude people from it."""
        cases = self.env["integration.case"].with_context(active_test=False)
        domain = [
            ("reference", "=", (self.reference or "").strip().upper()),
            ("company_id", "in", self.env.companies.ids),
        ]
        if self.env.user.has_group("integration_base.group_integration_dpo"):
            # sudo: the officer names a case by its reference and reads nothing of it
            case = cases.sudo().search(domain).sudo(False)
        elif cases._is_lead():
            case = cases.search(domain)
        else:
            case = cases.browse()
        if len(case) != 1:
            raise UserError(
                self.env._("There is no case with this reference that you may change.")
            )
        return case
