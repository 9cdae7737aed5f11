from decimal import Decimal

from odoo import models

from .integration_volunteer_rate import to_cents, to_decimal

HALF_HOUR = 30
COUNTED = ("approved", "settled")
MEASURES = ("minutes", "kilometres", "cancelled_minutes")


class IntegrationVolunteerHours(models.Model):
    """What is paid for hours (V23).

    Each begun half hour of a deployment counts in full: 0 minutes are none, 1 to 30
    minutes one, 31 minutes two. Products are rounded to cents once for each line, half
    a cent up. A correction is worth what the deployment is worth with it, less what it
    was worth before.
    """

    _inherit = "integration.volunteer.hours"

    def _get_totals(self, before=None):
        """Add a deployment and its corrections up.

        :param before: a correction: only what came before it counts
        :return: dict ``minutes``, ``kilometres``, ``cancelled_minutes``
        """
        self.ensure_one()
        rows = self.correction_ids.filtered(
            lambda row: (
                row.state != "rejected"
                if before is None
                else row.state in COUNTED and row.id < before.id
            )
        )
        return {
            name: round(sum((self + rows).mapped(name)), 1)
            if name == "kilometres"
            else sum((self + rows).mapped(name))
            for name in MEASURES
        }

    def _get_pay(self, rates=None):
        """Reckon what a row brings, by the rates of its day.

        :param rates: rates of the company, if the caller has them
        :return: list of dicts ``kind``, ``quantity``, ``unit_amount``, ``amount`` (all
            exact decimals, in EUR), ``rates``; without lines of nothing
        """
        self.ensure_one()
        if rates is None:
            rates = self.env["integration.volunteer.rate"]._load(self.company_id)
        root = self.corrects_id
        if not root:
            totals = {name: self[name] for name in MEASURES}
            return [
                line
                for line in self._get_pay_of(totals, rates).values()
                if line["quantity"]
            ]
        old = root._get_totals(before=self)
        new = {name: old[name] + self[name] for name in MEASURES}
        old_pay, new_pay = root._get_pay_of(old, rates), root._get_pay_of(new, rates)
        lines = []
        for kind, line in new_pay.items():
            past = old_pay[kind]
            quantity = line["quantity"] - past["quantity"]
            if quantity:
                amount = line["amount"] - past["amount"]
                lines.append({**line, "quantity": quantity, "amount": amount})
        return lines

    def _get_pay_of(self, totals, rates):
        """Reckon a deployment with given totals.

        :return: dict kind → line, for each kind that has a rate on the day
        """
        quantities = {
            "half_hour": self._count_half_hours(totals["minutes"]),
            "km": to_decimal(totals["kilometres"]),
            "deployment": Decimal(totals["minutes"] > 0),
            "late_cancel": Decimal(totals["cancelled_minutes"] > 0),
        }
        lines = {}
        for kind, quantity in quantities.items():
            rate = rates._pick(kind, self.task_id, self.date)
            if not rate:
                continue
            used, unit = rate, to_decimal(rate.amount)
            if rate.basis == "percent":
                base = rates._pick("half_hour", self.task_id, self.date)
                used |= base
                unit = to_decimal(base.amount) * to_decimal(rate.percent) / 100
                quantity *= self._count_half_hours(totals["cancelled_minutes"])
            lines[kind] = {
                "kind": kind,
                "quantity": quantity,
                "unit_amount": unit,
                "amount": to_cents(quantity * unit),
                "rates": used,
            }
        return lines

    @staticmethod
    def _count_half_hours(minutes):
        """:return: begun half hours of a number of minutes"""
        return Decimal(-(-minutes // HALF_HOUR))
