from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.interest import get_interest


class IntegrationBaseRate(models.Model):
    """The base rate of § 247 BGB, half-yearly, on which interest rests (G23).

    Published by the Bundesbank for 1 January and 1 July. Rows are facts: a verified one
    is corrected by nobody.
    """

    _name = "integration.base.rate"
    _description = "Base rate"
    _order = "valid_from desc"
    _rec_name = "valid_from"

    valid_from = fields.Date(required=True, index=True)
    rate = fields.Float("Percent a year", digits=(6, 2), required=True, aggregator=None)
    source = fields.Char(required=True)
    verified = fields.Boolean(help="Somebody compared the value with its source.")

    _valid_from_uniq = models.Constraint(
        "UNIQUE(valid_from)", "There is a base rate from this day already."
    )

    @api.model
    def _get_rates(self, date_from, date_to):
        """:return: list of (first day, percent), ascending, for a period of days
        :raise UserError: if no rate is known for its first day
        """
        # sudo: published figures, whoever asks
        rows = self.sudo().search([("valid_from", "<=", date_to)], order="valid_from")
        rates = [(row.valid_from, row.rate) for row in rows]
        if not rates or rates[0][0] > date_from:
            raise UserError(
                self.env._(
                    "There is no base rate for %(day)s. Please enter it under "
                    "Grants, Base rates.",
                    day=fields.Date.to_string(date_from),
                )
            )
        begun = [rate for rate in rates if rate[0] <= date_from]
        return [begun[-1], *(rate for rate in rates if rate[0] > date_from)]

    @api.model
    def _get_interest(self, amount, date_from, date_to, points):
        """Interest on money that was used late or has to be paid back.

        § 49a LVwVfG: so many points above the base rate a year, for each day.

        :param amount: in EUR
        :param date_from: first day that counts
        :param date_to: first day that counts no more
        :param points: percentage points above the base rate
        :return: ``Decimal`` in EUR, whole cents
        """
        if date_to <= date_from:
            return get_interest(amount, date_from, date_from, [], points)
        rates = self._get_rates(date_from, date_to - timedelta(days=1))
        return get_interest(amount, date_from, date_to, rates, points)
