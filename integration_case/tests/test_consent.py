import base64
import json
from contextlib import contextmanager
from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_consent import PNG, ConsentCase

LANGUAGES = ("deu", "eng", "ara", "fas", "ukr", "rus", "tur", "tir", "fra")


@tagged("post_install", "-at_install")
class TestPurpose(ConsentCase):
    """Purposes and their texts (C46, C50, C52)."""

    def test_shipped_texts_are_complete(self):
        purposes = self.env["integration.purpose"].search([])
        self.assertEqual(len(purposes), 10)
        for purpose in purposes:
            texts = purpose.text_ids
            self.assertEqual(
                set(texts.mapped("language_id.code")), set(LANGUAGES), purpose.code
            )
            for text in texts:
                self.assertGreater(len(text.text), 250, text.display_name)
            self.assertTrue(purpose.data_class_ids)
            self.assertTrue(purpose.retention)
        self.assertTrue(self.purpose("plan")._get_text(self._language("ara")).is_rtl)

    def test_only_the_officer_confirms(self):
        text = self.env["integration.purpose.text"].create(
            {
                "purpose_id": self.purpose("plan").id,
                "language_id": self.tigrinya.id,
                "title": "x",
                "text": "y",
            }
        )
        self.assertEqual(text.version, 2)
        for user in (self.manager1, self.lead, self.config, self.clerk):
            with self.assertRaises(AccessError, msg=user.login):
                text.with_user(user).action_confirm()
        with self.assertRaises(AccessError):
            text.with_user(self.dpo).write({"state": "confirmed"})
        old = self.purpose("plan")._get_text(self.tigrinya)
        self.assertEqual(old.version, 1)
        text.with_user(self.dpo).action_confirm()
        self.assertEqual(text.confirmed_by_id, self.dpo)
        self.assertEqual(self.purpose("plan")._get_text(self.tigrinya), text)

    def test_texts_waiting_for_the_officer(self):
        purpose = self.purpose("plan")
        waiting = [("text_ids.state", "=", "draft"), ("id", "=", purpose.id)]
        self.assertFalse(purpose.search(waiting))
        self.assertEqual(purpose.waiting_count, 0)
        draft = purpose._get_text(self.tigrinya).copy()
        self.assertEqual(purpose.search(waiting), purpose)
        self.assertEqual(purpose.waiting_count, 1)
        draft.with_user(self.dpo).action_confirm()
        self.assertEqual(purpose.waiting_count, 0)

    def test_a_confirmed_text_stays(self):
        text = self.purpose("plan")._get_text(self.tigrinya)
        for values in ({"text": "neu"}, {"language_id": 1}, {"title": "x"}):
            with self.assertRaises(UserError):
                text.write(values)
        with self.assertRaises(UserError):
            text.unlink()
        draft = text.copy()
        self.assertEqual((draft.state, draft.version), ("draft", 2))
        draft.text = "neu"

    def test_a_future_version_waits(self):
        text = self.purpose("plan")._get_text(self.tigrinya)
        new = text.copy({"valid_from": fields.Date.add(fields.Date.today(), days=5)})
        new._confirm()
        self.assertEqual(self.purpose("plan")._get_text(self.tigrinya), text)

    def test_answered_purposes_stay(self):
        """What a consent covers cannot be widened behind the client's back."""
        purpose = self.purpose("profile").with_user(self.dpo)
        health = self.env.ref("integration_case.integration_data_class_health")
        purpose.data_class_ids += health
        purpose.data_class_ids -= health
        self.consent()
        for values in (
            {"data_class_ids": [fields.Command.link(health.id)]},
            {"legal_basis": "public_task"},
            {"recipient_kind": "public"},
            {"recipient_ids": [fields.Command.link(self.service.id)]},
        ):
            with self.assertRaises(UserError):
                purpose.write(values)
        purpose.write({"sequence": 3, "legal_basis": "consent"})
        for user in (self.manager1, self.config):
            with self.assertRaises(AccessError):
                purpose.with_user(user).write({"sequence": 4})


@tagged("post_install", "-at_install")
class TestConsentRecord(ConsentCase):
    """Giving and refusing, with evidence; fixed once given (C45, C47, C51, C52)."""

    def test_given(self):
        consent = self.consent(interpreter="professional", note="Geheim")
        self.assertEqual(consent.state, "given")
        self.assertEqual(consent.language_id, self.tigrinya)
        self.assertEqual(consent.text_id.language_id, self.tigrinya)
        self.assertEqual(consent.interpreter, "professional")
        self.assertEqual(consent.user_id, self.manager1)
        self.assertEqual(
            consent.date_until.date(),
            consent.date_from.date() + relativedelta(years=3),
        )
        self.assertFalse(consent._get_broken_seals())
        self.assertFalse(consent.evidence_id._get_broken_seals())

    def test_refused_without_pressure(self):
        consent = self.consent(decision="refused")
        self.assertEqual(consent.state, "refused")
        self.assertEqual(self.decide(), "-refused")
        self.assertFalse(self.case1.activity_ids, "nobody is sent to ask again")

    def test_no_ends_the_yes_before(self):
        first = self.consent(date=self.ago(days=3))
        self.consent(decision="refused")
        self.assertEqual(first.state, "withdrawn")
        self.assertEqual(first.withdrawn_how, "refused")
        self.consent()
        self.assertEqual(self.decide(), "+consent")

    def test_missing_text_blocks(self):
        somali = self._language("som")
        with self.assertRaises(UserError) as caught:
            self.consent(language_id=somali.id)
        self.assertIn("Somali", str(caught.exception))
        draft = self.purpose("profile").text_ids[:1].copy({"language_id": somali.id})
        with self.assertRaises(UserError):
            self.consent(language_id=somali.id)
        draft._confirm()
        self.consent(language_id=somali.id)

    def test_public_task_asks_nobody(self):
        with self.assertRaises(UserError):
            self.consent("case_file")

    def test_named_recipients_are_needed(self):
        with self.assertRaises(UserError):
            self.consent("services")
        consent = self.consent("services", recipients=self.service)
        self.assertEqual(consent.recipient_ids, self.service)

    def test_evidence_is_complete(self):
        for vals in (
            {"signature": False},
            {"how": "paper"},
            {"how": "witnessed"},
            {"how": "paper", "scan": base64.b64encode(b"MZ\x90 no picture")},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.evidence(**vals)
        with self.assertRaises(UserError):
            self.evidence(date=self.ago(days=-1))
        self.evidence(how="paper", signature=False, scan=base64.b64encode(b"%PDF-1.4"))

    def test_huge_signature(self):
        huge = base64.b64encode(base64.b64decode(PNG) + b"0" * 20 * 1024 * 1024)
        with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
            self.evidence(signature=huge)
        self.assertIn("500 kB", str(caught.exception))

    def test_guardian(self):
        self.person.birth_date = fields.Date.today() - relativedelta(years=10)
        with self.assertRaises(UserError):
            self.consent()
        with self.assertRaises(UserError):
            self.consent(guardian_name="Mutter Testmann")
        consent = self.consent(
            guardian_name="Mutter Testmann", guardian_evidence="Geburtsurkunde"
        )
        self.assertTrue(consent.by_guardian)
        self.assertEqual(self.decide(), "+guardian")
        of_age = self.person._get_birth_date_of_age(18)
        with freeze_time(fields.Datetime.to_datetime(of_age)):
            self.assertNotIn("+", self.decide())

    def test_guardian_ends_at_majority(self):
        self.person.birth_date = fields.Date.today() - relativedelta(years=17)
        consent = self.consent(guardian_name="Vater", guardian_evidence="Ausweis")
        self.assertEqual(
            consent.date_until,
            consent._start_of_day_utc(self.person._get_birth_date_of_age(18)),
        )
        # from 16 on she answers herself
        self.assertFalse(self.consent("plan").by_guardian)

    def test_birth_date_entered_later(self):
        """A guardian's consent does not outlive a corrected date of birth."""
        self.consent(guardian_name="Vater", guardian_evidence="Ausweis")
        self.assertEqual(self.decide(), "+guardian")
        self.person.birth_date = fields.Date.today() - relativedelta(years=20)
        self.assertEqual(self.decide(), "-of_age")

    def attempts(self, consent, evidence):
        person = self.person.sudo()
        now = fields.Datetime.now()
        return {
            "write": lambda: consent.write({"decision": "refused"}),
            "date": lambda: consent.write({"date_until": False}),
            "revoke withdrawal": lambda: consent.write({"withdrawn_at": False}),
            "withdraw by hand": lambda: consent.write({"withdrawn_at": now}),
            "recipients": lambda: consent.write(
                {"recipient_ids": [fields.Command.link(self.service.id)]}
            ),
            "merge": lambda: consent.write({"person_id": self.case2.person_id.id}),
            "unlink": consent.unlink,
            "copy": consent.copy,
            "import": lambda: consent.load(["decision"], [["given"]]),
            "create": lambda: consent.create(
                [{"person_id": person.id, "decision": "given"}]
            ),
            "lines": lambda: person.write(
                {
                    "consent_ids": [
                        fields.Command.update(consent.id, {"decision": "refused"})
                    ]
                }
            ),
            "clear": lambda: person.write({"consent_ids": [fields.Command.clear()]}),
            "delete person": person.unlink,
            "forged key": lambda: consent.with_context(
                integration_sealing=True, integration_sealing_key={}
            ).write({"decision": "refused"}),
            "salts": lambda: consent.write({"salts": {}}),
            "signature": lambda: evidence.write({"signature": False}),
            "evidence": evidence.unlink,
        }

    @mute_logger(
        "odoo.sql_db",
        "odoo.addons.base.models.ir_rule",
        "odoo.addons.base.models.ir_model",
    )
    def test_fixed_by_any_door(self):
        """C47: the manager, the lead, the officer, administrators, superuser."""
        consent = self.consent()
        for user in (self.manager1, self.lead, self.dpo, self.admin, None):
            mine, evidence = consent.sudo(), consent.evidence_id.sudo()
            if user:
                mine, evidence = mine.with_user(user), evidence.with_user(user)
            for name, attempt in self.attempts(mine, evidence).items():
                with self.subTest(name=name, user=user and user.login):
                    with self.assertRaises(Exception) as caught, self.cr.savepoint():
                        attempt()
                        self.env.flush_all()
                    self.assertIn(
                        type(caught.exception).__name__,
                        (
                            "AccessError",
                            "UserError",
                            "ForeignKeyViolation",
                            "ValidationError",
                            "IntegrityError",
                            "RestrictViolation",
                        ),
                    )
        self.env.invalidate_all()
        self.assertEqual(consent.state, "given")
        self.assertFalse(consent._get_broken_seals())

    def test_seal_shows_changes_of_the_table(self):
        consent = self.consent()
        self.env.flush_all()
        self.cr.execute(
            "UPDATE integration_consent SET date_until = NULL WHERE id = %s",
            consent.ids,
        )
        self.env.invalidate_all()
        self.assertEqual(consent._get_broken_seals(), {consent: ["date_until"]})

    def test_seal_outlives_erasure(self):
        """Blanking a field and its salt leaves the chain of digests whole."""
        evidence = self.evidence(note="Geheim", guardian_name=False).sudo()
        salts = {n: s for n, s in evidence.salts.items() if n != "note"}
        self.env.flush_all()
        self.cr.execute(
            "UPDATE integration_consent_evidence SET note = NULL, salts = %s::jsonb "
            "WHERE id = %s",
            [json.dumps(salts), evidence.id],
        )
        self.env.invalidate_all()
        self.assertFalse(evidence._get_broken_seals())

    def test_foreign_client(self):
        for user in (self.manager2, self.colleague, self.dpo, self.clerk):
            with self.assertRaises(AccessError, msg=user.login):
                self.evidence(user=user)
        evidence = self.evidence()
        with self.assertRaises(AccessError):
            self.env["integration.consent"].with_user(self.manager2)._record(
                evidence.with_user(self.manager2), self.purpose("plan"), "given"
            )

    def test_officer_sees_no_evidence(self):
        consent = self.consent(note="Geheim").with_user(self.dpo)
        self.assertEqual(consent.state, "given")
        self.assertNotIn("Testmann", str(consent.read()))
        with self.assertRaises(AccessError):
            consent.evidence_id.read(["note"])
        with self.assertRaises(AccessError):
            consent.action_withdraw()


@tagged("post_install", "-at_install")
class TestConsentDecision(ConsentCase):
    """One function answers who may have what for what (C46)."""

    def test_table(self):
        self.assertEqual(self.decide("case_file", "contact"), "+public_task")
        self.assertEqual(self.decide("case_file", "languages"), "+public_task")
        self.assertEqual(self.decide("case_file", "interests"), "-not_covered")
        self.assertEqual(
            self.decide("case_file", "contact", "public"), "-wrong_recipient"
        )
        self.assertEqual(self.decide("nonsense"), "-no_purpose")
        self.assertEqual(self.decide(), "-not_asked")
        self.consent()
        self.assertEqual(self.decide(), "+consent")
        self.assertEqual(self.decide(recipient="volunteer"), "-wrong_recipient")
        self.assertEqual(self.decide(data="health"), "-not_covered")
        self.assertEqual(self.decide("plan"), "-not_asked")
        self.assertEqual(self.decide(person=self.case2.person_id), "-not_asked")

    def test_named_recipient(self):
        other = self.env["res.partner"].create({"name": "Sprachschule"})
        self.consent("services", recipients=self.service)
        self.assertEqual(self.decide("services", "plan", self.service), "+consent")
        self.assertEqual(self.decide("services", "plan", other), "-not_named")
        self.assertEqual(self.decide("services", "plan", "service"), "-wrong_recipient")

    def test_recipients_of_the_purpose(self):
        purpose = self.purpose("volunteers")
        purpose.recipient_ids = self.service
        self.consent("volunteers")
        self.assertEqual(self.decide("volunteers", "contact", self.service), "+consent")
        other = self.company.partner_id
        self.assertEqual(
            self.decide("volunteers", "contact", other), "-wrong_recipient"
        )

    def test_moment(self):
        given, withdrawn = self.ago(days=5), self.ago(days=2)
        consent = self.consent(date=given)
        consent._withdraw("paper", withdrawn)
        self.assertEqual(self.decide(moment=self.ago(days=6)), "-not_asked")
        self.assertEqual(self.decide(moment=given), "+consent")
        self.assertEqual(self.decide(moment=withdrawn), "-withdrawn")
        self.assertEqual(self.decide(), "-withdrawn")

    def test_expiry_is_asked_by_date(self):
        consent = self.consent()
        with freeze_time(consent.date_until):
            self.assertEqual(self.decide(), "-expired")
            self.env.invalidate_all()
            self.assertEqual(consent.state, "expired")

    def test_states_are_searched(self):
        self.env.ref(
            "integration_case.integration_rule_value_consent_months"
        ).value = "1"
        given = self.consent(date=self.ago(days=9))
        refused = self.consent("plan", "refused")
        withdrawn = self.consent("photo")
        withdrawn.action_withdraw()
        expired = self.consent("statistics", date=self.ago(days=60))
        consents = given | refused | withdrawn | expired
        self.env.flush_all()
        for consent in consents:
            found = consents.search(
                [("id", "in", consents.ids), ("state", "=", consent.state)]
            )
            self.assertEqual(found, consent, consent.state)
        self.assertEqual(len(set(consents.mapped("state"))), 4)
        self.assertEqual(
            consents.search(
                consents._get_valid_domain() & fields.Domain("id", "in", consents.ids)
            ),
            given,
        )

    def test_other_authority(self):
        purpose = self.purpose("photo").copy(
            {"code": "own", "company_id": self.county.id}
        )
        self.assertEqual(self.decide("own", "photo", "public"), "-no_purpose")
        self.assertNotIn(purpose, purpose._get_available(self.company))


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
        today = fields.Date.today()
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
