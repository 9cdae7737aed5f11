import base64
import re
from pathlib import Path

from PIL import Image

from odoo.tests import tagged

from .common_consent import ConsentCase
from .pictures import (
    TOLERANCE,
    crop,
    differ,
    load_reference,
    read_words,
    spoil,
    take_picture,
)

REFERENCE = Path(__file__).parent / "data" / "consent_paper_ara.png"
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
#: texts of its own: those shipped may be reworded
TITLE = "خطة الاندماج"
TEXT = (
    "نود أن نضع معك خطة: أهدافك والخطوات القادمة ومن يفعل ماذا. لا يقرأ الخطة إلا مركز "
    "المشورة، وتحصل أنت على نسخة."
)


@tagged("post_install", "-at_install")
class TestConsentPicture(ConsentCase):
    """An Arabic paper, read back as text and looked at (C52)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        plan = cls.env.ref("integration_case.integration_purpose_plan")
        cls.env["integration.purpose"].search([]).active = False
        purpose = plan.copy({"code": "picture", "active": True})
        for code, title, text in (
            ("deu", "Integrationsplan", "Wir möchten mit Ihnen einen Plan machen."),
            ("ara", TITLE, TEXT),
        ):
            cls.env["integration.purpose.text"].create(
                {
                    "purpose_id": purpose.id,
                    "language_id": cls._language(code).id,
                    "valid_from": "2020-01-01",
                    "title": title,
                    "text": text,
                }
            )._confirm()
        action = cls.case1.with_user(cls.manager1).action_take_consents()
        take = cls.env[action["res_model"]].browse(action["res_id"])
        take.language_id = cls._language("ara")
        cls.pdf = base64.b64decode(take.with_user(cls.manager1).paper)
        cls.words = read_words(cls.pdf)[0]
        cls.picture, cls.boxes = cls._get_column()

    @classmethod
    def _get_column(cls):
        """:return: the Arabic column as picture, and the boxes of its words there"""
        page = take_picture(cls.pdf)
        top = min(box[1] for box, word in cls.words if word == "Integrationsplan")
        end = min(box[1] for box, word in cls.words if word == "einverstanden")
        column = [
            box
            for box, word in cls.words
            if ARABIC.search(word)
            and box[0] > page.width / 2
            and top - 9 < box[1] < end - 9
        ]
        return crop(page, column)

    def test_text(self):
        """Every letter of both languages stands on the paper."""
        letters = "".join(word for _box, word in self.words)
        for letter in sorted(set(ARABIC.findall(TITLE + TEXT))):
            self.assertGreaterEqual(
                letters.count(letter), (TITLE + TEXT).count(letter), letter
            )
        for word in ("Integrationsplan", "einverstanden"):
            self.assertIn(word, letters)

    def test_picture(self):
        reference = load_reference(REFERENCE, self.picture)
        self.assertLess(differ(self.picture, reference), TOLERANCE)

    def test_what_the_picture_would_show(self):
        """The comparison fails for what goes wrong with foreign scripts."""
        reference = Image.open(REFERENCE)
        for name, wrong in spoil(self.picture, self.boxes).items():
            self.assertGreater(differ(wrong, reference), TOLERANCE, name)
