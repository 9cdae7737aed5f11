from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common_consent import ConsentCase


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
