from markupsafe import Markup

from odoo import models


class IntegrationVolunteerRequestAsk(models.Model):
    """Mails to somebody who is asked; each row tells each thing once."""

    _inherit = "integration.volunteer.request.ask"

    def _get_answer_link(self):
        """Hook: a link by which the volunteer answers, or None."""
        return None

    def _mail_asked(self):
        self.ensure_one()
        request, partner = self.request_id, self.volunteer_id.partner_id
        words = request._get_words_for(partner)
        parts = [
            words._("somebody needs help. Can you come?"),
            request._say_appointment(words, with_place=False),
        ]
        if link := self._get_answer_link():
            parts.append([Markup("<a href='%s'>%s</a>") % (link, link)])
        parts.append(words._("You may decline without a reason."))
        subject = words._("Can you help? %(reference)s", reference=request.reference)
        if request.urgent:
            subject = words._(
                "Urgent – can you help? %(reference)s", reference=request.reference
            )
        request._mail(partner, subject, *parts)

    def _mail_confirmed(self):
        self.ensure_one()
        if not self.volunteer_id._gets_mail():
            return
        request, partner = self.request_id, self.volunteer_id.partner_id
        words = request._get_words_for(partner)
        request._mail(
            partner,
            words._("Confirmed: %(reference)s", reference=request.reference),
            words._("thank you, you are expected:"),
            request._say_appointment(words),
        )

    def _mail_closed(self):
        self.ensure_one()
        request, partner = self.request_id, self.volunteer_id.partner_id
        words = request._get_words_for(partner)
        request._mail(
            partner,
            words._("Not needed: %(reference)s", reference=request.reference),
            words._("this time you are not needed. Thank you for your offer:"),
            request._say_appointment(words, with_place=False),
        )
