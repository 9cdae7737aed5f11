from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize, format_date

PURPOSE = "volunteer"
PATH = "/volunteer"
PORTAL_PATH = "/my/volunteer"
RULE = "volunteer_link_days"
#: whoever asks for a link again waits: protects an inbox, is no rule of the house
COOL_DOWN = timedelta(minutes=5)


class IntegrationVolunteer(models.Model):
    """Their own pages: with an account, or by a personal link without one (V6)."""

    _name = "integration.volunteer"
    _inherit = ["integration.volunteer", "integration.token.holder"]
    #: what the log of links calls the record; says nothing of whom
    _integration_reference = "link_reference"

    link_reference = fields.Char("Number of links", readonly=True, copy=False)
    link_sent_on = fields.Datetime("Link sent on", readonly=True, copy=False)
    has_link = fields.Boolean("Has a personal link", compute="_compute_has_link")

    def _compute_has_link(self):
        open_ones = self._get_tokens().filtered(
            lambda token: token.purpose == PURPOSE and not token.revoked_on
        )
        numbers = set(open_ones.mapped("res_id"))
        for volunteer in self:
            volunteer.has_link = volunteer.id in numbers

    def _accepts_token(self, token):
        self.ensure_one()
        return self.active and self.state != "left"

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state == "left":
            self._end_links()
        return result

    # ------------------------------------------------------------------
    # Links
    # ------------------------------------------------------------------

    def action_send_link(self):
        """Mail a personal link; a former one opens nothing any more.

        :raise UserError: if somebody has left or has no e-mail address
        """
        for volunteer in self:
            volunteer.check_access("write")
            if not volunteer._accepts_token(None):
                raise UserError(
                    self.env._("%(name)s has left.", name=volunteer.display_name)
                )
            if not email_normalize(volunteer.email):
                raise UserError(
                    self.env._(
                        "%(name)s has no e-mail address.", name=volunteer.display_name
                    )
                )
            volunteer._end_links()
            volunteer._send_link()
            volunteer._message_log(body=self.env._("A personal link was sent."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The personal link is on its way."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_end_link(self):
        """End personal links with all that was opened by them.

        :raise UserError: if there is none
        """
        for volunteer in self:
            volunteer.check_access("write")
            if not volunteer.has_link:
                raise UserError(
                    self.env._(
                        "%(name)s has no personal link.", name=volunteer.display_name
                    )
                )
            volunteer._end_links()
            volunteer._message_log(body=self.env._("The personal link was ended."))

    def _end_links(self):
        tokens = self._get_tokens()
        tokens.filtered(lambda token: token.purpose == PURPOSE)._revoke()
        self.invalidate_recordset(["has_link"])

    def _send_link(self):
        """Mail one more link; it opens once."""
        self.ensure_one()
        link, date_until = self._make_link()
        # sudo: a date of the engine; the caller has checked who gets a link
        self.sudo().link_sent_on = fields.Datetime.now()
        self.sudo()._mail_link(link, date_until)

    def _make_link(self):
        """:return: address of one more link that opens once, and until when; it is
        known here and never again
        """
        self.ensure_one()
        # sudo: rows of the engine; the caller has checked who gets a link
        volunteer = self.sudo()
        tokens = volunteer.env["integration.token"]
        if not volunteer.link_reference:
            volunteer.link_reference = f"E-{tokens._draw(5)}"
        token = tokens._issue(volunteer, PURPOSE, single_use=True)
        text = token._renew(RULE)
        volunteer.invalidate_recordset(["has_link"])
        return f"{self.get_base_url()}{PATH}#{text}", token.date_until

    def _mail_link(self, link, date_until):
        words = self.with_context(lang=self.partner_id.lang or self.env.lang).env
        parts = (
            words._("Good day,"),
            words._(
                "this is your personal link. It opens your own page; an account is "
                "not needed."
            ),
            Markup("<a href='%s'>%s</a>") % (link, link),
            words._(
                "The link opens once and until %(day)s. On the page you can ask for "
                "a new one. Please do not pass it on.",
                day=format_date(words, date_until.date()),
            ),
        )
        # sudo: the queue of outgoing mail; addressed to the volunteer
        self.env["mail.mail"].sudo().create(
            {
                "subject": words._(
                    "Your personal link – %(name)s", name=self.company_id.name
                ),
                "body_html": Markup("").join(
                    Markup("<p>%s</p>") % part for part in parts
                ),
                "email_to": self.email,
                "email_from": self.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    @api.model
    def _send_links_again(self, email):
        """Somebody asks for a new link; says nothing on whether there is one.

        :param str email: address as typed
        """
        email = email_normalize(email or "")
        if not email:
            return
        # sudo: whoever asks has no account; only the address on file gets a mail
        found = self.sudo().search(
            Domain("partner_id.email_normalized", "=", email)
            & Domain("state", "!=", "left"),
            limit=10,
        )
        limit = fields.Datetime.now() - COOL_DOWN
        for volunteer in found.filtered("has_link"):
            if not volunteer.link_sent_on or volunteer.link_sent_on <= limit:
                volunteer._send_link()

    # ------------------------------------------------------------------
    # Accounts
    # ------------------------------------------------------------------

    @api.model
    def _search_for_portal(self):
        """:return: the volunteer whose account is used, in superuser mode, or none"""
        # sudo: the user's own record only, found by the contact of the account
        volunteers, user = self.sudo(), self.env.user.sudo()
        if user._is_public():
            return volunteers.browse()
        found = volunteers.search(
            Domain("partner_id", "=", user.partner_id.id)
            & Domain("state", "!=", "left")
        )
        return found.sorted(lambda one: one.company_id != user.company_id)[:1]

    def _get_answer_url(self, page):
        """Give the address by which they answer a mail.

        With an account it is the page there. Without one it is a new link that opens
        once, unless the coordination has ended their links.

        :param str page: for instance ``shifts``
        :return: address, or None
        """
        self.ensure_one()
        # sudo: whether there is an account, and links
        volunteer = self.sudo()
        if volunteer.partner_id.user_ids:
            return f"{self.get_base_url()}{PORTAL_PATH}/{page}"
        tokens = volunteer._get_tokens().filtered(lambda one: one.purpose == PURPOSE)
        if not volunteer._accepts_token(None) or (tokens and not volunteer.has_link):
            return None
        return volunteer._make_link()[0]
