from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..tools.financing import TYPES, share
from ..tools.money import split, to_money


@tagged("post_install", "-at_install")
class TestFinancing(BaseCase):
    """The final grant, computed by hand for each type of financing (G6)."""

    def test_fixed_amount(self):
        # approved, eligible, income → final
        for approved, eligible, income, final in (
            (60000, 75000, 0, "60000.00"),
            (60000, 60000, 0, "60000.00"),
            # falls only if less was spent than given
            (60000, "59999.99", 0, "59999.99"),
            # income leaves it alone
            (60000, 75000, 20000, "60000.00"),
            (60000, 0, 0, "0.00"),
        ):
            with self.subTest(eligible=eligible, income=income):
                result = TYPES["fixed"](approved, eligible, income)
                self.assertEqual(result, Decimal(final))

    def test_share(self):
        for approved, eligible, income, percent, final in (
            # 70 % of 10,000 is 7,000, which was approved
            (7000, 10000, 0, 70, "7000.00"),
            # costs fall: 70 % of 9,000
            (7000, 9000, 0, 70, "6300.00"),
            # costs rise: the approved sum is the ceiling
            (7000, 12000, 0, 70, "7000.00"),
            # 70 % of (10,000 - 1,000)
            (7000, 10000, 1000, 70, "6300.00"),
            # a third: 33.33 % of 100.01 = 33.333…
            (50, "100.01", 0, "33.33", "33.33"),
            (7000, 1000, 2000, 70, "0.00"),
        ):
            with self.subTest(eligible=eligible, income=income):
                result = share(approved, eligible, income, percent=percent)
                self.assertEqual(result, Decimal(final))

    def test_shortfall_and_full(self):
        for approved, eligible, income, final in (
            # 10,000 spent, 4,000 own means: 6,000 are missing
            (6000, 10000, 4000, "6000.00"),
            # more income reduces in full
            (6000, 10000, 5500, "4500.00"),
            # less spending reduces in full
            (6000, 8000, 4000, "4000.00"),
            (6000, 12000, 4000, "6000.00"),
            (6000, 3000, 4000, "0.00"),
        ):
            for kind in ("shortfall", "full"):
                with self.subTest(kind=kind, eligible=eligible, income=income):
                    result = TYPES[kind](approved, eligible, income)
                    self.assertEqual(result, Decimal(final))

    def test_rest_cent(self):
        """100 EUR in thirds: the first of equals takes the cent that is left (G16)."""
        self.assertEqual(
            split(100, [1, 1, 1]),
            [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")],
        )
        self.assertEqual(
            split("0.05", [1, 3, 1]),
            [Decimal("0.01"), Decimal("0.03"), Decimal("0.01")],
        )
        self.assertEqual(sum(split("1234.57", [7, 11, 13])), Decimal("1234.57"))

    def test_half_a_cent(self):
        self.assertEqual(to_money("0.005"), Decimal("0.01"))
        # as a float 1.005 is a little less; it is taken as it is written
        self.assertEqual(to_money(1.005), Decimal("1.01"))
