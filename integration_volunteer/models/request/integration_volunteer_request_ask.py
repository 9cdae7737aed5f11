from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

LIVE = ("asked", "accepted")


class IntegrationVolunteerRequestAsk(models.Model):
    """A volunteer is asked for a request, and what she answers (V19).

    Rows are kept by the engine. One row is open for each volunteer; who is asked again
    gets a new one, the old one stays as it was answered. Declining needs no reason.
    """

    _name = "integration.volunteer.request.ask"
    _description = "Volunteer asked for a request"
    _order = "request_id, score desc, id"

    request_id = fields.Many2one(
        "integration.volunteer.request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    volunteer_id = fields.Many2one(
        "integration.volunteer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("closed", "Closed"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="asked",
        index=True,
    )
    asked_on = fields.Datetime(readonly=True, default=fields.Datetime.now)
    answered_on = fields.Datetime(readonly=True)
    reason = fields.Char(readonly=True)
    score = fields.Integer("Points", readonly=True, aggregator=None)
    reasons = fields.Text("Why asked", readonly=True)
    start = fields.Datetime(related="request_id.start", string="Beginning")
    request_state = fields.Selection(
        related="request_id.state", string="State of the request"
    )
    mode = fields.Selection(related="request_id.mode")

    _live_uniq = models.UniqueIndex(
        "(request_id, volunteer_id) WHERE state IN ('asked', 'accepted')",
        "This volunteer is asked already.",
    )

    @api.depends("request_id", "volunteer_id")
    def _compute_display_name(self):
        for ask in self:
            ask.display_name = f"{ask.request_id.reference}: {ask.volunteer_id.name}"

    # ------------------------------------------------------------------
    # Looking
    # ------------------------------------------------------------------

    def _is_waiting(self):
        """:return: whether the request still waits for the answer"""
        self.ensure_one()
        return self.state in LIVE and self.request_id.state == "open"

    # ------------------------------------------------------------------
    # Answers of the volunteer; the coordination notes them for her
    # ------------------------------------------------------------------

    def action_accept(self):
        """The volunteer has said yes, by phone for instance."""
        for ask in self:
            ask._accept()

    def action_decline(self):
        """The volunteer has said no."""
        for ask in self:
            ask._decline()

    def _begin_answer(self, *states):
        """Lock the request and ask whether the answer still fits.

        :param states: those of the ask in which it fits
        :return: the ask in superuser mode
        :raise UserError: kindly, if somebody was faster
        """
        self.ensure_one()
        request = self.request_id
        if request.state not in ("open", "filled"):
            raise UserError(self._say_over())
        request._begin_step("open", "filled", by_coordination=True)
        # sudo: rows of the engine; the right to the request was checked
        ask = self.sudo()
        ask.invalidate_recordset()
        if ask.state not in states or request.state != "open":
            raise UserError(self._say_over())
        return ask

    def _say_over(self):
        """:return: why an answer does not fit any more, in kind words"""
        # sudo: tells the volunteer about her own ask
        ask = self.sudo()
        name = ask.request_id.display_name
        if ask.state == "accepted":
            return self.env._("%(name)s: this was accepted already.", name=name)
        if ask.state == "declined":
            return self.env._("%(name)s: this was declined already.", name=name)
        if ask.request_id.state in ("filled", "done"):
            return self.env._(
                "%(name)s: somebody else was a little faster. Thank you all the same.",
                name=name,
            )
        return self.env._("%(name)s: nobody is needed any more.", name=name)

    def _accept(self):
        """The volunteer goes: the first one is booked, or offers to go (mode *pick*).

        :raise UserError: if somebody was faster, the request has ended, or the
            volunteer may not or cannot go
        """
        ask = self._begin_answer("asked")
        request = ask.request_id
        # nobody says yes to two things at the same time
        ask.volunteer_id._hold()
        if words := request._get_hindrances(ask.volunteer_id):
            raise UserError("\n".join(words))
        request._check_complete()
        ask.write({"state": "accepted", "answered_on": fields.Datetime.now()})
        if request.mode == "first":
            request._fill(ask)
        else:
            request._todo("offer")

    def _decline(self, reason=None):
        """The volunteer does not go; an offer to go is taken back.

        :param str reason: in her words; not needed
        """
        ask = self._begin_answer(*LIVE)
        ask.write(
            {
                "state": "declined",
                "answered_on": fields.Datetime.now(),
                "reason": reason or False,
            }
        )
        request = ask.request_id
        if not request.ask_ids.filtered(lambda row: row.state in LIVE):
            request._todo("declined")

    def _withdraw(self, reason=None):
        """The volunteer who was to go gives up; the others are asked again.

        :param str reason: in her words; not needed
        :raise UserError: if she is not the one who goes
        """
        self.ensure_one()
        request = self.request_id._begin_step("filled", by_coordination=True)
        # sudo: rows of the engine; the right to the request was checked
        ask = self.sudo()
        if ask.state != "accepted" or request.volunteer_id != ask.volunteer_id:
            raise UserError(self._say_over())
        ask.reason = reason or False
        request = request.with_context(volunteer_knows=True)
        request._lose_volunteer(ask.volunteer_id, "unavailable")

    # ------------------------------------------------------------------
    # The coordination picks
    # ------------------------------------------------------------------

    def action_pick(self):
        """Choose this volunteer among those who offer to go."""
        self.ensure_one()
        ask = self._begin_answer("accepted")
        request = ask.request_id
        # nobody says yes to two things at the same time
        ask.volunteer_id._hold()
        if words := request._get_hindrances(ask.volunteer_id):
            raise UserError("\n".join(words))
        request._fill(ask)

    def _end(self, state):
        """Close asks, by the engine; who had offered to go is told.

        :param str state: ``closed`` or ``withdrawn``
        """
        # sudo: rows of the engine; the caller has checked the step
        for ask in self.sudo():
            offered = ask.state == "accepted" and ask.request_id.state == "open"
            ask.state = state
            if offered and state == "closed":
                ask._mail_closed()

    @api.model
    def _get_waiting_domain(self):
        """:return: domain of asks that wait for an answer or for the choice"""
        return (
            Domain("state", "in", LIVE)
            & Domain("request_id.state", "=", "open")
            & Domain("request_id.start", ">", fields.Datetime.now())
        )
