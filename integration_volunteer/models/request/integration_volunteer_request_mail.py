from markupsafe import Markup

from odoo import models
from odoo.tools import format_date, format_time

from odoo.addons.integration_base.tools.days import to_german_time

from .integration_volunteer_request import COORDINATOR


class IntegrationVolunteerRequest(models.Model):
    """Who is told what, once each, in her language; never a client (V19, V27)."""

    _inherit = "integration.volunteer.request"

    def _get_words_for(self, partner):
        """:return: environment in the language of somebody who gets a mail"""
        lang = partner.lang or self.company_id.partner_id.lang or self.env.lang
        return self.with_context(lang=lang).env

    def _say_appointment(self, words, with_place=True):
        """Describe a request without any client.

        :param words: environment of the reader's language
        :param bool with_place: the meeting point is for the one who goes
        :return: list of lines
        """
        self.ensure_one()
        request = self.with_env(words)
        start = to_german_time(request.start)
        stop = to_german_time(request.stop)
        what = request.task_id.name
        languages = request.language_id | request.other_language_id
        if languages:
            what = f"{what} ({', '.join(languages.mapped('name'))})"
        settings = dict(request._fields["setting"]._description_selection(words))
        where = settings[request.setting]
        if request.setting == "on_site":
            place = request.place if with_place else False
            where = ", ".join(filter(None, [place, request.zip])) or where
        elif with_place and request.place:
            where = f"{where}: {request.place}"
        lines = [
            what,
            words._(
                "%(day)s, %(start)s to %(stop)s",
                day=format_date(words, start.date(), date_format="EEEE, d. MMMM y"),
                start=format_time(words, start.time(), time_format="short"),
                stop=format_time(words, stop.time(), time_format="short"),
            ),
            where,
        ]
        return lines + [request.note] if request.note else lines

    def _mail(self, partner, subject, *parts):
        """Put a mail into the queue; without an address nothing happens.

        :param partner: who gets it
        :param str subject: in the reader's language
        :param parts: paragraphs: text, or list of lines
        """
        self.ensure_one()
        if not partner.email:
            return
        words = self._get_words_for(partner)
        body = Markup("<p>%s</p>") % words._("Hello %(name)s,", name=partner.name)
        for part in parts:
            lines = [part] if isinstance(part, str) else part
            body += Markup("<p>%s</p>") % Markup("<br/>").join(lines)
        # sudo: the queue of outgoing mail; addressed to the one it is about
        self.env["mail.mail"].sudo().create(
            {
                "subject": subject,
                "body_html": body,
                "email_to": partner.email_formatted,
                "email_from": self.company_id.email_formatted
                or self.coordinator_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    def _mail_changed(self, volunteer, with_place):
        """Tell somebody who goes, or was asked, of another time or place."""
        partner = volunteer.partner_id
        words = self._get_words_for(partner)
        self._mail(
            partner,
            words._("Changed: %(reference)s", reference=self.reference),
            words._("your appointment has changed. It is now:"),
            self._say_appointment(words, with_place=with_place),
        )

    def _mail_cancelled(self, volunteer):
        """Tell the volunteer who was booked that she is not needed."""
        partner = volunteer.partner_id
        words = self._get_words_for(partner)
        self._mail(
            partner,
            words._("Cancelled: %(reference)s", reference=self.reference),
            words._("your appointment was cancelled; nobody is needed:"),
            self._say_appointment(words, with_place=False),
            words._("Thank you for being ready to help."),
        )

    def _mail_institution(self):
        """Tell the institution that asked that somebody comes."""
        partner = self.institution_id
        words = self._get_words_for(partner)
        self._mail(
            partner,
            words._("Confirmed: %(reference)s", reference=self.reference),
            words._("a volunteer was found and comes:"),
            self._say_appointment(words),
        )

    # ------------------------------------------------------------------
    # Inside the house
    # ------------------------------------------------------------------

    def _say_news(self, kind, user):
        """:return: what has happened, in the language of a colleague"""
        words = self.with_context(lang=user.lang).env
        name = self.with_env(words).display_name
        return {
            "new": words._("%(name)s: somebody asks for a volunteer.", name=name),
            "filled": words._("%(name)s: somebody was found.", name=name),
            "missed": words._("%(name)s: nobody was found.", name=name),
            "cancelled": words._("%(name)s was cancelled.", name=name),
            "offer": words._("%(name)s: somebody offers to go.", name=name),
            "declined": words._("%(name)s: all who were asked declined.", name=name),
            "lost": words._("%(name)s is open again.", name=name),
        }[kind]

    def _tell(self, users, kind):
        """Tell colleagues in their inbox, except the one who did it."""
        self.ensure_one()
        for user in users.filtered("active") - self.env.user:
            text = self._say_news(kind, user)
            self.message_notify(
                partner_ids=user.partner_id.ids, subject=text, body=text
            )

    def _get_coordinators(self):
        """:return: who coordinates the request, or everybody who might"""
        self.ensure_one()
        if self.coordinator_id:
            return self.coordinator_id
        # sudo: whom to tell
        return (
            self.env.ref(COORDINATOR)
            .sudo()
            .all_user_ids.filtered(lambda user: self.company_id in user.company_ids)
        )

    def _todo(self, kind):
        """Give the coordination something to do, once for each kind."""
        self.ensure_one()
        user = self.coordinator_id
        if not user:
            return
        text = self._say_news(kind, user)
        if text not in self.activity_ids.mapped("summary"):
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=text, user_id=user.id
            )

    def _finish_activities(self):
        self.activity_unlink(["mail.mail_activity_data_todo"])
