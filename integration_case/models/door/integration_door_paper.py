from markupsafe import Markup

from odoo import models
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today, to_last_german_day

from ...door_words import GERMAN, choose
from ..consent.paper import ConsentPaper

SHEET = "integration_case.integration_door_paper"
PATH = "/d"
STEPS = ("paper_scan", "paper_number", "paper_code")
ADVICE = ("paper_keep", "paper_lost", "paper_until")


class DoorPaper(ConsentPaper):
    """The paper with a client's personal link, in German and her language.

    The link's text stands behind a ``#``: what stands there a browser sends to no
    server, so it is in no log. Neither name nor code are on the paper.

    :param door: ``integration.door`` record, read by its user
    :param str text: the link's text
    """

    def __init__(self, door, text):  # pylint: disable=super-init-not-called
        self.take = door  # whose language the words are shown in
        self.env = door.env
        self.text = text
        self.address = f"{door.get_base_url()}{PATH}"

    def show(self, text, side):
        """As on the paper of consents; dates and numbers run as they do everywhere."""
        box = Markup('<span class="word" dir="ltr">%s</span>')
        return Markup(" ").join(
            box % word
            if any(sign.isdigit() for sign in word)
            else super(DoorPaper, self).show(word, side)
            for word in text.split()
        )

    def get_words(self, language):
        until = to_last_german_day(self.take.date_until)
        day = format_date(self.env, until, date_format="dd.MM.yyyy")
        return {
            name: word.replace("{date}", day) for name, word in language.words.items()
        }

    def make(self):
        """:return: the paper as PDF"""
        own = choose(self.take.language_id.code)
        report = self.env["ir.actions.report"]
        html = self.env["ir.qweb"]._render(
            SHEET,
            {
                "company": self.take.company_id,
                "reference": self.take.reference,
                "address": self.address.partition("//")[2],
                "number": self.text,
                "code": self.make_code(f"{self.address}#{self.text}"),
                "german": self.get_words(GERMAN),
                "client": self.get_words(own),
                "show": self.show,
                "steps": STEPS,
                "advice": ADVICE,
                "bilingual": own != GERMAN,
                "direction": own.direction,
            },
        )
        # sudo: only runs the converter on a text rendered in the user's own rights
        return report.sudo()._run_wkhtmltopdf(
            [str(html)],
            specific_paperformat_args={
                "data-report-margin-top": 12,
                "data-report-header-spacing": 0,
            },
        )


class IntegrationDoor(models.Model):
    """The paper of a client's access."""

    _inherit = "integration.door"

    def _make_paper(self, text):
        """:return: tuple: neutral file name and PDF"""
        self.ensure_one()
        self.env["integration.access.log"]._log("report", self, "paper of the access")
        day = get_today()
        name = f"{self.reference.replace('/', '-')}-{day}.pdf"
        return name, DoorPaper(self, text).make()
