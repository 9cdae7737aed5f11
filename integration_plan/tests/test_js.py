from odoo.tests import tagged

from odoo.addons.integration_case.tests.common_units import UnitsCase


@tagged("post_install", "-at_install")
class TestPlanUnits(UnitsCase):
    """The JavaScript unit tests of this addon."""

    def test_units(self):
        self.check_units("integration_plan")
