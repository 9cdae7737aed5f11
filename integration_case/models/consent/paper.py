"""The bilingual paper on which a client answers by hand (C49, C52)."""

import base64
import hashlib

from markupsafe import Markup
from reportlab.graphics.barcode.qr import QrCodeWidget

from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today

from ...tools.pdf import make_pdf
from ...tools.rtl import box_words
from .paper_words import WORDS

GERMAN = "deu"
SHEET = "integration_case.integration_consent_paper"


class ConsentPaper:
    """Makes the paper for a dialog, in the rights of its user.

    It carries the client's reference, never her name: that she writes herself. The
    QR code and the number below it say which client and which versions of the texts.

    :param take: ``integration.consent.take`` record
    """

    def __init__(self, take):
        self.take = take
        self.env = take.env
        german = self.env["integration.language"].search([("code", "=", GERMAN)])
        self.languages = german | take.language_id
        self.rows = self._get_rows(german, take.language_id)

    def _get_rows(self, german, language):
        rows = []
        for line in self.take.line_ids:
            own = line.purpose_id._get_text(german)
            client = line.purpose_id._get_text(language)
            if not own or not client:
                raise UserError(
                    self.env._(
                        "%(purpose)s: there is no confirmed text in %(language)s. "
                        "Please choose another language, or ask the data protection "
                        "officer.",
                        purpose=line.purpose_id.name,
                        language=(language if own else german).name,
                    )
                )
            rows.append(
                {
                    "purpose": line.purpose_id,
                    "german": own,
                    "client": client,
                    "asked": line.purpose_id.legal_basis == "consent",
                }
            )
        return rows

    def get_number(self):
        """:return: number of the paper: client and versions of its texts"""
        texts = ",".join(str(row["client"].id) for row in self.rows)
        digest = hashlib.sha256(texts.encode()).hexdigest()[:6].upper()
        reference = self.take.person_id.reference
        return f"{reference}-{self.take.language_id.code.upper()}-{digest}"

    def get_paragraphs(self):
        """Split the texts; what all questions say at their end is printed once.

        :return: tuple: paragraphs by text, and the common ones in both languages
        """
        asked = [row for row in self.rows if row["asked"]]
        sides = ("german", "client")
        paragraphs = {
            row[side]: [part for part in row[side].text.split("\n") if part.strip()]
            for row in self.rows
            for side in sides
        }
        ends = {side: {paragraphs[row[side]][-1] for row in asked} for side in sides}
        if len(asked) < 2 or any(len(parts) != 1 for parts in ends.values()):
            return paragraphs, {}
        for text in {row[side] for row in asked for side in sides}:
            paragraphs[text] = paragraphs[text][:-1]
        return paragraphs, {side: parts.pop() for side, parts in ends.items()}

    def show(self, text, side):
        """:return: a paragraph as the converter needs it"""
        rtl = side != "german" and self.take.language_id.is_rtl
        return box_words(text) if rtl else text

    def make_code(self, text):
        """:return: QR code as SVG, which needs no library for pictures"""
        code = QrCodeWidget(text, barLevel="M").qr
        code.make()
        size = code.getModuleCount()
        dots = Markup("").join(
            Markup("<rect x='%s' y='%s' width='1.05' height='1.05'/>") % (column, row)
            for row in range(size)
            for column in range(size)
            if code.isDark(row, column)
        )
        return Markup(
            "<svg xmlns='http://www.w3.org/2000/svg' width='92' height='92' "
            "viewBox='-2 -2 %s %s'>%s</svg>"
        ) % (size + 4, size + 4, dots)

    def make(self):
        """:return: the paper as PDF, base64"""
        language = self.take.language_id
        number = self.get_number()
        paragraphs, common = self.get_paragraphs()
        html = self.env["ir.qweb"]._render(
            SHEET,
            {
                "company": self.take.person_id.company_id,
                "rows": self.rows,
                "paragraphs": paragraphs,
                "common": common,
                "show": self.show,
                "number": number,
                "code": self.make_code(number),
                "today": format_date(
                    self.env,
                    get_today(),
                    date_format="dd.MM.yyyy",
                ),
                "german": WORDS[GERMAN],
                "client": WORDS.get(language.code, WORDS["eng"]),
                "bilingual": language.code != GERMAN,
                "direction": "rtl" if language.is_rtl else "ltr",
            },
        )
        return base64.b64encode(make_pdf(self.env, html))
