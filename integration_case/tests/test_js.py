from odoo.tests import HttpCase, tagged

from odoo.addons.web.tests import test_js as web_test_js


@tagged("post_install", "-at_install")
class TestCaseUnits(HttpCase):
    """The JavaScript unit tests of this addon."""

    def _get_suite(self):
        """:return: the id under which core's runner knows our tests"""
        number = 0
        for character in "@integration_case":
            number = ((number << 5) - number + ord(character)) & 0xFFFFFFFF
        return f"{number:08x}"

    def test_units(self):
        with self.assertLogs(self._logger.name, "INFO") as logs:
            self.browser_js(
                "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
                f"&id={self._get_suite()}",
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
