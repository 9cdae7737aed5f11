import base64

from PIL import Image, ImageOps

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tests.pictures import (
    differ,
    get_letters,
    read_words,
    take_picture,
)
from odoo.addons.integration_plan.models.plan.paper import PlanPaper
from odoo.addons.integration_plan.models.plan.paper_words import NAMES, WORDS

from .common import PlanCase

#: texts of a goal in the client's language
CLIENT = {
    "ara": {
        "name_client": "شهادة اللغة الألمانية B1",
        "start_client": "أعرف بعض الكلمات.",
        "target_client": "أتكلم مع الجيران والمعلمين.",
        "indicator_client": "الشهادة",
    },
    "ukr": {
        "name_client": "Сертифікат B1 з німецької мови",
        "start_client": "Я знаю окремі слова.",
        "target_client": "Я розмовляю з сусідами.",
        "indicator_client": "Сертифікат",
    },
    "tir": {
        "name_client": "ናይ ቋንቋ ጀርመን ምስክር ወረቐት",
        "start_client": "ቁሩብ ቃላት እፈልጥ።",
        "target_client": "ምስ ጎረባብተይ ክዛረብ።",
        "indicator_client": "ምስክር ወረቐት",
    },
}


@tagged("post_install", "-at_install")
class TestPlanPaper(PlanCase):
    """One PDF in German and the client's language, side by side (C23)."""

    def plan(self, code):
        goal = self.goal_vals("Deutsch B1", **CLIENT.get(code, {}))
        return self.proposed(goals=[goal], aim="Als Pflegerin arbeiten")

    def language(self, code):
        return self.env["integration.language"].search([("code", "=", code)])

    def print(self, plan, code, with_assessment=False):
        """:return: the PDF"""
        paper = PlanPaper(plan, self.language(code), with_assessment)
        return base64.b64decode(paper.make())

    def test_words(self):
        """Every fixed word stands in all languages of the consent's paper."""
        self.assertLessEqual(
            {"deu", "eng", "fra", "tur", "ukr", "rus", "ara", "fas", "tir"}, set(WORDS)
        )
        for code, words in WORDS.items():
            self.assertEqual(set(words), set(NAMES), code)
            self.assertTrue(all(word.strip() for word in words.values()), code)
        areas = self.env["integration.life.area"].search([])
        for area in areas:
            self.assertIn(area.code, WORDS["deu"], area.name)
        for code in ("ara", "ukr", "tir", "fas"):
            self.assertTrue(self.language(code), code)
            same = [n for n in NAMES if WORDS[code][n] == WORDS["eng"][n]]
            self.assertFalse(same, code)

    def test_texts_are_complete(self):
        """Every letter of both languages can be read back from the page."""
        for code in ("ara", "ukr", "tir"):
            with self.subTest(code=code), self.cr.savepoint() as savepoint:
                pages = read_words(self.print(self.plan(code), code))
                found = get_letters("".join(w for page in pages for _b, w in page))
                texts = [
                    *CLIENT[code].values(),
                    *(WORDS[code][name] for name in ("title", "agree", "copy")),
                    *("Integrationsplan", "Als Pflegerin arbeiten", "Zertifikat"),
                    "Rana Testmann",
                ]
                wanted = get_letters("".join(texts))
                for letter in sorted(set(wanted)):
                    self.assertGreaterEqual(
                        found.count(letter), wanted.count(letter), f"{code} {letter}"
                    )
                savepoint.rollback()
                self.env.invalidate_all()

    def test_columns(self):
        """German left, Arabic at the right edge; nothing leaves the page."""
        pdf = self.print(self.plan("ara"), "ara")
        page = take_picture(pdf)
        words = read_words(pdf)[0]
        arabic = [box for box, word in words if "\u0600" < word[:1] < "\u06ff"]
        self.assertGreater(len(arabic), 20)
        for left, _top, right, _bottom in arabic:
            self.assertGreater(right, 0)
            self.assertLess(right, page.width + 1)
            self.assertGreater(left, 0)
        goal = [box for box, word in words if word == "Deutsch"]
        self.assertLess(goal[0][0], page.width / 3)

    def test_picture_tells_scripts_apart(self):
        """What a wrong page would look like differs from the right one."""
        plan = self.plan("ara")
        right = take_picture(self.print(plan, "ara"))
        again = take_picture(self.print(plan, "ara"))
        self.assertLess(differ(again, right), 0.05)
        self.assertGreater(differ(ImageOps.mirror(right), right), 0.35)
        self.assertGreater(differ(Image.new("L", right.size, 255), right), 0.35)

    def test_bars(self):
        """The levels stand in the print, too, with those of the last time (C15)."""
        plan = self.plan("ara")
        one = self.env["integration.assessment"].with_user(self.manager1)
        one = one.create({"case_id": self.case1.id})
        for line in one.line_ids[:3]:
            line.step_id = one.instrument_id.step_ids.filtered(
                lambda step, line=line: step.area_id == line.area_id and step.level == 4
            )
        without = read_words(self.print(plan, "ara"))
        pages = read_words(self.print(plan, "ara", with_assessment=True))
        words = [word for page in pages for _box, word in page]
        self.assertIn("stehe", " ".join(words))
        self.assertNotIn("stehe", " ".join(w for page in without for _b, w in page))
        self.assertGreaterEqual(words.count("4"), 3)

    def test_german_alone(self):
        pages = read_words(self.print(self.plan("deu"), "deu"))
        words = [word for page in pages for _box, word in page]
        self.assertEqual(words.count("Integrationsplan"), 1)

    def test_unknown_language_falls_back(self):
        """A language without fixed words is printed with English ones."""
        language = self.env["integration.language"].search(
            [("code", "not in", list(WORDS))], limit=1
        )
        paper = PlanPaper(self.plan("x"), language)
        self.assertEqual(paper.client["title"], "Integration plan")

    def test_half_filled(self):
        plan = self.draft(goals=[{"area_id": self.housing.id, "name": "Wohnung"}])
        pages = read_words(self.print(plan, "ara"))
        words = " ".join(word for page in pages for _box, word in page)
        self.assertIn("Entwurf", words)

    def test_dialog(self):
        plan = self.plan("ara")
        plan.invalidate_recordset()
        action = plan.action_print()
        dialog = self.env[action["res_model"]].with_user(self.manager1)
        dialog = dialog.browse(action["res_id"])
        dialog.language_id = self.arabic
        self.assertTrue(base64.b64decode(dialog.paper).startswith(b"%PDF"))
        url = dialog.action_print()["url"]
        self.assertIn("-V1-ara.pdf", url)
        self.assertNotIn("Testmann", url)
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                self.as_user(self.manager2, dialog).read(["paper"])
