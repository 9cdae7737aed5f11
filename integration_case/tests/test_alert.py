from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.integration_base.tools.days import get_today

from .common import IntegrationCaseCommon


@tagged("post_install", "-at_install")
class TestAlert(IntegrationCaseCommon):
    """Alerts before a residence title (C8) and the time of advice end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = get_today()
        cls.status = cls.env["integration.residence.status"].search([], limit=1)

    def _add_title(self, days):
        return self.env["integration.residence.title"].create(
            {
                "person_id": self.case1.person_id.id,
                "status_id": self.status.id,
                "date_from": self.today - timedelta(days=300),
                "date_until": self.today + timedelta(days=days),
            }
        )

    def _run(self, cron="ir_cron_alert_titles"):
        with self.enter_registry_test_mode():
            self.env.ref(f"integration_case.{cron}").method_direct_trigger()

    def _get_alerts(self, case=None):
        case = case or self.case1
        return case.sudo().activity_ids.filtered(lambda a: a.user_id == case.user_id)

    def test_each_lead_time_alerts_once(self):
        title = self._add_title(80)
        self._run()
        self._run()
        self.assertEqual(len(self._get_alerts()), 1)
        self.assertNotIn("Testmann", self._get_alerts().res_name)
        title.date_until = self.today + timedelta(days=20)
        self._run()
        self._run()
        self.assertEqual(len(self._get_alerts()), 2, "second lead time, once")

    def test_late_entry_gives_one_alert(self):
        self._add_title(10)
        self._run()
        self._run()
        self.assertEqual(len(self._get_alerts()), 1)

    def test_no_alert_outside_the_lead_times(self):
        self._add_title(91)
        self._run()
        self.assertFalse(self._get_alerts())
        self._add_title(-1)
        self._run()
        self.assertFalse(self._get_alerts(), "a title that ended is on the list")

    def test_superseded_title_is_silent(self):
        self._add_title(20)
        self.env["integration.residence.title"].create(
            {
                "person_id": self.case1.person_id.id,
                "status_id": self.status.id,
                "date_from": self.today,
                "date_until": self.today + timedelta(days=700),
            }
        )
        self._run()
        self.assertFalse(self._get_alerts())

    def test_closed_case_is_silent(self):
        self._add_title(20)
        reason = self.env["integration.closure.reason"].search([], limit=1)
        self.case1._close(reason, self.today)
        self._run()
        self.assertFalse(self._get_alerts())

    def test_clock_alerts_once_and_again_after_extension(self):
        self.case1.date_allocation = self.today - timedelta(days=3 * 365)
        for _second in range(2):
            self._run("ir_cron_alert_clock")
        self.assertEqual(len(self._get_alerts()), 1)
        self.case1.write({"is_extended": True, "extension_reason": "Kurs läuft"})
        self._run("ir_cron_alert_clock")
        self.assertEqual(len(self._get_alerts()), 1, "a year is left again")
