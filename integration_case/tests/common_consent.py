from datetime import timedelta

from odoo import fields

from .common_roles import RolesCase

# one black pixel
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


def agree(person, code, recipients=None):
    """Record a given consent of a client, as the system."""
    person = person.sudo()
    env = person.env
    purpose = env.ref(f"integration_case.integration_purpose_{code}")
    purpose.text_ids._confirm()
    evidence = env["integration.consent.evidence"]._record(
        person,
        {
            "how": "witnessed",
            "witness": "Test",
            "language_id": purpose.text_ids[:1].language_id.id,
        },
    )
    return env["integration.consent"]._record(
        evidence, purpose, "given", recipients=recipients
    )


class ConsentCase(RolesCase):
    """Confirmed texts, and a client of manager1 who can be asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["integration.purpose.text"].search([])._confirm()
        cls.person = cls.case1.person_id
        cls.tigrinya = cls._language("tir")
        cls.service = cls.env["res.partner"].create({"name": "Jobcenter Teststadt"})

    @classmethod
    def _language(cls, code):
        return cls.env["integration.language"].search([("code", "=", code)])

    def purpose(self, code):
        return self.env.ref(f"integration_case.integration_purpose_{code}")

    def evidence(self, person=None, user=None, **vals):
        """Record how a client answered, as her manager."""
        person = (person or self.person).with_user(user or self.manager1)
        return person.env["integration.consent.evidence"]._record(
            person,
            {
                "how": "screen",
                "signature": PNG,
                "language_id": self.tigrinya.id,
                **vals,
            },
        )

    def consent(self, code="profile", decision="given", recipients=None, **vals):
        """Record one answer, as the manager of the client."""
        evidence = self.evidence(**vals)
        return evidence.env["integration.consent"]._record(
            evidence,
            self.purpose(code).with_env(evidence.env),
            decision,
            recipients=recipients,
        )

    def decide(self, code="profile", data="languages", recipient="team", **kwargs):
        """:return: reason code of the decision, led by + or −"""
        answer = self.env["integration.consent"]._decide(
            kwargs.pop("person", self.person), data, recipient, code, **kwargs
        )
        self.assertEqual(answer["allowed"], bool(answer["basis"]))
        self.assertTrue(answer["words"])
        return f"{'+' if answer['allowed'] else '-'}{answer['code']}"

    def ago(self, **delta):
        return fields.Datetime.now().replace(microsecond=0) - timedelta(**delta)
