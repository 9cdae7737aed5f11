import base64
from pathlib import Path
from unicodedata import bidirectional

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.integration_case.tests.pictures import (
    TOLERANCE,
    crop,
    differ,
    get_letters,
    load_reference,
    read_words,
    spoil,
    take_picture,
)
from odoo.addons.integration_plan.models.plan.paper import PlanPaper
from odoo.addons.integration_plan.models.referral.paper import ReferralPaper

from .common_referral import ReferralCase

DATA = Path(__file__).parent / "data"
#: the word above and the word below the part that is looked at
FIRST, LAST = "Das", "Gedolmetscht"
#: of a plan and its goals, by language: aim, goals, measures
TEXTS = {
    "ara": (
        "أريد أن أعمل ممرضة.",
        (
            "شهادة اللغة الألمانية B1",
            "أعرف بعض الكلمات.",
            "أتكلم مع الجيران.",
            "الشهادة",
        ),
        ("التسجيل في الدورة", "العثور على مكان في الروضة"),
    ),
    "ukr": (
        "Я хочу працювати медсестрою.",
        (
            *("Сертифікат B1 з німецької мови", "Я знаю окремі слова."),
            *("Я розмовляю з сусідами.", "Сертифікат"),
        ),
        ("Записатися на курс", "Знайти місце в дитячому садку"),
    ),
    "tir": (
        "ነርስ ኮይነ ክሰርሕ እደሊ።",
        (
            *("ናይ ቋንቋ ጀርመን ምስክር ወረቐት", "ቁሩብ ቃላት እፈልጥ።"),
            *("ምስ ጎረባብተይ ክዛረብ።", "ምስክር ወረቐት"),
        ),
        ("ናብ ትምህርቲ ምምዝጋብ", "ቦታ መውዓል ህጻናት ምርካብ"),
    ),
}
GOAL = ("name", "start", "target", "indicator")
GERMAN = ("Deutsch B1", "Kennt einzelne Wörter.", "Spricht mit Nachbarn.", "Zertifikat")
DUE = "2031-05-14"


class PictureCase(ReferralCase):
    """Papers whose foreign column is compared with a stored picture (C23)."""

    def language(self, code):
        return self.env["integration.language"].search([("code", "=", code)])

    def check_picture(self, name, picture, boxes):
        """Compare with the picture stored, and see that faults would be found."""
        reference = load_reference(DATA / f"{name}.png", picture)
        difference = differ(picture, reference)
        self.assertLess(difference, TOLERANCE, name)
        for fault, wrong in spoil(picture, boxes).items():
            self.assertGreater(differ(wrong, reference), TOLERANCE, f"{name}: {fault}")


@tagged("post_install", "-at_install")
class TestPlanPicture(PictureCase):
    """The plan on paper in Arabic, Tigrinya and Ukrainian, looked at."""

    def plan(self, code):
        aim, texts, measures = TEXTS[code]
        client = {
            f"{name}_client": text for name, text in zip(GOAL, texts, strict=True)
        }
        first, second = measures
        goal = {
            **dict(zip(GOAL, GERMAN, strict=True)),
            **client,
            "area_id": self.language_area.id,
            "date_due": DUE,
            "measure_ids": [
                Command.create(
                    {
                        "name": "Zum Kurs anmelden",
                        "name_client": first,
                        "date_due": "2031-02-03",
                    }
                ),
                Command.create(
                    {
                        "name": "Kitaplatz suchen",
                        "name_client": second,
                        "responsible": "manager",
                    }
                ),
            ],
        }
        return self.proposed(
            goals=[goal], aim="Ich will als Pflegerin arbeiten.", aim_client=aim
        )

    def get_column(self, pdf):
        """:return: the client's column from the aim to the last sentence"""
        page = take_picture(pdf)
        words = read_words(pdf)[0]
        top = min(box[1] for box, word in words if word == FIRST)
        end = min(box[1] for box, word in words if word.startswith(LAST))
        column = [
            box
            for box, _word in words
            if box[0] > page.width / 2 and top - 3 < box[1] < end - 3
        ]
        return crop(page, column)

    def check_language(self, code):
        plan = self.plan(code)
        paper = PlanPaper(plan, self.language(code), with_assessment=False)
        pdf = base64.b64decode(paper.make())
        self.check_picture(f"plan_paper_{code}", *self.get_column(pdf))
        found = get_letters("".join(word for _box, word in read_words(pdf)[0]))
        aim, texts, measures = TEXTS[code]
        wanted = get_letters("".join([aim, *texts, *measures, *GERMAN]))
        for letter in sorted(set(wanted)):
            self.assertGreaterEqual(found.count(letter), wanted.count(letter), letter)

    def test_arabic(self):
        self.check_language("ara")

    def test_tigrinya(self):
        self.check_language("tir")

    def test_ukrainian(self):
        self.check_language("ukr")


@tagged("post_install", "-at_install")
class TestReferralPicture(PictureCase):
    """The letter of a referral in Arabic, looked at."""

    def test_arabic(self):
        paper = ReferralPaper(self.sent(), self.arabic)
        pdf = base64.b64decode(paper.make())
        words = read_words(pdf)[0]
        column = [box for box, word in words if bidirectional(word[0]) == "AL"]
        self.check_picture("referral_paper_ara", *crop(take_picture(pdf), column))
