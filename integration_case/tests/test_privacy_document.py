import base64
import io

from docx import Document
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.pdf import get_paper_lang
from .common_roles import RolesCase

KINDS = ("record", "roles", "impact", "notice")


@tagged("post_install", "-at_install")
class TestPrivacyDocument(RolesCase):
    """The papers a town needs, from what is set (GDPR Art. 13, 30, 35)."""

    def paper(self, user=None, **vals):
        papers = self.env["integration.privacy.document"].with_user(user or self.dpo)
        return papers.create(vals)

    def get_pdf(self, paper):
        action = paper.action_print()
        self.assertTrue(action["url"].endswith(".pdf?download=1"))
        pages = PdfReader(io.BytesIO(base64.b64decode(paper.file))).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def get_docx(self, paper):
        action = paper.action_edit()
        self.assertTrue(action["url"].endswith(".docx?download=1"))
        document = Document(io.BytesIO(base64.b64decode(paper.file)))
        texts = [paragraph.text for paragraph in document.paragraphs]
        texts += [
            cell.text
            for table in document.tables
            for row in table.rows
            for cell in row.cells
        ]
        return " ".join(" ".join(texts).split())

    def test_both_forms_say_the_same(self):
        """Every kind has its headings and tables in the PDF and in the text."""
        titles = {
            "record": ("Verzeichnis von Verarbeitungstätigkeiten", "Löschfristen"),
            "roles": ("Rollen- und Löschkonzept", "Aufbewahrung und Löschung"),
            "impact": ("Datenschutz-Folgenabschätzung", "Restrisiko"),
            "notice": ("Datenschutzhinweise", "Ihre Rechte"),
        }
        self.assertEqual(titles.keys(), set(KINDS))
        for kind, expected in titles.items():
            paper = self.paper(kind=kind)
            pdf, text = self.get_pdf(paper), self.get_docx(paper)
            for words in (*expected, self.company.name, "[bitte ergänzen"):
                self.assertIn(words, pdf, kind)
                self.assertIn(words, text, kind)

    def test_what_is_set_is_told(self):
        purpose = self.env.ref("integration_case.integration_purpose_volunteers")
        purpose.legal_source = "Art. 6 (1) (a) Probe"
        self.env["integration.rule.value"].create(
            {
                "key": "break_glass_hours",
                "value": "7",
                "unit": "hours",
                "valid_from": "2020-01-01",
                "source": "Dienstanweisung 7",
                "company_id": self.company.id,
            }
        )
        record = self.get_docx(self.paper(kind="record"))
        self.assertIn("Art. 6 (1) (a) Probe", record)
        self.assertIn(self.dpo.name, record)
        self.assertIn("Dienstanweisung 7", self.get_docx(self.paper(kind="roles")))
        impact = self.get_docx(self.paper(kind="impact"))
        self.assertIn("Dauer 7", impact)
        rule = self.env.ref("integration_case.integration_case_rule_access")
        before = self.paper(kind="roles")
        self.assertIn("; 0 sind ausgeschaltet", self.get_docx(before))
        rule.active = False
        self.assertIn("; 1 sind ausgeschaltet", self.get_docx(before))

    def test_only_chosen_purposes(self):
        purpose = self.env.ref("integration_case.integration_purpose_photo")
        others = self.env["integration.purpose"].search([]) - purpose
        paper = self.paper(kind="notice", purpose_ids=purpose.ids)
        text = self.get_docx(paper)
        lang = get_paper_lang(self.env)
        self.assertIn(purpose.with_context(lang=lang).name, text)
        for other in others.with_context(lang=lang):
            self.assertNotIn(f"{other.name} Verantwortlicher", text)

    def test_no_client(self):
        """No name, reference or note of a client stands in any paper."""
        person = self.case1.person_id
        for kind in KINDS:
            text = self.get_docx(self.paper(kind=kind))
            self.assertNotIn(person.reference, text)
            self.assertNotIn(person.last_name, text)

    def test_who_may(self):
        """The officer; not of an authority she does not work for."""
        for user in self.get_outsiders() + self.manager1 - self.dpo:
            with self.assertRaises(AccessError):
                self.paper(user, kind="record")
        paper = self.paper(kind="record", company_id=self.county.id)
        with self.assertRaises(UserError):
            paper.action_print()
        colleague = self._role("test_dpo2", "integration_base.group_integration_dpo")
        paper = self.paper(kind="record")
        with self.assertRaises(AccessError):
            paper.with_user(colleague).action_edit()
