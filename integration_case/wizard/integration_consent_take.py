from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.consent.integration_consent_evidence import HOW, INTERPRETERS
from ..models.consent.paper import ConsentPaper

EVIDENCE = (
    *("how", "interpreter", "interpreter_name", "signature", "scan", "witness"),
    *("paper_number", "note", "guardian_name", "guardian_evidence", "guardian_scan"),
)
PICTURES = ("signature", "scan", "guardian_scan")


class IntegrationConsentTake(models.TransientModel):
    """The dialog in which a client answers to all purposes at once (C45, C52).

    Nothing is ticked beforehand, no answer is needed, and a no weighs as much as a
    yes. The row is deleted as soon as the answers are recorded.
    """

    _name = "integration.consent.take"
    _description = "Ask for consents"

    case_id = fields.Many2one("integration.case", readonly=True)
    person_id = fields.Many2one(
        "integration.person", "Client", required=True, readonly=True
    )
    client_name = fields.Char(related="person_id.name", related_sudo=False)
    language_id = fields.Many2one(
        "integration.language",
        required=True,
        help="The texts are shown in this language and in German.",
    )
    language_ids = fields.Many2many(
        "integration.language",
        string="Languages with texts",
        compute="_compute_language_ids",
        export_string_translation=False,
    )
    interpreter = fields.Selection(INTERPRETERS, required=True, default="none")
    interpreter_name = fields.Char("Name of the interpreter")
    line_ids = fields.One2many("integration.consent.take.line", "take_id", "Purposes")
    service_ids = fields.Many2many(
        "res.partner",
        "integration_consent_take_service_rel",
        "take_id",
        "partner_id",
        "Services she names",
    )
    authority_ids = fields.Many2many(
        "res.partner",
        "integration_consent_take_authority_rel",
        "take_id",
        "partner_id",
        "Authorities she names",
    )
    how = fields.Selection(
        [choice for choice in HOW if choice[0] != "client_door"],
        "How it is given",
        required=True,
        default="screen",
    )
    signature = fields.Binary(attachment=False)
    scan = fields.Binary("Photo of the signed paper", attachment=False)
    scan_name = fields.Char(export_string_translation=False)
    paper_number = fields.Char("Number of the paper")
    witness = fields.Char()
    note = fields.Text("Remark")
    needs_guardian = fields.Boolean(
        compute="_compute_needs_guardian", export_string_translation=False
    )
    guardian_name = fields.Char("Guardian")
    guardian_evidence = fields.Char("Proof of guardianship seen")
    guardian_scan = fields.Binary("Photo of the proof", attachment=False)
    paper = fields.Binary(compute="_compute_paper", export_string_translation=False)

    @api.depends("person_id")
    def _compute_needs_guardian(self):
        now = fields.Datetime.now()
        for take in self:
            take.needs_guardian = bool(take.person_id) and (
                take.person_id._needs_guardian(now)
            )

    @api.depends("line_ids")
    def _compute_language_ids(self):
        texts = self.env["integration.purpose.text"].search(
            [("state", "=", "confirmed")]
        )
        for take in self:
            take.language_ids = texts.language_id

    @api.onchange("language_id")
    def _onchange_language_id(self):
        """Let the screen ask for the texts anew; of its own it knows no such need."""
        self.line_ids.modified(["take_id"])

    def _compute_paper(self):
        for take in self:
            take.paper = ConsentPaper(take).make()

    @api.constrains("signature", "scan", "guardian_scan")
    def _check_sizes(self):
        """Nothing huge is kept, not even in a dialog left open."""
        evidence = self.env["integration.consent.evidence"]
        for take in self.with_context(bin_size=False):
            evidence.new({name: take[name] for name in PICTURES})._check_sizes()

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    @api.model
    def _open(self, person, case=None):
        """:return: action of the dialog for a client"""
        person.check_access("write")
        purposes = self.env["integration.purpose"]._get_available(person.company_id)
        take = self.create(
            {
                "person_id": person.id,
                "case_id": case and case.id,
                "language_id": self._get_language(person).id,
                "line_ids": [
                    fields.Command.create({"purpose_id": purpose.id})
                    for purpose in purposes
                ],
            }
        )
        return take._get_action()

    @api.model
    def _get_language(self, person):
        """:return: the language in which most likely to ask"""
        texts = self.env["integration.purpose.text"].search(
            [("state", "=", "confirmed")]
        )
        return person._get_reading_language(texts.language_id.mapped("code"))

    def _get_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for consents"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_record(self):
        """Record all answers with one evidence, and forget the dialog."""
        self.ensure_one()
        self = self.with_context(bin_size=False)
        lines = self.line_ids.filtered("answer")
        if not lines:
            raise UserError(
                self.env._("Please tick an answer for at least one purpose.")
            )
        case, consents = self.case_id, self.env["integration.consent"]
        evidence = self.env["integration.consent.evidence"]._record(
            self.person_id,
            {
                **{name: self[name] for name in EVIDENCE},
                "language_id": self.language_id.id,
            },
        )
        for line in lines:
            recipients = {
                "service": self.service_ids,
                "authority": self.authority_ids,
            }.get(line.purpose_id.recipient_kind)
            consents._record(
                evidence, line.purpose_id, line.answer, recipients=recipients
            )
        self.unlink()
        return case._get_form_action() if case else None

    def action_print(self):
        """:return: download of the paper in German and the language chosen"""
        self.ensure_one()
        name = f"{self.person_id.reference}-{self.language_id.code}.pdf"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/paper?filename={name}",
            "target": "new",
        }
