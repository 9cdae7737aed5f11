from odoo.tests import HttpCase

from odoo.addons.web.tests import test_js as web_test_js


class UnitsCase(HttpCase):
    """Runs the JavaScript unit tests of one addon in the browser."""

    def check_units(self, addon):
        """:param str addon: technical name, whose tests are run and must exist"""
        with self.assertLogs(self._logger.name, "INFO") as logs:
            self.browser_js(
                "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
                f"&id={self._get_suite(addon)}",
                "",
                "",
                login="admin",
                timeout=120,
                success_signal="[HOOT] Test suite succeeded",
                error_checker=web_test_js.unit_test_error_checker,
            )
        summary = [line for line in logs.output if "[HOOT] Passed" in line]
        self.assertTrue(summary, "No unit test has run")
        self.assertNotIn("Passed 0 tests", summary[0])

    @staticmethod
    def _get_suite(addon):
        """:return: the id under which core's runner knows the tests of an addon"""
        number = 0
        for character in f"@{addon}":
            number = ((number << 5) - number + ord(character)) & 0xFFFFFFFF
        return f"{number:08x}"
