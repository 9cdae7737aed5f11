from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.referral.paper import ReferralPaper
from ..models.referral.paper_words import WORDS


class IntegrationReferralPrint(models.TransientModel):
    """Prints the letter of a referral in German and the client's language."""

    _name = "integration.referral.print"
    _description = "Print a referral"

    referral_id = fields.Many2one(
        "integration.referral", required=True, readonly=True, ondelete="cascade"
    )
    client_name = fields.Char(related="referral_id.client_name", related_sudo=False)
    language_id = fields.Many2one(
        "integration.language",
        required=True,
        domain=lambda self: [("code", "in", list(WORDS))],
    )
    paper = fields.Binary(compute="_compute_paper", export_string_translation=False)

    def _compute_paper(self):
        for dialog in self:
            if not dialog.referral_id.letter_id:
                dialog.paper = False
                continue
            dialog.paper = ReferralPaper(dialog.referral_id, dialog.language_id).make()

    @api.model
    def _open(self, referral):
        """:return: action of the dialog for a referral
        :raise UserError: for one that was not sent
        """
        referral.check_access("read")
        if not referral.letter_id:
            raise UserError(
                self.env._(
                    "%(reference)s: the letter holds what has left. Please send the "
                    "referral first.",
                    reference=referral.reference,
                )
            )
        languages = self.env["integration.language"]
        german = languages.search([("code", "=", "deu")])
        person = referral.person_id
        language = person.interpreter_language_id
        language = language or person.language_ids.filtered("is_native").language_id[:1]
        if language.code not in WORDS:
            language = german
        dialog = self.create({"referral_id": referral.id, "language_id": language.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print letter"),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_print(self):
        """:return: download of the letter"""
        self.ensure_one()
        name = f"{self.referral_id.number}-{self.language_id.code}.pdf"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/paper?filename={name}",
            "target": "new",
            "close": True,
        }
