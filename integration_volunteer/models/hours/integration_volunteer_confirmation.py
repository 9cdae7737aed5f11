from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from .rights import COORDINATOR, check_group

PURPOSE = "volunteer_hours"
PATH = "/vh"


class IntegrationVolunteerConfirmation(models.Model):
    """Asks the institution that a volunteer helped to confirm the hours (V24).

    It answers by a link without an account: for one visit, for some days, logged. The
    hours still wait for the coordination's approval.
    """

    _name = "integration.volunteer.confirmation"
    _inherit = ["integration.token.holder"]
    _description = "Confirmation of hours"
    _order = "id desc"
    _rec_name = "reference"
    #: what the token engine calls the record in its log
    _integration_reference = "reference"

    reference = fields.Char(readonly=True, required=True, index=True)
    company_id = fields.Many2one(
        "res.company", "Authority", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner", "Institution", readonly=True, index="btree_not_null"
    )
    email = fields.Char("Sent to", readonly=True)
    user_id = fields.Many2one("res.users", "Asked by", readonly=True, index=True)
    line_ids = fields.One2many(
        "integration.volunteer.confirmation.line", "confirmation_id", "Bookings"
    )
    token_id = fields.Many2one(
        "integration.token",
        readonly=True,
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    date_until = fields.Datetime("Link valid until", readonly=True)
    state = fields.Selection(
        [("sent", "Sent"), ("answered", "Answered"), ("revoked", "Withdrawn")],
        required=True,
        readonly=True,
        default="sent",
        index=True,
    )
    answered_on = fields.Datetime(readonly=True)

    # ------------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------------

    @api.model
    def _ask(self, bookings, partner, email):
        """Send an institution one link for bookings.

        :param bookings: ``integration.volunteer.booking`` that are over
        :param partner: ``res.partner`` of the institution, may be empty
        :param str email: address
        :return: the confirmation
        :raise UserError: if a booking is not over, cancelled or noted already
        """
        check_group(bookings, COORDINATOR)
        now = fields.Datetime.now()
        for booking in bookings:
            if booking.attendance or booking.state != "booked" or booking.stop > now:
                raise UserError(
                    self.env._(
                        "%(title)s cannot be confirmed: it is not over, was cancelled, "
                        "or the attendance is noted.",
                        title=booking.title,
                    )
                )
        company = bookings.company_id
        if len(company) != 1 or not email:
            raise UserError(
                self.env._("Choose bookings of one authority and give an address.")
            )
        # sudo: rows of the engine; the right to the bookings was checked
        confirmations = self.sudo().with_company(company)
        # an older link to the same bookings opens nothing any more
        confirmations.search(
            [("state", "=", "sent"), ("line_ids.booking_id", "in", bookings.ids)]
        )._revoke()
        asked = confirmations.create(
            {
                "reference": f"E-{self.env['integration.token']._draw(5)}",
                "company_id": company.id,
                "partner_id": partner.id,
                "email": email,
                "user_id": self.env.uid,
                "line_ids": [
                    Command.create({"booking_id": booking.id}) for booking in bookings
                ],
            }
        )
        token = self.env["integration.token"]._issue(asked, PURPOSE, single_use=True)
        text = token._renew()
        asked.write({"token_id": token.id, "date_until": token.date_until})
        asked._mail(text)
        return asked.with_env(self.env)

    def _mail(self, text):
        """Send the link; the mail names nobody and is deleted when it has left."""
        self.ensure_one()
        link = f"{self.get_base_url()}{PATH}#{text}"
        words = self.with_context(lang=self.partner_id.lang or self.env.user.lang).env
        body = Markup("<p>%s</p><p>%s</p><p><a href='%s'>%s</a></p><p>%s</p>") % (
            words._("Good day,"),
            words._(
                "volunteers helped at your place. Please confirm their hours; it takes "
                "two minutes and needs no account."
            ),
            link,
            link,
            words._(
                "The link opens once and until %(day)s.",
                day=format_date(words, self.date_until.date()),
            ),
        )
        # sudo: the queue of outgoing mail; addressed to the institution
        self.env["mail.mail"].sudo().create(
            {
                "subject": words._(
                    "Hours of volunteers: please confirm. %(name)s",
                    name=self.company_id.name,
                ),
                "body_html": body,
                "email_to": self.email,
                "email_from": self.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    def action_revoke(self):
        """End links that were sent by mistake."""
        check_group(self, COORDINATOR)
        # sudo: rows of the engine; the right was checked
        self.sudo()._revoke()

    def _revoke(self):
        waiting = self.filtered(lambda asked: asked.state == "sent")
        waiting._get_tokens()._revoke()
        waiting.state = "revoked"

    # ------------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------------

    def _accepts_token(self, token):
        self.ensure_one()
        return self.state == "sent" and bool(self.line_ids)

    def _answer(self, answers):
        """Take the institution's answers, in superuser mode.

        Who came is noted as present, with the minutes confirmed; whoever did not is
        left to the coordination, as is what was noted meanwhile.

        :param dict answers: line → minutes, 0 for did not come
        """
        self.ensure_one()
        note = self.env._("Confirmed by link %(number)s.", number=self.reference)
        for line, minutes in answers.items():
            line.write({"answer": "came" if minutes else "not", "minutes": minutes})
            booking = line.booking_id
            if not minutes or booking.attendance or booking.state != "booked":
                continue
            booking._set_attendance("present", note)
            hours = booking.hours_ids.filtered(
                lambda row: row.entry == "work" and row.state == "reported"
            )
            if hours and hours.minutes != minutes:
                stop = max(booking.stop, booking.start + timedelta(minutes=minutes))
                hours.write({"stop": stop, "minutes": minutes})
        self.write({"state": "answered", "answered_on": fields.Datetime.now()})
