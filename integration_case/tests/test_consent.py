import base64
import json

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import (
    get_today,
    start_of_day_utc,
    to_german_day,
    to_last_german_day,
)

from .common_consent import PNG, ConsentCase


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
            to_last_german_day(consent.date_until),
            to_german_day(consent.date_from) + relativedelta(years=3),
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
        self.person.birth_date = get_today() - relativedelta(years=10)
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
        self.person.birth_date = get_today() - relativedelta(years=17)
        consent = self.consent(guardian_name="Vater", guardian_evidence="Ausweis")
        self.assertEqual(
            consent.date_until,
            start_of_day_utc(self.person._get_birth_date_of_age(18)),
        )
        # from 16 on she answers herself
        self.assertFalse(self.consent("plan").by_guardian)

    def test_birth_date_entered_later(self):
        """A guardian's consent does not outlive a corrected date of birth."""
        self.consent(guardian_name="Vater", guardian_evidence="Ausweis")
        self.assertEqual(self.decide(), "+guardian")
        self.person.birth_date = get_today() - relativedelta(years=20)
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
