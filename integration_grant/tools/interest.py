"""Interest above a base rate that changes, day by day."""

from datetime import date
from decimal import Decimal

from .money import NOTHING, to_money


def get_interest(amount, date_from, date_to, rates, points):
    """Return the simple interest for a period of days.

    Each day counts with the rate in force on it, over the days of its year (365 or 366).
    A rate below zero counts as it is. Rounded once, at the end.

    :param amount: in EUR
    :param date_from: first day that counts
    :param date_to: first day that counts no more
    :param rates: list of (first day, percent a year), ascending, the first not later than
        ``date_from``
    :param points: percentage points above the base rate
    :return: ``Decimal`` in EUR, whole cents
    """
    total = NOTHING
    cuts = {date_from, date_to, *(day for day, _rate in rates)}
    cuts |= {date(year, 1, 1) for year in range(date_from.year, date_to.year + 1)}
    days = sorted(day for day in cuts if date_from <= day <= date_to)
    for begin, end in zip(days, days[1:], strict=False):
        rate = [percent for day, percent in rates if day <= begin][-1]
        percent = Decimal(str(rate)) + Decimal(str(points))
        year = (date(begin.year + 1, 1, 1) - date(begin.year, 1, 1)).days
        total += Decimal(str(amount)) * percent / 100 * (end - begin).days / year
    return to_money(total)
