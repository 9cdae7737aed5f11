from markupsafe import Markup

from odoo import models

from .clock import say_time


class IntegrationVolunteerSignup(models.Model):
    """Mails to volunteers: day and time, nothing more, since mail is read by others.

    Changes of a place that somebody has are told by the booking.
    """

    _inherit = "integration.volunteer.signup"

    def _tell_offer(self):
        for signup in self:
            if not signup.volunteer_id.email:
                signup.shift_id._ask_coordinator(
                    lambda env: env._("Place offered: please call"),
                    signup.volunteer_id.name,
                )
            env = signup._get_words()
            signup._mail(
                env._("A place has become free"),
                env._(
                    "a place has become free for you on %(time)s.",
                    time=say_time(env, signup.start),
                ),
                env._(
                    "Please accept or decline until %(time)s. After that it goes to "
                    "the next person.",
                    time=say_time(env, signup.offer_until),
                ),
            )

    def _tell_expired(self):
        for signup in self:
            env = signup._get_words()
            signup._mail(
                env._("A place was given to somebody else"),
                env._(
                    "you were offered a place on %(time)s and have not answered in "
                    "time. You may sign up again if you like.",
                    time=say_time(env, signup.start),
                ),
            )

    def _tell_confirmed(self):
        for signup in self:
            env = signup._get_words()
            signup._mail(
                env._("Your sign-up is confirmed"),
                env._(
                    "you are expected on %(time)s. Thank you!",
                    time=say_time(env, signup.start),
                ),
            )

    def _tell_refused(self):
        for signup in self:
            env = signup._get_words()
            signup._mail(
                env._("Your sign-up"),
                env._(
                    "we could not give you a place on %(time)s. Thank you for the "
                    "offer; there are other times.",
                    time=say_time(env, signup.start),
                ),
            )

    def _tell_cancelled(self):
        for signup in self:
            env = signup._get_words()
            signup._mail(
                env._("A time is cancelled"),
                env._(
                    "what you have signed up for on %(time)s does not take place.",
                    time=say_time(env, signup.start),
                ),
            )

    def _get_words(self):
        partner = self.volunteer_id.partner_id
        return self.with_context(lang=partner.lang or self.env.user.lang).env

    def _get_link(self):
        """:return: address of the page on which the volunteer answers"""
        self.ensure_one()
        return f"{self.get_base_url()}/my/volunteer"

    def _mail(self, subject, *parts):
        """Write to the volunteer; without an address nothing happens."""
        self.ensure_one()
        # sudo: the volunteer's address, and the queue of outgoing mail
        signup = self.sudo()
        email = signup.volunteer_id.email
        if not email:
            return
        link = Markup("<a href='%s'>%s</a>") % (signup._get_link(), signup._get_link())
        body = Markup("").join(
            Markup("<p>%s</p>") % part
            for part in (signup._get_words()._("Good day,"), *parts, link)
        )
        signup.env["mail.mail"].create(
            {
                "subject": subject,
                "body_html": body,
                "email_to": email,
                "email_from": signup.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )
