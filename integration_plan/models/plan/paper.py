"""The bilingual plan on paper (C23)."""

import base64

from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tools.pdf import get_paper_lang, make_pdf
from odoo.addons.integration_case.tools.rtl import box_words, mark_lines

from .paper_words import WORDS

GERMAN = "deu"
SHEET = "integration_plan.integration_plan_paper"
TEXTS = ("name", "start", "target", "indicator")


class PlanPaper:
    """Makes the paper of a plan, in the rights of whoever asks.

    It is the client's own: it carries her name. The fixed words stand in German and in
    her language; what was entered stands as it was entered, with the version in her
    language beside it.

    :param plan: ``integration.plan`` record
    :param language: ``integration.language`` of the second column
    :param bool with_assessment: whether the levels of the last assessment are shown
    """

    def __init__(self, plan, language, with_assessment=True):
        plan = plan.with_context(lang=get_paper_lang(plan.env))
        self.plan = plan
        self.env = plan.env
        self.language = language
        self.with_assessment = with_assessment
        self.german = WORDS[GERMAN]
        self.client = WORDS.get(language.code, WORDS["eng"])

    def show(self, text):
        """:return: a fixed text as the converter needs it"""
        return box_words(text) if self.language.is_rtl and text else text

    def mark(self, text):
        """:return: an entered text, in whatever script it was written"""
        return mark_lines(text)

    def get_area(self, area, words):
        return words.get(area.code) or area.name

    def date(self, day):
        return day and format_date(self.env, day, date_format="dd.MM.yyyy")

    def get_assessment(self):
        """:return: dict ``date``, ``last``, ``max``, ``rows``; or None"""
        if not self.with_assessment:
            return None
        rows = self.env["integration.assessment"].search(
            [("person_id", "=", self.plan.person_id.id)], limit=1
        )
        if not rows:
            return None
        lines = rows.line_ids.filtered("level")
        top = max(rows.instrument_id.step_ids.mapped("level"), default=1)
        return {
            "date": self.date(rows.date),
            "last": self.date(rows.previous_id.date),
            "max": top,
            "lines": [
                {
                    "area": line.area_id,
                    "level": line.level,
                    "width": round(100 * line.level / top),
                    "previous": line.previous_level,
                    "previous_width": round(100 * line.previous_level / top),
                }
                for line in lines
            ],
        }

    def get_values(self):
        """:return: what the sheet shows"""
        plan = self.plan
        return {
            "paper": self,
            "plan": plan,
            "company": plan.company_id,
            "german": self.german,
            "client": self.client,
            "bilingual": self.language.code != GERMAN,
            "direction": "rtl" if self.language.is_rtl else "ltr",
            "goals": plan.goal_ids.sorted(
                lambda goal: (goal.area_sequence, goal.sequence, goal.id)
            ),
            "texts": ("start", "target", "indicator"),
            "assessment": self.get_assessment(),
            "today": self.date(get_today()),
            "is_draft": plan.state in ("draft", "withdrawn"),
            "check": (plan.digest or "")[:16],
        }

    def make(self):
        """:return: the paper as PDF, base64"""
        html = self.env["ir.qweb"]._render(SHEET, self.get_values())
        return base64.b64encode(make_pdf(self.env, html))
