import time

from odoo.tests import tagged

from .common_match import MatchCase


@tagged("-standard", "integration_long", "post_install", "-at_install")
class TestMatchLarge(MatchCase):
    """Twenty of ten thousand volunteers, in a part of a second (V18)."""

    def test_ten_thousand(self):
        self.fill_up(10000)
        for table in ("", "_language", "_booking"):
            self.env.cr.execute(f"ANALYZE integration_volunteer{table}")
        self.count_queries()
        begun = time.perf_counter()
        queries, names = self.count_queries()
        self.assertLess(time.perf_counter() - begun, 1)
        self.assertLess(queries, 20)
        self.assertEqual(len(names), 20)
