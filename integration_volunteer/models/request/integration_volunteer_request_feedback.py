from odoo import api, fields, models
from odoo.exceptions import UserError

from .integration_volunteer_request import RATINGS

PURPOSE = "request_confirmation"


class IntegrationVolunteerRequest(models.Model):
    """What a volunteer is asked for; feedback, and hours confirmed by link (V24)."""

    _inherit = "integration.volunteer.request"

    @api.model
    def _get_asked_for(self, volunteer):
        """List what a volunteer may answer.

        :param volunteer: ``integration.volunteer``; the caller has checked who asks
        :return: ``integration.volunteer.request.ask`` in superuser mode: asked, or
            offered and not yet picked, of open requests to come
        """
        # sudo: the volunteer's own rows, for pages of her own
        asks = self.env["integration.volunteer.request.ask"].sudo()
        domain = asks._get_waiting_domain()
        domain &= fields.Domain("volunteer_id", "in", volunteer.ids)
        return asks.search(domain).sorted("start")

    def _give_feedback(self, rating, words=None, by_volunteer=False):
        """Note how it was.

        :param str rating: ``1`` (bad) to ``5`` (very good)
        :param str words: names no client
        :param bool by_volunteer: by the one who went, else by whoever asked
        :raise UserError: if it has not taken place, or for an unknown rating
        """
        self.ensure_one()
        # screens of those who may not write the request call it in superuser mode
        self.check_access("write")
        if self.state not in ("filled", "done") or self.start > fields.Datetime.now():
            raise UserError(
                self.env._("%(name)s has not begun yet.", name=self.display_name)
            )
        if rating not in dict(RATINGS):
            raise UserError(self.env._("There is no such rating."))
        names = ("rating", "feedback")
        if by_volunteer:
            names = ("volunteer_rating", "volunteer_feedback")
        # sudo: fields of the steps; the right to the request was checked
        self.sudo().write(dict(zip(names, (rating, words or False), strict=True)))

    # ------------------------------------------------------------------
    # Confirmation by link
    # ------------------------------------------------------------------

    def _issue_confirmation(self):
        """Make a link by which the institution confirms the hours without an account.

        A former link opens nothing any more.

        :return: text of the link, known here and never again
        :raise UserError: if it has not taken place or there is no institution
        """
        self.ensure_one()
        self._begin_step("filled", "done", by_coordination=True)
        if not self.institution_id:
            raise UserError(
                self.env._(
                    "%(name)s: there is no institution to confirm.",
                    name=self.display_name,
                )
            )
        self._get_tokens()._revoke()
        token = self.env["integration.token"]._issue(self, PURPOSE, single_use=True)
        return token._renew("request_link_days")

    def _accepts_token(self, token):
        self.ensure_one()
        return self.state in ("filled", "done") and not self.confirmed_on

    def _confirm_by_link(self, minutes, rating=None, words=None):
        """Take what the institution says; superuser mode, after its link was redeemed.

        :param int minutes: how long it took
        :param str rating: ``1`` (bad) to ``5`` (very good), or none
        :raise UserError: for a time that cannot be, or if it was confirmed already
        """
        request = self._begin_step("filled", "done")
        if request.confirmed_on or request.start > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(name)s cannot be confirmed now.", name=request.display_name
                )
            )
        if not 0 <= minutes <= 24 * 60:
            raise UserError(self.env._("Please enter minutes of one day."))
        now = fields.Datetime.now()
        request.write({"confirmed_on": now, "confirmed_minutes": minutes})
        if request.state == "filled":
            request.write({"state": "done", "closed_on": now})
        if rating:
            request._give_feedback(rating, words)
