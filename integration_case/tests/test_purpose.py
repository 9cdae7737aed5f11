from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.integration_base.tools.days import get_today

from .common_consent import ConsentCase

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
        new = text.copy({"valid_from": fields.Date.add(get_today(), days=5)})
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
