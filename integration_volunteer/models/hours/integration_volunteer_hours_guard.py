from odoo import api, models
from odoo.exceptions import AccessError, UserError

#: what somebody enters; the rest is kept by the steps
CONTENT = {"task_id", "date", "start", "stop", "minutes", "kilometres", "note"}


class IntegrationVolunteerHours(models.Model):
    """What may be written when: nothing in closed months or after settling (V22)."""

    _inherit = "integration.volunteer.hours"

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            vals_list = [self._prepare_reported(vals) for vals in vals_list]
        rows = self.browse()
        locks = self.env["integration.volunteer.hours.lock"]
        for vals in vals_list:
            row = self.new(vals)
            company = row.volunteer_id.company_id
            if row.entry == "work" and not vals.get("booking_id"):
                row._check_open_month()
            month = locks._get_open_month(company, row.date)
            rows += super().create([{**vals, "month": month}])
        return rows

    @api.model
    def _prepare_reported(self, vals):
        """:return: values of a row that somebody enters: the steps decide on the rest"""
        kept = {name: vals[name] for name in CONTENT & vals.keys()}
        return {
            **kept,
            "volunteer_id": vals.get("volunteer_id"),
            "entry": "work",
            "state": "reported",
            **{
                name: False
                for name in ("booking_id", "corrects_id", "voucher_id", "reason")
            },
            "decided_by_id": False,
            "decided_on": False,
            "cancelled_minutes": 0,
        }

    def write(self, vals):
        if not self.env.su and set(vals) - CONTENT:
            raise AccessError(self.env._("Hours are decided on by their buttons."))
        if CONTENT & vals.keys():
            self._check_open()
        result = super().write(vals)
        if {"date", "start"} & vals.keys():
            locks = self.env["integration.volunteer.hours.lock"]
            for row in self.filtered(lambda row: row.entry == "work"):
                row._check_open_month()
                month = locks._get_open_month(row.company_id, row.date)
                # sudo: the month follows from the day
                super(IntegrationVolunteerHours, row.sudo()).write({"month": month})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Hours are rejected, not deleted."))

    def _check_open(self):
        """:raise UserError: if a row is settled, decided on, or its month closed"""
        for row in self:
            if row.state not in ("reported",) and not self.env.su:
                raise UserError(
                    self.env._(
                        "%(name)s is decided on. Take the decision back first.",
                        name=row.display_name,
                    )
                )
            if row.locked:
                raise UserError(
                    self.env._(
                        "%(name)s: the month is closed. Enter a correction.",
                        name=row.display_name,
                    )
                )

    def _check_open_month(self):
        """:raise UserError: if the month of the day is closed"""
        locks = self.env["integration.volunteer.hours.lock"]
        lock = locks._get_month(self.volunteer_id.company_id, self.date)
        if lock._is_closed():
            raise UserError(
                self.env._(
                    "%(month)s is closed. Ask the coordination for a correction.",
                    month=lock.display_name,
                )
            )
