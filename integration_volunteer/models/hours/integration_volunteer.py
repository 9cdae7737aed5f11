from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.integration_base.tools.days import get_today

from . import iban as iban_number


class IntegrationVolunteer(models.Model):
    """Hours and allowances of a volunteer (V22-V25)."""

    _inherit = "integration.volunteer"

    hours_ids = fields.One2many("integration.volunteer.hours", "volunteer_id")
    declaration_ids = fields.One2many(
        "integration.volunteer.payer.declaration", "volunteer_id", "Other payers"
    )
    voucher_ids = fields.One2many("integration.volunteer.voucher", "volunteer_id")
    hours_total = fields.Float("Hours given", compute="_compute_hours_total")
    # on the contact every internal user could read it
    iban = fields.Char(
        "IBAN",
        copy=False,
        tracking=True,
        help="For allowances; seen by the coordination only. Empty: the bank account "
        "of the contact, if there is one.",
    )
    bic = fields.Char("BIC", copy=False, help="Only for accounts outside the EEA.")
    allowance_words = fields.Text("Tax-free amounts", compute="_compute_allowances")
    card_words = fields.Text("Volunteers' card", compute="_compute_card_words")

    def _compute_hours_total(self):
        sums = dict(
            self.env["integration.volunteer.hours"]._read_group(
                [
                    ("volunteer_id", "in", self.ids),
                    ("state", "in", ("approved", "settled")),
                ],
                ["volunteer_id"],
                ["minutes:sum"],
            )
        )
        for volunteer in self:
            volunteer.hours_total = sums.get(volunteer, 0) / 60

    def _compute_allowances(self):
        year = get_today().year
        for volunteer in self:
            states = volunteer._get_ceiling_states(year)
            volunteer.allowance_words = "\n".join(row["words"] for row in states)

    def _compute_card_words(self):
        criteria = self.env["integration.volunteer.card.criterion"]
        today = get_today()
        for volunteer in self:
            rows = criteria._check(volunteer, today)
            volunteer.card_words = "\n".join(row["words"] for row in rows)

    @api.constrains("iban")
    def _check_iban(self):
        for volunteer in self.filtered("iban"):
            if not iban_number.is_valid(volunteer.iban):
                raise ValidationError(
                    self.env._("%(name)s: this is no valid IBAN.", name=volunteer.name)
                )

    def _get_iban(self):
        """:return: the valid IBAN without blanks, or False"""
        self.ensure_one()
        # sudo: the account of the volunteer's contact, for paying this volunteer
        account = self.sudo().partner_id.bank_ids[:1].acc_number
        number = iban_number.compact(self.iban or account or "")
        return number if iban_number.is_valid(number) else False

    def _get_hours_by_task(self, date_from, date_until):
        """Add approved hours up.

        :param date_from: first day
        :param date_until: last day
        :return: dict task → minutes, with corrections
        """
        self.ensure_one()
        rows = self.env["integration.volunteer.hours"]._read_group(
            [
                ("volunteer_id", "=", self.id),
                ("state", "in", ("approved", "settled")),
                ("date", ">=", date_from),
                ("date", "<=", date_until),
            ],
            ["task_id"],
            ["minutes:sum"],
        )
        return {task: minutes for task, minutes in rows if minutes}

    def action_open_hours(self):
        """:return: list of the volunteer's hours"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_volunteer.integration_volunteer_hours_action"
        )
        return {
            **action,
            "domain": [("volunteer_id", "=", self.id)],
            "context": {"default_volunteer_id": self.id},
        }

    def action_certificate(self):
        """:return: dialog of the certificate of engagement"""
        return self.env["integration.volunteer.certificate"]._open(self)
