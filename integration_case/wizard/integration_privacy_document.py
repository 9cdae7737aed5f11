import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.pdf import get_paper_lang, make_pdf
from .privacy_document.docx import make_docx
from .privacy_document.facts import Facts

KINDS = [
    ("record", "Record of processing activities (Art. 30)"),
    ("roles", "Role and deletion concept"),
    ("impact", "Template for the impact assessment (Art. 35)"),
    ("notice", "Privacy notice per purpose (Art. 13)"),
]
FILE_NAMES = {
    "record": "Verzeichnis_Verarbeitungstaetigkeiten",
    "roles": "Rollen_und_Loeschkonzept",
    "impact": "Datenschutz-Folgenabschaetzung",
    "notice": "Datenschutzhinweise",
}


class IntegrationPrivacyDocument(models.TransientModel):
    """Makes the papers a town needs from what is installed and set (GDPR Art. 13,
    30, 35): as PDF, and as text that the office goes on writing.

    They are German, as the offices need them. They name roles, rules and numbers,
    never a client.
    """

    _name = "integration.privacy.document"
    _description = "Data protection papers"

    kind = fields.Selection(KINDS, "Paper", required=True, default="record")
    company_id = fields.Many2one(
        "res.company", "Authority", required=True, default=lambda self: self.env.company
    )
    purpose_ids = fields.Many2many(
        "integration.purpose", string="Purposes", help="Empty: all."
    )
    file_name = fields.Char(readonly=True, export_string_translation=False)
    file = fields.Binary("Paper file", readonly=True)

    def action_print(self):
        """Make the paper as PDF.

        :return: action that downloads it
        """
        return self._give(make_pdf(self.env, self._render()), "pdf")

    def action_edit(self):
        """Make the paper as a text document.

        :return: action that downloads it
        """
        return self._give(make_docx(self._render()), "docx")

    def _render(self):
        """:return: the paper as HTML, German"""
        self.ensure_one()
        self.check_access("read")
        if self.company_id not in self.env.companies:
            raise UserError(
                self.env._(
                    "%(authority)s: please choose this authority in the upper right "
                    "corner first.",
                    authority=self.company_id.name,
                )
            )
        lang = get_paper_lang(self.env)
        german = self.with_context(lang=lang).with_company(self.company_id)
        facts = Facts(german.env, german.company_id, german.purpose_ids)
        return german.env["ir.qweb"]._render(
            f"integration_case.privacy_document_{self.kind}", {"facts": facts}
        )

    def _give(self, content, ending):
        name = f"{FILE_NAMES[self.kind]}.{ending}"
        self.write({"file": base64.b64encode(content), "file_name": name})
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{name}?download=1",
            "target": "download",
        }
