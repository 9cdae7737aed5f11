from decimal import ROUND_HALF_UP, Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

KINDS = [
    ("half_hour", "Per begun half hour"),
    ("km", "Per kilometre"),
    ("deployment", "Travel, per deployment"),
    ("late_cancel", "Late cancellation"),
]
CENT = Decimal("0.01")
OPEN_FIELDS = {"valid_until", "verified"}


def to_decimal(value):
    """:return: a number of the database as exact decimal, with four digits"""
    return Decimal(f"{value or 0:.4f}")


def to_cents(value):
    """:return: an amount rounded to cents, half a cent up"""
    return value.quantize(CENT, ROUND_HALF_UP)


class IntegrationVolunteerRate(models.Model):
    """What is paid for a unit, from a day until a day (V23).

    A task's own rate goes before the one for all tasks. A rate that a voucher was
    reckoned with is not changed but ended and followed by a new one.
    """

    _name = "integration.volunteer.rate"
    _inherit = ["integration.volunteer.dated"]
    _description = "Rate of allowances"
    _order = "kind, task_id, valid_from desc, id desc"
    _dated_key = ("kind", "task_id")

    kind = fields.Selection(KINDS, required=True, default="half_hour")
    task_id = fields.Many2one(
        "integration.volunteer.task",
        ondelete="restrict",
        index="btree_not_null",
        help="Empty: for all tasks without a rate of their own.",
    )
    basis = fields.Selection(
        [("amount", "Amount"), ("percent", "Percent of the booked time's pay")],
        required=True,
        default="amount",
        help="Percent is for late cancellation only.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.ref("base.EUR"),
        export_string_translation=False,
    )
    amount = fields.Monetary()
    percent = fields.Float(digits=(5, 2))
    counts = fields.Boolean(
        "Counts as income",
        compute="_compute_counts",
        store=True,
        readonly=False,
        precompute=True,
        help="Counts towards the tax-free amount of the year. Refunded expenses "
        "(kilometres, travel) are apart.",
    )

    _positive = models.Constraint(
        "CHECK(amount >= 0 AND percent >= 0 AND percent <= 100)",
        "A rate is not negative, a share is 100 percent at most.",
    )
    _percent_of = models.Constraint(
        "CHECK(basis = 'amount' OR kind = 'late_cancel')",
        "Percent is for late cancellation only.",
    )

    @api.depends("kind")
    def _compute_counts(self):
        for rate in self:
            rate.counts = rate.kind in ("half_hour", "late_cancel")

    @api.depends("kind", "task_id")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for rate in self:
            words = filter(None, (labels.get(rate.kind), rate.task_id.name))
            rate.display_name = ", ".join(words)

    def write(self, vals):
        if set(vals) - OPEN_FIELDS:
            self._check_unused()
        elif vals.get("valid_until"):
            self._check_unused(Domain("date", ">", vals["valid_until"]))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self, domain=Domain.TRUE):
        """:raise UserError: if a voucher was reckoned with the rate"""
        # sudo: says only that a rate is in use
        lines = self.env["integration.volunteer.voucher.line"].sudo()
        domain &= Domain("rate_ids", "in", self.ids)
        if line := lines.search(domain, limit=1):
            raise UserError(
                self.env._(
                    "%(rate)s: vouchers were reckoned with it. "
                    "Set its last day and enter a new rate from then on.",
                    rate=(line.rate_ids & self)[:1].display_name,
                )
            )

    @api.model
    def _load(self, company):
        """:return: all rates of a company, to :meth:`_pick` from"""
        # sudo: a rate is no secret; its answer must not depend on who asks
        return self.sudo().search([("company_id", "in", [False, company.id])])

    def _pick(self, kind, task, day):
        """:return: the one of these rates that is in force, or none

        The company's own goes before the common one, then a task's own before the one
        for all tasks.

        :param str kind: a key of ``KINDS``
        :param task: ``integration.volunteer.task``
        :param day: day of the deployment
        """
        rates = self.filtered(
            lambda rate: (
                rate.kind == kind
                and rate.task_id.id in (False, task.id)
                and rate.valid_from <= day
                and (not rate.valid_until or rate.valid_until >= day)
            )
        )
        return rates.sorted(lambda rate: (not rate.company_id, not rate.task_id))[:1]
