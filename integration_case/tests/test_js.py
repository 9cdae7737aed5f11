from odoo.tests import tagged

from .common_units import UnitsCase


@tagged("post_install", "-at_install")
class TestCaseUnits(UnitsCase):
    """The JavaScript unit tests of this addon."""

    def test_units(self):
        self.check_units("integration_case")
