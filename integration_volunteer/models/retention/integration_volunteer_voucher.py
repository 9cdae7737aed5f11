from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import get_today

BLANK = "–"
#: to be paid or handed over still
OPEN = ("draft", "approved", "handed")


class IntegrationVolunteer(models.Model):
    """Accounts outlive the volunteer's other data, and no longer than they must."""

    _inherit = "integration.volunteer"

    def _get_keep_reasons(self):
        reasons = super()._get_keep_reasons()
        # sudo: only the numbers of the person's own vouchers
        vouchers = self.env["integration.volunteer.voucher"].sudo()
        waiting = vouchers.search(
            Domain("volunteer_id", "=", self.id) & Domain("state", "in", OPEN)
        )
        if waiting:
            reasons.append(
                self.env._(
                    "Vouchers are not paid yet: %(numbers)s.",
                    numbers=", ".join(waiting.mapped("number")),
                )
            )
        return reasons

    @api.model
    def _blank_old_payees(self):
        """Empty name and account on old vouchers of people who were anonymised.

        Changed in the database: vouchers are evidence and refuse every change.
        """
        today = get_today()
        rules = self.env["integration.rule.value"]
        vouchers = self.env["integration.volunteer.voucher"]
        self.env.flush_all()
        for company in self.env["res.company"].search([("id", "!=", False)]):
            rule = rules._get_rule("voucher_keep_years", company=company)
            delta = rules._get_delta("voucher_keep_years", company=company)
            # accounts are kept until the end of a calendar year
            limit = fields.Date.start_of(today - delta, "year")
            rows = vouchers.search(
                Domain("company_id", "=", company.id)
                & Domain("volunteer_id.anonymised_on", "!=", False)
                & Domain("payee", "!=", BLANK)
                & Domain("date", "<", limit)
            )
            if not rows:
                continue
            self.env.execute_query(
                SQL(
                    "UPDATE integration_volunteer_voucher SET payee = %s, iban = NULL,"
                    " bic = NULL WHERE id = ANY(%s) RETURNING 1",
                    BLANK,
                    rows.ids,
                )
            )
            rows.invalidate_recordset(["payee", "iban", "bic"], flush=False)
            words = f"{rule.display_name}: {rule.value} ({rule.unit})"
            self.env["integration.volunteer.deletion"]._note(
                company, "voucher", len(rows), words
            )
