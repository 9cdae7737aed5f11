from odoo import fields, models
from odoo.exceptions import UserError

KIND = "volunteer"


class IntegrationReferralLetter(models.Model):
    """The copy that was released to a volunteer for a tandem or a request (C13, C41).

    Lies on the volunteer's side: it names tandem or request, never a case.
    """

    _inherit = "integration.referral.letter"

    kind = fields.Selection(
        selection_add=[(KIND, "Help by a volunteer")],
        ondelete={KIND: "set referral"},
    )
    tandem_id = fields.Many2one(
        "integration.volunteer.tandem",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    request_id = fields.Many2one(
        "integration.volunteer.request",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    release_ids = fields.One2many(
        "integration.engagement.release",
        "letter_id",
        groups="integration_case.group_integration_manager",
        export_string_translation=False,
    )

    def write(self, vals):
        if {"tandem_id", "request_id"} & vals.keys():
            raise UserError(self.env._("What left the house stays noted as it was."))
        return super().write(vals)

    def _get_about(self):
        """:return: number of the tandem or request"""
        self.ensure_one()
        return self.tandem_id.reference or self.request_id.reference or self.reference

    def _send_link(self, rule="referral_link_days"):
        """Volunteers read on their own pages; they are told that there is something."""
        if self.kind != KIND:
            return super()._send_link(rule)
        if not self.email:
            return None
        words = self._get_words()
        return self._mail(
            words._("%(number)s: there is news for you", number=self._get_about()),
            words._(
                "you can now read on your pages what you need to know for %(number)s.",
                number=self._get_about(),
            ),
        )

    def _tell_end(self):
        """Tell a volunteer that she reads nothing any more; no name, no reason."""
        ours = self.filtered(lambda letter: letter.kind == KIND)
        for letter in ours.filtered("email"):
            words = letter._get_words()
            number = letter._get_about()
            letter._mail(
                words._("%(number)s: please wait", number=number),
                words._(
                    "what you could read for %(number)s was taken back. Please do "
                    "nothing more for it until the coordination gets in touch, and "
                    "delete what you have noted.",
                    number=number,
                ),
            )
        return super(IntegrationReferralLetter, self - ours)._tell_end()

    def _tell_over(self):
        """Tell volunteers that their help is not needed any more, with thanks."""
        for letter in self.filtered("email"):
            words = letter._get_words()
            number = letter._get_about()
            letter._mail(
                words._("%(number)s has ended", number=number),
                words._(
                    "your help for %(number)s has ended. Thank you very much! Please "
                    "delete what you have noted of it.",
                    number=number,
                ),
            )
