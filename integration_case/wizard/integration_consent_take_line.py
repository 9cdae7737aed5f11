from odoo import api, fields, models

GERMAN = "deu"


class IntegrationConsentTakeLine(models.TransientModel):
    """One purpose in the dialog, with its text in German and the client's language."""

    _name = "integration.consent.take.line"
    _description = "Purpose to be answered"
    _order = "sequence, id"

    take_id = fields.Many2one(
        "integration.consent.take", required=True, index=True, ondelete="cascade"
    )
    purpose_id = fields.Many2one("integration.purpose", required=True, readonly=True)
    sequence = fields.Integer(
        related="purpose_id.sequence", store=True, export_string_translation=False
    )
    answer = fields.Selection([("given", "Yes"), ("refused", "No")])
    title = fields.Char(compute="_compute_texts")
    text = fields.Text(compute="_compute_texts")
    client_title = fields.Char(compute="_compute_texts")
    client_text = fields.Text(compute="_compute_texts")
    client_dir = fields.Char(compute="_compute_texts")
    is_asked = fields.Boolean(compute="_compute_texts")
    state = fields.Char(compute="_compute_state")

    @api.depends("purpose_id", "take_id.language_id")
    def _compute_texts(self):
        german = self.env["integration.language"].search([("code", "=", GERMAN)])
        for line in self:
            purpose, language = line.purpose_id, line.take_id.language_id
            own, client = purpose._get_text(german), purpose._get_text(language)
            line.title = own.title or purpose.name
            line.text = own.text or ""
            shown = client if language != german else client.browse()
            line.client_title = shown.title or ""
            line.client_text = shown.text or ""
            line.client_dir = "rtl" if language.is_rtl else "ltr"
            line.is_asked = bool(client) and purpose.legal_basis == "consent"

    @api.depends("purpose_id", "take_id.language_id")
    def _compute_state(self):
        for line in self:
            person, purpose = line.take_id.person_id, line.purpose_id
            line.state = purpose._get_state_of(person)["label"] if person else ""
            if purpose.legal_basis == "consent" and not line.is_asked:
                line.state = self.env._(
                    "There is no confirmed text in %(language)s.",
                    language=line.take_id.language_id.name,
                )
