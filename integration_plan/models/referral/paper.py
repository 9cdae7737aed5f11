"""The bilingual letter of a referral on paper."""

import base64

from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import to_german_day
from odoo.addons.integration_case.tools.pdf import get_paper_lang, make_pdf
from odoo.addons.integration_case.tools.rtl import box_words, mark_lines

from .paper_words import WORDS

GERMAN = "deu"
SHEET = "integration_plan.integration_referral_paper"


class ReferralPaper:
    """Makes the letter of a referral out of the frozen copy, in the reader's rights.

    :param referral: ``integration.referral`` record that was sent
    :param language: ``integration.language`` of the second column
    """

    def __init__(self, referral, language):
        referral = referral.with_context(lang=get_paper_lang(referral.env))
        self.referral = referral
        self.env = referral.env
        self.language = language
        self.german = WORDS[GERMAN]
        self.client = WORDS.get(language.code, WORDS["eng"])

    def show(self, text):
        """:return: a fixed text as the converter needs it"""
        return box_words(text) if self.language.is_rtl and text else text

    def mark(self, text):
        """:return: an entered text, in whatever script it was written"""
        return mark_lines(text)

    def date(self, moment):
        return moment and format_date(
            self.env, to_german_day(moment), date_format="dd.MM.yyyy"
        )

    def get_values(self):
        """:return: what the sheet shows"""
        letter = self.referral.letter_id
        return {
            "paper": self,
            "letter": letter,
            "offer": letter.offer_id,
            "rows": letter.disclosure_ids,
            "german": self.german,
            "client": self.client,
            "bilingual": self.language.code != GERMAN,
            "direction": "rtl" if self.language.is_rtl else "ltr",
            "closed": bool(letter.closed_on),
        }

    def make(self):
        """:return: the letter as PDF, base64"""
        html = self.env["ir.qweb"]._render(SHEET, self.get_values())
        return base64.b64encode(make_pdf(self.env, html))
