import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.rights.person_copy import PersonCopy
from ..models.rights.statement_words import WORDS


class IntegrationPersonPaper(models.TransientModel):
    """Makes what a person is handed out about her data: statement, copy, data set."""

    _name = "integration.person.paper"
    _description = "Paper for the person"

    person_id = fields.Many2one(
        "integration.person", "Client", required=True, readonly=True, ondelete="cascade"
    )
    request_id = fields.Many2one(
        "integration.person.request",
        domain="[('person_id', '=', person_id)]",
        ondelete="set null",
    )
    kind = fields.Selection(
        [
            ("statement", "Who saw, changed or received my data"),
            ("copy", "Copy of the file (Art. 15): PDF, JSON and documents"),
            ("portable", "Data given by the person (Art. 20): JSON"),
        ],
        required=True,
        default="statement",
    )
    language_id = fields.Many2one(
        "integration.language",
        domain=lambda self: [("code", "in", list(WORDS))],
        default=lambda self: self._default_language_id(),
    )
    is_checked = fields.Boolean(
        "Identity checked, third parties checked",
        help="Names of others in her cases and households are blacked out by "
        "themselves; what stands in notes between [[ and ]] too. Please read the notes "
        "before you hand the copy out.",
    )
    document_ids = fields.Many2many(
        "ir.attachment",
        compute="_compute_document_ids",
        export_string_translation=False,
    )
    withheld_ids = fields.Many2many(
        "ir.attachment",
        string="Documents held back",
        domain="[('id', 'in', document_ids)]",
        help="Documents go along as they are. Choose those that concern others: they "
        "stay out, and the copy says how many.",
    )
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True, export_string_translation=False)

    @api.model
    def _default_language_id(self):
        return self.env["integration.language"].search([("code", "=", "deu")])

    @api.depends("person_id")
    @api.depends_context("uid")
    def _compute_document_ids(self):
        for paper in self:
            files = PersonCopy(paper.person_id).get_files()
            paper.document_ids = files.with_env(self.env)._filtered_access("read")

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(
            [
                {k: v for k, v in vals.items() if k not in ("file", "file_name")}
                for vals in vals_list
            ]
        )
        papers.person_id.check_access("read")
        return papers

    def write(self, vals):
        return super().write(
            {k: v for k, v in vals.items() if k not in ("file", "file_name")}
        )

    def action_make(self):
        """Make the paper and show it for download; it is logged as handed out."""
        self.ensure_one()
        person = self.person_id
        person.check_access("read")
        if self.kind == "statement":
            content = person._make_statement_pdf(self.language_id.code)
            name = f"{person.reference}.pdf"
        else:
            if not self.is_checked:
                raise UserError(
                    self.env._(
                        "Please confirm that you know who asks, and that the notes "
                        "tell nothing of others."
                    )
                )
            content = PersonCopy(
                person, self.kind == "portable", self.withheld_ids
            ).make()
            name = f"{person.reference}.zip"
        self.env["integration.access.log"]._log("copy", person, detail=self.kind)
        super().write({"file": base64.b64encode(content), "file_name": name})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Paper for the person"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
