from datetime import date
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools.interest import get_interest
from .common import GrantCase


@tagged("post_install", "-at_install")
class TestInterest(GrantCase):
    """Interest above a base rate that changes, computed by hand (G23)."""

    def test_whole_year(self):
        # 10,000 × (2 + 5) % for 365 days
        rates = [(date(2025, 1, 1), 2)]
        result = get_interest(10000, date(2025, 1, 1), date(2026, 1, 1), rates, 5)
        self.assertEqual(result, Decimal("700.00"))

    def test_base_rate_changes(self):
        # 30 days at 8.62 % and 31 days at 8.37 % of 2024, which has 366
        # 36,500 × 0.0862 × 30 / 366 + 36,500 × 0.0837 × 31 / 366 = 257.8934 + 258.7611
        rates = [(date(2024, 1, 1), 3.62), (date(2024, 7, 1), 3.37)]
        result = get_interest(36500, date(2024, 6, 1), date(2024, 8, 1), rates, 5)
        self.assertEqual(result, Decimal("516.65"))

    def test_over_new_year(self):
        # 31 days of 2024 (366) and 31 of 2025 (365), both at 7.27 %
        rates = [(date(2024, 1, 1), 2.27)]
        expected = Decimal("10000") * Decimal("0.0727") * 31
        expected = (expected / 366 + expected / 365).quantize(Decimal("0.01"))
        result = get_interest(10000, date(2024, 12, 1), date(2025, 2, 1), rates, 5)
        self.assertEqual(result, expected)
        self.assertEqual(result, Decimal("123.32"))

    def test_below_zero(self):
        rates = [(date(2017, 1, 1), -0.88)]
        result = get_interest(10000, date(2017, 1, 1), date(2018, 1, 1), rates, 5)
        self.assertEqual(result, Decimal("412.00"))

    def test_no_days(self):
        day = date(2025, 3, 1)
        self.assertEqual(get_interest(10000, day, day, [(day, 1)], 5), 0)

    def test_rates_of_the_table(self):
        rates = self._as("officer", "integration.base.rate")
        result = rates._get_interest(10000, date(2025, 1, 1), date(2026, 1, 1), 5)
        # 181 days at 7.27 %, 184 at 6.27 %: 360.5096 + 316.0767
        self.assertEqual(result, Decimal("676.59"))
        with self.assertRaisesRegex(UserError, "1999-05-01"):
            rates._get_interest(1, date(1999, 5, 1), date(1999, 6, 1), 5)
