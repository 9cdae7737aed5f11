from contextlib import contextmanager
from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.integration_base.tools.days import get_today

from .common_consent import ConsentCase


@tagged("post_install", "-at_install")
class TestConsentWithdrawal(ConsentCase):
    """As easy as giving, effective at once (C49), reminders (C48, C51)."""

    @contextmanager
    def hooks(self):
        called = []
        model = self.env.registry["integration.consent"]
        with (
            patch.object(
                model, "_on_consent_withdrawn", lambda s: called.append(("w", s.ids))
            ),
            patch.object(
                model, "_on_consent_expired", lambda s: called.append(("e", s.ids))
            ),
        ):
            yield called

    def test_twice(self):
        consent = self.consent()
        with self.hooks() as called:
            consent.action_withdraw()
            self.assertEqual(consent.state, "withdrawn")
            self.assertEqual(consent.withdrawn_by_id, self.manager1)
            before = consent.withdrawn_at
            with self.assertRaises(UserError) as caught:
                consent.action_withdraw()
            self.assertIn("already", str(caught.exception))
            with self.assertRaises(UserError):
                consent._withdraw("paper")
        self.assertEqual(called, [("w", consent.ids)])
        self.assertEqual(consent.withdrawn_at, before)
        self.assertFalse(consent._get_broken_seals())

    def test_all_of_a_purpose(self):
        first, second = self.consent(date=self.ago(days=5)), self.consent()
        second.action_withdraw()
        self.assertEqual(first.state, "withdrawn")
        self.assertEqual(self.decide(), "-withdrawn")

    def test_dates(self):
        consent = self.consent(date=self.ago(days=5))
        for moment in (self.ago(days=6), self.ago(days=-1)):
            with self.assertRaises(UserError):
                consent._withdraw("paper", moment)
        consent._withdraw("paper", self.ago(days=1))
        self.assertEqual(consent.state, "withdrawn")

    def test_of_another_person(self):
        consent = self.consent()
        for user in (self.manager2, self.colleague, self.dpo, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                consent.with_user(user).action_withdraw()
            with self.assertRaises(AccessError, msg=user.login):
                consent.with_user(user)._withdraw("worker")
        self.assertEqual(consent.state, "given")

    def test_refused_cannot_be_withdrawn(self):
        with self.assertRaises(UserError):
            self.consent(decision="refused").action_withdraw()

    def test_hook_error_takes_it_back(self):
        consent = self.consent()
        model = self.env.registry["integration.consent"]

        def fail(records):
            raise UserError(records.env._("stop"))

        with patch.object(model, "_on_consent_withdrawn", fail):
            with self.assertRaises(UserError), self.cr.savepoint():
                consent.action_withdraw()
        self.env.invalidate_all()
        self.assertEqual(consent.state, "given")

    def test_manager_is_told(self):
        consent = self.consent()
        consent.with_user(self.lead).action_withdraw()
        activity = self.case1.sudo().activity_ids
        self.assertEqual(activity.user_id, self.manager1)
        self.assertNotIn("Testmann", str(activity.read(["summary", "res_name"])))

    def run_job(self, name="ir_cron_consents"):
        with self.enter_registry_test_mode():
            self.env.ref(f"integration_case.{name}").method_direct_trigger()

    def test_reminder_once(self):
        consent = self.consent()
        self.consent("plan")
        self.run_job()
        self.assertFalse(self.case1.activity_ids)
        with freeze_time(consent.date_until - relativedelta(days=20)):
            self.run_job()
            self.run_job()
        self.assertEqual(len(self.case1.sudo().activity_ids), 1, "one for both")
        self.assertEqual(self.case1.sudo().activity_ids.user_id, self.manager1)

    def test_expiry_calls_the_hook_once(self):
        consent = self.consent()
        with freeze_time(consent.date_until + relativedelta(days=1)):
            with self.hooks() as called:
                self.run_job()
                self.run_job()
        self.assertEqual(called, [("e", consent.ids)])

    def test_asked_again_at_16_and_18(self):
        today = get_today()
        self.person.birth_date = today - relativedelta(years=15, months=11)
        self.consent(guardian_name="Mutter", guardian_evidence="Ausweis")
        self.run_job("ir_cron_ask_again")
        self.assertFalse(self.case1.sudo().activity_ids)
        for months, count in ((2, 1), (25, 2)):
            with freeze_time(today + relativedelta(months=months)):
                self.run_job("ir_cron_ask_again")
                self.run_job("ir_cron_ask_again")
            self.assertEqual(len(self.case1.sudo().activity_ids), count)
        summaries = self.case1.sudo().activity_ids.mapped("summary")
        self.assertTrue(any("16" in text for text in summaries))
        self.assertTrue(any("18" in text for text in summaries))

    def test_timeline(self):
        self.consent().action_withdraw()
        labels = [e["label"] for e in self.case1.get_timeline()["entries"]]
        self.assertIn("Consent given", labels)
        self.assertIn("Consent withdrawn", labels)
