from odoo import models


class IntegrationVolunteerSignup(models.Model):
    """Mails lead to the volunteer's own page (V8)."""

    _inherit = "integration.volunteer.signup"

    def _mail(self, subject, *parts):
        # sudo: the volunteer to whom the mail goes; made once for each mail
        link = self.sudo().volunteer_id._get_answer_url("shifts")
        linked = self.with_context(volunteer_link=link)
        return super(IntegrationVolunteerSignup, linked)._mail(subject, *parts)

    def _get_link(self):
        return self.env.context.get("volunteer_link") or super()._get_link()
