from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_plan.models.base.integration_plan_part import take_turn

from .integration_volunteer_tandem import MEETING

FIXED = frozenset({"start", "stop", "tandem_id", "volunteer_id"})


class IntegrationVolunteerMeeting(models.Model):
    """A meeting of a tandem, planned or reported; names no client (V10, V22)."""

    _name = "integration.volunteer.meeting"
    _inherit = ["integration.volunteer.booked", "integration.protected"]
    _description = "Meeting of a tandem"
    _order = "start desc, id desc"

    tandem_id = fields.Many2one(
        "integration.volunteer.tandem", required=True, index=True, ondelete="cascade"
    )
    reference = fields.Char(
        "Number", related="tandem_id.reference", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="tandem_id.company_id", store=True, index=True, precompute=True
    )
    # who met; stays if the tandem begins anew with somebody else
    volunteer_id = fields.Many2one(
        "integration.volunteer", readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner", "Contact", related="volunteer_id.partner_id", store=True
    )
    task_id = fields.Many2one(related="tandem_id.task_id", store=True)
    start = fields.Datetime(required=True, index=True)
    stop = fields.Datetime(
        required=True,
        compute="_compute_stop",
        store=True,
        readonly=False,
        precompute=True,
    )
    minutes = fields.Integer(compute="_compute_minutes", store=True)
    place = fields.Char(
        compute="_compute_place",
        store=True,
        readonly=False,
        precompute=True,
        help="Names no client.",
    )
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="planned",
        copy=False,
        index=True,
    )
    note = fields.Text(help="How it went; names no client.")

    _order_of_time = models.Constraint(
        "CHECK(stop > start)", "A meeting ends after it begins."
    )

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("start", "tandem_id")
    def _compute_stop(self):
        for meeting in self:
            length = timedelta(hours=meeting.tandem_id.hours or 1)
            meeting.stop = meeting.start and meeting.start + length

    @api.depends("start", "stop")
    def _compute_minutes(self):
        for meeting in self:
            both = meeting.start and meeting.stop
            length = both and meeting.stop - meeting.start
            meeting.minutes = length and length.total_seconds() // 60

    @api.depends("tandem_id")
    def _compute_place(self):
        for meeting in self:
            meeting.place = meeting.place or meeting.tandem_id.place

    def _get_screen_name(self):
        return self.partner_id.name

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        tandems = self.env["integration.volunteer.tandem"]
        for vals in vals_list:
            if not self.env.su:
                vals["state"] = "planned"
            tandem = tandems.browse(vals.get("tandem_id"))
            vals["volunteer_id"] = tandem.volunteer_id.id
        meetings = super().create(vals_list)
        meetings._check_planned()
        meetings._sync_bookings()
        return meetings

    def write(self, vals):
        # su: the steps, which have checked the right
        if not self.env.su:
            self.check_access("write")
            if "state" in vals:
                raise UserError(self.env._("Kept by the buttons of the meeting: state"))
            if FIXED & vals.keys():
                self._check_state("planned")
        result = super().write(vals)
        if {"start", "stop"} & vals.keys():
            self._check_planned()
        if {"start", "stop", "place", "state", "task_id", "volunteer_id"} & vals.keys():
            self._sync_bookings()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        for meeting in self:
            if meeting.state == "held":
                raise UserError(
                    self.env._(
                        "%(reference)s: a meeting that was held is not deleted.",
                        reference=meeting.reference,
                    )
                )

    def unlink(self):
        self.check_access("unlink")
        self._get_bookings()._cancel()
        return super().unlink()

    def _check_state(self, *states):
        """:raise UserError: naming the state of a meeting that is in none of these"""
        # sudo: waits only
        take_turn(self.sudo())
        labels = dict(self._fields["state"]._description_selection(self.env))
        for meeting in self:
            if meeting.state not in states:
                raise UserError(
                    self.env._(
                        "%(reference)s: this meeting is “%(state)s” already.",
                        reference=meeting.reference,
                        state=labels[meeting.state],
                    )
                )

    def _check_planned(self):
        """A meeting is planned for a tandem that meets, at a time that is free (V10)."""
        for meeting in self.filtered(lambda one: one.state == "planned"):
            if meeting.tandem_id.state not in MEETING:
                raise ValidationError(
                    self.env._(
                        "%(reference)s: meetings are planned while the tandem is on "
                        "trial or running.",
                        reference=meeting.reference,
                    )
                )
            # sudo: whether the own volunteer is free; the words name no client
            volunteer = meeting.sudo().volunteer_id
            conflicts = volunteer._get_conflicts(meeting.start, meeting.stop, meeting)
            if hard := [row["words"] for row in conflicts if row["hard"]]:
                raise ValidationError("\n".join([f"{meeting.reference}:", *hard]))

    # ------------------------------------------------------------------
    # Bookings
    # ------------------------------------------------------------------

    def _prepare_bookings(self):
        self.ensure_one()
        # sudo: the volunteer's own times; nothing of a client is here
        meeting = self.sudo()
        if meeting.state == "cancelled" or not meeting.volunteer_id:
            return []
        return [
            {
                "volunteer_id": meeting.volunteer_id.id,
                "task_id": meeting.task_id.id,
                "title": f"{meeting.task_id.name} ({meeting.reference})",
                "place": meeting.place,
                "start": meeting.start,
                "stop": meeting.stop,
            }
        ]

    def _lose_volunteer(self, volunteer, reason):
        """The volunteer does not come: the meeting does not take place."""
        self._cancel_planned()
        self.tandem_id._tell_coordination(
            self.env._("A meeting of a tandem does not take place")
        )

    def _cancel_planned(self):
        """Cancel what has not taken place."""
        planned = self.filtered(lambda one: one.state == "planned")
        # sudo: follows a step that was allowed
        planned.sudo().write({"state": "cancelled"})

    # ------------------------------------------------------------------
    # Buttons
    # ------------------------------------------------------------------

    def action_held(self):
        """The meeting has taken place."""
        self.check_access("write")
        self._check_state("planned")
        now = fields.Datetime.now()
        for meeting in self:
            if meeting.start > now:
                raise UserError(
                    self.env._(
                        "%(reference)s: this meeting lies in the future.",
                        reference=meeting.reference,
                    )
                )
        # sudo: a step, whose right was checked
        self.sudo().write({"state": "held"})

    def action_cancel(self):
        self.check_access("write")
        self._check_state("planned")
        self._cancel_planned()

    def action_plan(self):
        """A meeting that was cancelled or noted as held by mistake is planned again."""
        self.check_access("write")
        self._check_state("cancelled", "held")
        # sudo: a step, whose right was checked
        self.sudo().write({"state": "planned"})
        self._check_planned()
