"""Money in exact decimals: whole cents, commercial rounding, the rest cent."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def to_money(value):
    """Return an amount as whole cents, half a cent rounded up.

    :param value: number or text; a float is taken as it is written
    """
    return Decimal(str(value)).quantize(CENT, ROUND_HALF_UP)


def split(amount, weights):
    """Split an amount by weights so that the parts sum up to it, cent by cent (G16).

    What rounding leaves goes to the part with the largest weight, the first of equals.

    :param amount: in EUR
    :param weights: list of numbers, not all zero
    :return: list of ``Decimal``, as long as ``weights``
    """
    amount = to_money(amount)
    weights = [Decimal(str(weight)) for weight in weights]
    total = sum(weights)
    parts = [to_money(amount * weight / total) for weight in weights]
    largest = weights.index(max(weights))
    parts[largest] += amount - sum(parts)
    return parts
