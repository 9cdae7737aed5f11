import base64

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.integration_case.tests.pictures import read_words
from odoo.addons.integration_plan.models.referral.paper import ReferralPaper
from odoo.addons.integration_plan.models.referral.paper_words import NAMES, WORDS

from ..models.referral.integration_disclosure import LABELS
from .common_referral import ReferralCase


@tagged("post_install", "-at_install")
class TestReferralPaper(ReferralCase):
    """The letter of a referral in German and the client's language (C23)."""

    def print(self, referral, code):
        language = self.env["integration.language"].search([("code", "=", code)])
        return base64.b64decode(ReferralPaper(referral, language).make())

    def test_words(self):
        """Every language has every word, and every datum has one."""
        for code, words in WORDS.items():
            self.assertEqual(set(words), set(NAMES), code)
            self.assertTrue(all(words.values()), code)
        self.assertLessEqual({name for name, _label in LABELS}, set(NAMES))

    def test_letter(self):
        referral = self.sent()
        for code in ("deu", "ukr", "ara", "tir"):
            pdf = self.print(referral, code)
            self.assertEqual(pdf[:5], b"%PDF-", code)
            text = " ".join(word for page in read_words(pdf) for _box, word in page)
            for word in ("Amina", referral.number, "Vermittlung"):
                self.assertIn(word, text, code)

    def test_dialog(self):
        offered = self.refer()
        with self.assertRaises(UserError):
            offered.action_print()
        referral = self.sent()
        action = referral.action_print()
        dialog = self.env[action["res_model"]].with_user(self.manager1)
        dialog = dialog.browse(action["res_id"])
        self.assertIn(dialog.language_id.code, WORDS)
        self.assertIn(referral.number, dialog.action_print()["url"])
