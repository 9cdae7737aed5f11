import base64
from functools import partial

from stdnum import bic as bic_number

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_base.tools.spreadsheet import build_xlsx
from odoo.addons.integration_case.tools.pdf import get_paper_lang, make_pdf

from . import iban as iban_number
from .integration_volunteer_rate import to_decimal
from .rights import COORDINATOR, SETTLEMENT, check_group
from .sepa import build_pain

FINANCE = ("approved", "handed", "paid", "cancelled")


class IntegrationVolunteerVoucher(models.Model):
    """Vouchers as a spreadsheet for finance and as a payment order (V23, V24).

    Both name the volunteer and the money, no deployment and no client.
    """

    _inherit = "integration.volunteer.voucher"

    paper = fields.Binary(
        compute="_compute_paper", groups=COORDINATOR, export_string_translation=False
    )

    def action_download_xlsx(self):
        """:return: download of the chosen vouchers as spreadsheet"""
        return self._get_download("xlsx")

    def action_download_sepa(self):
        """:return: download of the chosen vouchers as payment order"""
        self._check_payable()
        return self._get_download("xml")

    def action_print(self):
        """:return: download of the voucher as PDF, with its lines"""
        self.ensure_one()
        check_group(self, COORDINATOR)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/paper"
            f"?filename={self.number}.pdf",
            "target": "new",
        }

    def _compute_paper(self):
        for voucher in self:
            page = voucher._render()
            voucher.paper = base64.b64encode(make_pdf(self.env, page))

    def _render(self):
        """:return: the voucher as a page, in the language of the authority's papers"""
        self.ensure_one()
        self.check_access("read")
        voucher = self.with_context(lang=get_paper_lang(self.env))
        env = voucher.env

        def money(amount):
            return formatLang(env, amount, currency_obj=voucher.currency_id)

        return env["ir.qweb"]._render(
            "integration_volunteer.integration_volunteer_voucher_paper",
            {
                "voucher": voucher,
                "kinds": dict(
                    voucher.line_ids._fields["kind"]._description_selection(env)
                ),
                "states": dict(voucher._fields["state"]._description_selection(env)),
                "money": money,
                "number": partial(formatLang, env, digits=1),
                "rate": partial(formatLang, env, digits=4),
                "day": partial(format_date, env),
                "lang": (env.lang or "de").replace("_", "-"),
            },
        )

    def _get_download(self, kind):
        check_group(self, COORDINATOR, SETTLEMENT)
        numbers = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/integration/volunteer/vouchers.{kind}?ids={numbers}",
            "target": "download",
        }

    def _build_xlsx(self):
        """:return: the vouchers as spreadsheet, bytes, with a line of the total

        :raise UserError: if one is a draft
        """
        self._check_released()
        columns = [
            self.env._("Number"),
            self.env._("Made on"),
            self.env._("Payee"),
            self.env._("IBAN"),
            self.env._("BIC"),
            self.env._("From month"),
            self.env._("Until month"),
            self.env._("Amount (EUR)"),
            self.env._("State"),
            self.env._("Paid on"),
            self.env._("Reversal of"),
        ]
        labels = dict(self._fields["state"]._description_selection(self.env))
        rows = [
            (
                *(voucher.number, voucher.date, voucher.payee, voucher.iban),
                *(voucher.bic, voucher.month_from, voucher.month_until),
                *(voucher.amount, labels[voucher.state], voucher.paid_on),
                voucher.reverses_id.number,
            )
            for voucher in self.sorted("number")
        ]
        total = float(sum(to_decimal(voucher.amount) for voucher in self))
        rows.append((self.env._("Total"), *[None] * 6, total, None, None, None))
        title = self.env._("Vouchers of volunteers")
        today = format_date(self.env, get_today())
        company = self.company_id[:1].name
        return build_xlsx(
            self.env, title, [(title, [title, company, today], columns, rows)]
        )

    def _build_pain(self):
        """:return: the vouchers as pain.001.001.09, bytes

        :raise UserError: names the first voucher that cannot be paid, or says that the
            authority has no account
        """
        self._check_payable()
        company = self.company_id
        # sudo: the authority's own account, for its own payment order
        account = company.sudo().partner_id.bank_ids[:1]
        iban = iban_number.compact(account.acc_number or "")
        if not iban_number.is_valid(iban):
            raise UserError(
                self.env._(
                    "%(company)s has no bank account with a valid IBAN.",
                    company=company.name,
                )
            )
        now = fields.Datetime.now()
        vouchers = self.sorted("number")
        purpose = self.env._("Allowance for volunteering")
        return build_pain(
            {"reference": f"EA {now:%Y%m%d%H%M%S} {vouchers[0].number}", "made": now},
            {"name": company.name, "iban": iban, "bic": self._get_bic(account)},
            get_today(),
            [
                {
                    "reference": voucher.number,
                    "name": voucher.payee,
                    "iban": voucher.iban,
                    "bic": voucher.bic,
                    "amount": to_decimal(voucher.amount),
                    "purpose": f"{voucher.number} {purpose}",
                }
                for voucher in vouchers
            ],
        )

    def _get_bic(self, account):
        bic = account.bank_bic or ""
        return bic_number.compact(bic) if bic_number.is_valid(bic) else False

    def _check_released(self):
        """:raise UserError: if there is nothing, or a draft among the vouchers"""
        check_group(self, COORDINATOR, SETTLEMENT)
        if not self:
            raise UserError(self.env._("Choose vouchers first."))
        if drafts := self.filtered(lambda voucher: voucher.state not in FINANCE):
            raise UserError(
                self.env._(
                    "%(number)s is not approved and does not leave the house.",
                    number=drafts[0].number,
                )
            )

    def _check_payable(self):
        """:raise UserError: names the first voucher that cannot be paid"""
        self._check_released()
        if len(self.company_id) > 1:
            raise UserError(
                self.env._("A payment order is made for one authority at a time.")
            )
        for voucher in self:
            payable = voucher.state in ("approved", "handed") and voucher.amount > 0
            if not payable or voucher.reverses_id:
                raise UserError(
                    self.env._(
                        "%(number)s cannot be paid: it is paid, cancelled, a reversal, "
                        "or its amount is not above zero.",
                        number=voucher.number,
                    )
                )
            if not voucher.iban:
                raise UserError(
                    self.env._("%(number)s has no IBAN.", number=voucher.number)
                )
