from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from odoo.addons.integration_base.tools.days import get_today

from .rights import COORDINATOR

STATES = [
    ("draft", "Draft"),
    ("approved", "Approved"),
    ("handed", "Handed to finance"),
    ("paid", "Paid"),
    ("cancelled", "Cancelled"),
]
SEQUENCE = "integration.volunteer.voucher"


class IntegrationVolunteerVoucher(models.Model):
    """Settlement of a volunteer's hours: the house's own voucher to finance (V24).

    Made from approved hours of closed months; its lines are frozen. Someone else than
    who made it approves. Numbers run through a year without a gap; a cancelled voucher
    keeps its number and is taken back by a reversal. Finance sees payee, account,
    amount and number, no deployment.
    """

    _name = "integration.volunteer.voucher"
    _description = "Settlement voucher"
    _order = "date desc, id desc"
    _rec_name = "number"

    number = fields.Char(required=True, readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", "Authority", required=True, readonly=True, index=True
    )
    volunteer_id = fields.Many2one(
        "integration.volunteer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        groups=COORDINATOR,
    )
    date = fields.Date("Made on", required=True, readonly=True)
    month_from = fields.Date("From month", required=True, readonly=True)
    month_until = fields.Date("Until month", required=True, readonly=True)
    line_ids = fields.One2many(
        "integration.volunteer.voucher.line",
        "voucher_id",
        "Lines",
        readonly=True,
        groups=COORDINATOR,
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.ref("base.EUR"),
        export_string_translation=False,
    )
    amount = fields.Monetary(required=True, readonly=True)
    tax_year = fields.Integer(
        compute="_compute_tax_year",
        store=True,
        aggregator=False,
        help="Calendar year in which it counts as income: the year of payment.",
    )
    payee = fields.Char(required=True, readonly=True)
    iban = fields.Char("IBAN", readonly=True)
    bic = fields.Char("BIC", readonly=True)
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", index=True
    )
    made_by_id = fields.Many2one("res.users", "Made by", required=True, readonly=True)
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True)
    approved_on = fields.Datetime(readonly=True)
    handed_by_id = fields.Many2one("res.users", "Handed over by", readonly=True)
    handed_on = fields.Datetime(readonly=True)
    paid_on = fields.Date(readonly=True)
    cancelled_by_id = fields.Many2one("res.users", "Cancelled by", readonly=True)
    cancelled_on = fields.Datetime(readonly=True)
    cancel_reason = fields.Char(readonly=True, groups=COORDINATOR)
    reverses_id = fields.Many2one(
        "integration.volunteer.voucher",
        "Reversal of",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    reversal_ids = fields.One2many(
        "integration.volunteer.voucher", "reverses_id", "Reversed by"
    )
    ceiling_warning = fields.Text(
        compute="_compute_ceiling_warning", groups=COORDINATOR
    )

    _number_uniq = models.UniqueIndex("(company_id, number)")
    _reversal_uniq = models.UniqueIndex(
        "(reverses_id) WHERE reverses_id IS NOT NULL",
        "This voucher was reversed already.",
    )

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("date", "paid_on")
    def _compute_tax_year(self):
        for voucher in self:
            voucher.tax_year = (voucher.paid_on or voucher.date).year

    @api.depends("state", "amount", "tax_year")
    def _compute_ceiling_warning(self):
        for voucher in self:
            states = (
                voucher.volunteer_id._get_ceiling_states(voucher.tax_year)
                if voucher.state != "cancelled" and not voucher.reverses_id
                else []
            )
            words = [row["words"] for row in states if row["level"]]
            voucher.ceiling_warning = "\n".join(words)

    # ------------------------------------------------------------------
    # Making
    # ------------------------------------------------------------------

    @api.model
    def _make(self, volunteers, month_from, month_until):
        """Make drafts from approved hours of closed months.

        The caller has checked the right to make vouchers.

        :param volunteers: ``integration.volunteer``; each gets at most one voucher
        :param month_from: day in the first month
        :param month_until: day in the last month
        :return: vouchers, in the rights of whoever asks
        :raise UserError: if there is nothing to settle
        """
        month_from = fields.Date.start_of(month_from, "month")
        month_until = fields.Date.start_of(month_until, "month")
        vouchers = self.browse()
        table, rates = self.env["integration.volunteer.rate"], {}
        for volunteer in volunteers:
            hours = self._get_unsettled(volunteer, month_from, month_until)
            # whoever settles the same hours at the same time has to wait
            hours.lock_for_update(allow_referencing=True)
            company = volunteer.company_id
            if company not in rates:
                rates[company] = table._load(company)
            pays = {row: pay for row in hours if (pay := row._get_pay(rates[company]))}
            if pays:
                vouchers |= self._make_one(volunteer, month_from, month_until, pays)
        if not vouchers:
            raise UserError(
                self.env._(
                    "Nothing to settle: there are no approved hours of closed months "
                    "with a rate in this period that are not on a voucher yet."
                )
            )
        # sudo: sums of the volunteers, read by the coordination anyway
        for voucher in vouchers.sudo():
            voucher.volunteer_id._warn_of_ceiling(voucher.tax_year)
        return vouchers

    @api.model
    def _get_unsettled(self, volunteer, month_from, month_until):
        """:return: approved hours of closed months without voucher, superuser mode"""
        # sudo: settling changes rows that nobody may write; the caller was checked
        closed = (
            self.env["integration.volunteer.hours.lock"]
            .sudo()
            .search(
                [
                    ("company_id", "=", volunteer.company_id.id),
                    ("state", "=", "closed"),
                    ("month", ">=", month_from),
                    ("month", "<=", month_until),
                ]
            )
        )
        domain = Domain("volunteer_id", "=", volunteer.id)
        domain &= Domain("state", "=", "approved") & Domain("voucher_id", "=", False)
        domain &= Domain("month", "in", closed.mapped("month"))
        # sudo: see above
        return self.env["integration.volunteer.hours"].sudo().search(domain, order="id")

    @api.model
    def _make_one(self, volunteer, month_from, month_until, pays):
        today = get_today()
        lines = [
            {
                "hours_id": row.id,
                "live": True,
                "date": row.date,
                "task_id": row.task_id.id,
                "entry": row.entry,
                "kind": line["kind"],
                "quantity": float(line["quantity"]),
                "unit_amount": float(line["unit_amount"]),
                "amount": float(line["amount"]),
                "rate_ids": [Command.set(line["rates"].ids)],
                "counts": line["rates"][:1].counts,
                "ceiling": row.task_id.ceiling,
            }
            for row, pay in pays.items()
            for line in pay
        ]
        total = sum(line["amount"] for pay in pays.values() for line in pay)
        # sudo: vouchers are made by this method only
        voucher = self.sudo().create(
            {
                "number": self._next_number(volunteer.company_id, today),
                "company_id": volunteer.company_id.id,
                "volunteer_id": volunteer.id,
                "date": today,
                "month_from": month_from,
                "month_until": month_until,
                "payee": volunteer.name,
                "iban": volunteer._get_iban(),
                "bic": volunteer.bic,
                "made_by_id": self.env.uid,
                "amount": float(total),
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        for row in pays:
            row.write({"state": "settled", "voucher_id": voucher.id})
        return voucher.sudo(self.env.su)

    @api.model
    def _next_number(self, company, day):
        """:return: next number of the company in the year of a day, without gap"""
        # sudo: numbers come from nowhere else
        sequences = self.env["ir.sequence"].sudo()
        known = [("code", "=", SEQUENCE), ("company_id", "=", company.id)]
        if not sequences.search_count(known, limit=1):
            sequences.create(
                {
                    "name": f"Vouchers of volunteers, {company.name}",
                    "code": SEQUENCE,
                    "company_id": company.id,
                    "implementation": "no_gap",
                    "use_date_range": True,
                    "prefix": "EA-%(range_year)s-",
                    "padding": 5,
                }
            )
        return sequences.with_company(company).next_by_code(SEQUENCE, day)
