from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.integration_case.tests.common_consent import ConsentCase


@tagged("post_install", "-at_install")
class TestConsentHooks(ConsentCase):
    """Withdrawal stops, in one transaction, what other addons began (C43, C49)."""

    def disclosure(self, consent, **vals):
        return self.env["integration.test.disclosure"].create(
            {"consent_number": consent.id, **vals}
        )

    def test_withdrawal_stops_at_once(self):
        consent, other = self.consent("volunteers"), self.consent("plan")
        running, unconcerned = self.disclosure(consent), self.disclosure(other)
        consent.action_withdraw()
        self.assertFalse(running.is_running)
        self.assertEqual(running.ended_by, "withdrawn")
        self.assertTrue(unconcerned.is_running)
        self.assertEqual(
            self.decide("volunteers", "contact", "volunteer"), "-withdrawn"
        )

    def test_a_no_stops_as_well(self):
        running = self.disclosure(self.consent("volunteers", date=self.ago(days=1)))
        self.consent("volunteers", "refused")
        self.assertEqual(running.ended_by, "withdrawn")

    def test_all_or_nothing(self):
        """If one addon cannot stop, the consent is not shown as withdrawn either."""
        consent = self.consent("volunteers")
        first = self.disclosure(consent)
        self.disclosure(consent, fails=True)
        with self.assertRaises(ValueError), self.cr.savepoint():
            consent.action_withdraw()
        self.env.invalidate_all()
        self.assertTrue(first.is_running)
        self.assertEqual(consent.state, "given")

    def test_second_click(self):
        consent = self.consent("volunteers")
        running = self.disclosure(consent)
        consent.action_withdraw()
        running.ended_by = "kept"
        with self.assertRaises(UserError):
            consent.action_withdraw()
        self.assertEqual(running.ended_by, "kept")

    def test_expiry_stops_by_the_job(self):
        consent = self.consent("volunteers")
        running = self.disclosure(consent)
        with freeze_time(consent.date_until + relativedelta(hours=1)):
            self.assertEqual(
                self.decide("volunteers", "contact", "volunteer"), "-expired"
            )
            with self.enter_registry_test_mode():
                self.env.ref(
                    "integration_case.ir_cron_consents"
                ).method_direct_trigger()
        self.assertEqual(running.ended_by, "expired")
