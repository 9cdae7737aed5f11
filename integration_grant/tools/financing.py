"""The final grant of each type of financing, as four pure functions (G6).

Sources: VV-LHO to § 44, ANBest-P and ANBest-K, each number 2 (later reduction). All
amounts in EUR, taken and given back as exact decimals in whole cents.
"""

from .money import NOTHING, to_money


def fixed_amount(approved, eligible, income=0):
    """Fixed amount (Festbetrag): falls only when the spending falls below it.

    :param approved: amount of the notice
    :param eligible: eligible spending
    :param income: other income for the same purpose, which leaves the grant alone
    """
    return max(NOTHING, min(to_money(approved), to_money(eligible)))


def share(approved, eligible, income=0, *, percent):
    """Share (Anteil): a percentage of the eligible spending, at most the approved sum.

    New income reduces the base of the percentage.

    :param percent: of the eligible spending that is not covered by other income
    """
    base = max(NOTHING, to_money(eligible) - to_money(income))
    return min(to_money(approved), to_money(base * to_money(percent) / 100))


def shortfall(approved, eligible, income=0):
    """Shortfall (Fehlbedarf): what other means and the own ones do not cover.

    :param income: all own and other means, which come first in full
    """
    gap = max(NOTHING, to_money(eligible) - to_money(income))
    return min(to_money(approved), gap)


def full(approved, eligible, income=0):
    """Full financing (Vollfinanzierung): all eligible spending, less any income."""
    return shortfall(approved, eligible, income)


TYPES = {
    "fixed": fixed_amount,
    "share": share,
    "shortfall": shortfall,
    "full": full,
}
