import base64
import os
import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from odoo.tests import tagged

from .common_consent import ConsentCase
from .pictures import differ, read_words, take_picture

REFERENCE = Path(__file__).parent / "data" / "consent_paper_ara.png"
#: part of the ink that may stand elsewhere; measured: 0 on the same fonts and another
#: scale, 0.1 a dot beside, 0.5 another font, 0.6 mirrored, 1 empty, 1.4 boxes
TOLERANCE = 0.35
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
#: texts of its own: those shipped may be reworded
TITLE = "خطة الاندماج"
TEXT = (
    "نود أن نضع معك خطة: أهدافك والخطوات القادمة ومن يفعل ماذا. لا يقرأ الخطة إلا مركز "
    "المشورة، وتحصل أنت على نسخة."
)


@tagged("post_install", "-at_install")
class TestConsentPicture(ConsentCase):
    """An Arabic paper, read back as text and looked at (C52).

    ``WRITE_PICTURES=1`` stores the picture anew, to be looked at by somebody who reads
    Arabic before it is kept.
    """

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
        lefts, tops, rights, bottoms = zip(*column, strict=True)
        area = tuple(map(round, (min(lefts), min(tops), max(rights), max(bottoms))))
        boxes = [
            tuple(side - area[index % 2] for index, side in enumerate(box))
            for box in column
        ]
        return page.crop(area), boxes

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
        if os.environ.get("WRITE_PICTURES"):
            self.picture.save(REFERENCE, optimize=True)
        self.assertLess(differ(self.picture, Image.open(REFERENCE)), TOLERANCE)

    def test_what_the_picture_would_show(self):
        """The comparison fails for what goes wrong with foreign scripts."""
        reference = Image.open(REFERENCE)
        size = self.picture.size
        empty = Image.new("L", size, 255)
        no_glyphs = empty.copy()
        for box in self.boxes:
            ImageDraw.Draw(no_glyphs).rectangle(box, outline=0)
        half = self.picture.copy()
        half.paste(255, (0, 0, size[0] // 2, size[1]))
        for name, wrong in (
            ("missing", empty),
            ("boxes instead of letters", no_glyphs),
            ("cut off", half),
            ("left to right", ImageOps.mirror(self.picture)),
        ):
            self.assertGreater(differ(wrong, reference), TOLERANCE, name)
