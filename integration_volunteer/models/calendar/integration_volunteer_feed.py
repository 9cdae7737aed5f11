import hashlib
import secrets

import vobject
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import hmac

PATH = "/integration/volunteer/feed"
SCOPE = "integration_volunteer_feed"
#: 192 bits: nobody guesses it
SECRET_BYTES = 24


class IntegrationVolunteer(models.Model):
    """The personal calendar subscription: own bookings, no client (V26).

    Its address is a secret that only the volunteer holds. Only a digest is kept; the
    address is known once, when it is made. A new one ends the old one. Unlike personal
    links it is fetched every hour for years, so looks are not logged one by one.
    """

    _inherit = "integration.volunteer"

    feed_digest = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    feed_made_on = fields.Datetime("Subscription made on", readonly=True, copy=False)

    def _get_feed_url(self):
        """Make the address of the subscription if there is none.

        :return: the address, or None if there is one: it is known only once, see
            :meth:`_reset_feed`
        """
        self.ensure_one()
        self.check_access("read")
        return None if self.feed_made_on else self._reset_feed()

    def _reset_feed(self):
        """Make a new address; the old one opens nothing any more.

        :return: the address, known here and never again
        """
        self.ensure_one()
        self.check_access("write")
        self._check_feed_open()
        secret = secrets.token_urlsafe(SECRET_BYTES)
        # sudo: the digest is read and written by the engine only
        self.sudo().write(
            {
                "feed_digest": self._digest_feed(secret),
                "feed_made_on": fields.Datetime.now(),
            }
        )
        return f"{self.get_base_url()}{PATH}/{secret}.ics"

    def _end_feed(self):
        """The address opens nothing any more."""
        # sudo: the digest is written by the engine only
        self.sudo().write({"feed_digest": False, "feed_made_on": False})

    def _check_feed_open(self):
        for volunteer in self:
            if volunteer.state == "left" or not volunteer.active:
                raise UserError(
                    self.env._(
                        "%(name)s has left; there is no calendar subscription.",
                        name=volunteer.name,
                    )
                )

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state == "left":
            self._end_feed()
        return result

    def action_send_feed(self):
        """Mail a new address to the volunteer; the old one ends."""
        for volunteer in self:
            if not volunteer.email:
                raise UserError(
                    self.env._("%(name)s has no e-mail address.", name=volunteer.name)
                )
            volunteer._mail_feed(volunteer._reset_feed())

    def _mail_feed(self, url):
        self.ensure_one()
        lang = self.partner_id.lang or self.company_id.partner_id.lang
        words = self.with_context(lang=lang or self.env.user.lang).env
        lines = [
            words._("Good day,"),
            words._(
                "add this address to your calendar program as a subscription. Your "
                "bookings then show there and stay up to date:"
            ),
            Markup("<a href='%s'>%s</a>") % (url, url),
            words._(
                "Please keep the address to yourself. An address you got before opens "
                "nothing any more."
            ),
        ]
        # sudo: the queue of outgoing mail; addressed to the volunteer
        self.env["mail.mail"].sudo().create(
            {
                "subject": words._("Your calendar subscription"),
                "body_html": Markup("").join(
                    Markup("<p>%s</p>") % line for line in lines
                ),
                "email_to": self.email,
                "email_from": self.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    # ------------------------------------------------------------------
    # Use
    # ------------------------------------------------------------------

    @api.model
    def _digest_feed(self, secret):
        # sudo: the key of the database, which is not handed out
        return hmac(self.env(su=True), SCOPE, secret, hashlib.sha256)

    @api.model
    def _find_by_feed(self, secret):
        """:return: the volunteer of an address in superuser mode, or none

        :param str secret: last part of the address, as asked for
        """
        # sudo: calendar programs have no account; one row is found by its secret
        volunteers = self.sudo()
        if not secret:
            return volunteers.browse()
        domain = Domain("feed_digest", "=", self._digest_feed(secret))
        return volunteers.search(domain & Domain("state", "!=", "left"), limit=1)

    def _to_ical(self):
        """:return: text of the calendar: own bookings, those that ended lately too"""
        self.ensure_one()
        rules = self.env["integration.rule.value"]
        past = rules._get_delta("feed_past_days", company=self.company_id)
        since = fields.Datetime.now() - past
        # sudo: own bookings of whoever holds the address
        bookings = self.env["integration.volunteer.booking"].sudo()
        domain = Domain("volunteer_id", "=", self.id) & Domain("stop", ">", since)
        lang = self.partner_id.lang or self.company_id.partner_id.lang
        calendar = vobject.iCalendar()
        calendar.add("prodid").value = "-//Integration for Odoo//Volunteering//EN"
        calendar.add("method").value = "PUBLISH"
        calendar.add("x-wr-calname").value = self.with_context(lang=lang).env._(
            "Volunteering"
        )
        for booking in bookings.search(domain, order="start, id"):
            booking._add_to_ical(calendar)
        return calendar.serialize()
