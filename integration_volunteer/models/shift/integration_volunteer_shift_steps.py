from odoo import api, fields, models
from odoo.exceptions import UserError

#: state → states from which it is reached
STEPS = {
    "published": ("draft", "cancelled"),
    "draft": ("published", "cancelled"),
    "cancelled": ("draft", "published"),
    "done": ("published",),
}


class IntegrationVolunteerShift(models.Model):
    """Publishing, cancelling, and signing up (V1, V2, V7)."""

    _inherit = "integration.volunteer.shift"

    def action_publish(self):
        """Volunteers may sign up; also after a shift was cancelled."""
        self.check_access("write")
        self._check_step("published")
        for shift in self:
            if not shift.role_ids:
                raise UserError(
                    self.env._(
                        "“%(shift)s” has no role with places yet.", shift=shift.name
                    )
                )
            if shift.start <= fields.Datetime.now():
                raise UserError(
                    self.env._("“%(shift)s” lies in the past.", shift=shift.name)
                )
        self._keep({"state": "published", "alarmed_on": False})

    def action_draft(self):
        """Take a shift back for which nobody has signed up."""
        self.check_access("write")
        self._check_step("draft")
        self.role_ids._hold()
        for shift in self:
            if shift._get_active_signups():
                raise UserError(
                    self.env._(
                        "People have signed up for “%(shift)s”. Please cancel it.",
                        shift=shift.name,
                    )
                )
        self._keep({"state": "draft"})

    def action_cancel(self):
        """The shift does not take place: everybody who is on is told."""
        self.check_access("write")
        self._check_step("cancelled")
        self._cancel()

    def action_done(self):
        """The shift has taken place."""
        self.check_access("write")
        self._check_step("done")
        for shift in self:
            if shift.stop > fields.Datetime.now():
                raise UserError(
                    self.env._("“%(shift)s” is not over yet.", shift=shift.name)
                )
        self._end()

    def _check_step(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for shift in self:
            if shift.state not in STEPS[state]:
                raise UserError(
                    self.env._(
                        "“%(shift)s” is “%(now)s” and cannot become “%(next)s”.",
                        shift=shift.name,
                        now=labels[shift.state],
                        next=labels[state],
                    )
                )

    def _cancel(self, reason=None, by="coordination"):
        """Cancel shifts with their sign-ups and bookings.

        :param str reason: why, for the log
        :param str by: who acts, see ``integration.volunteer.signup.step``
        """
        # nobody signs up meanwhile
        self.role_ids._hold()
        self._keep({"state": "cancelled"})
        self._settle()
        signups = self._get_active_signups()
        on = signups.filtered(lambda one: one.state == "confirmed")
        signups._take("cancelled", "cancelled", by, reason)
        # who is on hears of it by the booking
        (signups - on)._tell_cancelled()

    def _end(self):
        """The time is over: nobody waits any more."""
        self.role_ids._hold()
        self._keep({"state": "done"})
        self._settle()
        waiting = self._get_active_signups().filtered(
            lambda one: one.state != "confirmed"
        )
        waiting._take("cancelled", "over", "system")

    # ------------------------------------------------------------------
    # Signing up
    # ------------------------------------------------------------------

    def _sign_up(self, volunteer, role, wait=True, by="volunteer"):
        """Sign a volunteer up.

        Takes the place, asks for it or goes on the waiting list, as the shift says.
        Two who want the last place at the same moment come one after the other: the
        role's row is locked. The caller has checked who acts.

        :param volunteer: ``integration.volunteer``
        :param role: ``integration.volunteer.shift.role`` of this shift
        :param bool wait: go on the waiting list if no place is free
        :param str by: ``volunteer`` or ``coordination``
        :return: the sign-up, in superuser mode
        :raise UserError: names the shift and why not
        """
        self.ensure_one()
        # sudo: whoever may act for the volunteer was found out by the caller
        shift, role, volunteer = self.sudo(), role.sudo(), volunteer.sudo()
        shift._check_sign_up(by)
        if role.shift_id != shift or volunteer.company_id != shift.company_id:
            raise UserError(
                self.env._("“%(shift)s” has no such place.", shift=shift.name)
            )
        role._hold()
        volunteer._hold()
        if volunteer in shift._get_active_signups().volunteer_id:
            raise UserError(
                self.env._(
                    "%(name)s has signed up for “%(shift)s” already.",
                    name=volunteer.name,
                    shift=shift.name,
                )
            )
        if obstacles := role._get_obstacles(volunteer):
            raise UserError("\n".join(obstacles))
        # who has waited comes first
        role._fill()
        state = "requested" if shift.mode == "request" and by == "volunteer" else None
        free = role._count_free() > 0
        if not free and not (wait and shift.wait_list):
            raise UserError(
                self.env._("No place is free in “%(shift)s”.", shift=shift.name)
            )
        state = state or ("confirmed" if free else "waiting")
        signup = shift.env["integration.volunteer.signup"].create(
            {
                "shift_id": shift.id,
                "role_id": role.id,
                "volunteer_id": volunteer.id,
                "state": state,
                "queued_on": fields.Datetime.now(),
            }
        )
        signup._take(state, state, by)
        if state == "requested":
            shift._ask_to_confirm()
        return signup

    def _check_sign_up(self, by):
        """:raise UserError: if nobody (or only the coordination) may sign up now"""
        now = fields.Datetime.now()
        own = by == "volunteer"
        problem = ""
        if self.state != "published":
            problem = self.env._("it is not published.")
        elif own and self.start <= now or self.stop <= now:
            problem = self.env._("it has begun.")
        elif own and self.signup_until and self.signup_until < now:
            problem = self.env._("the time for signing up is over.")
        elif own and self.mode == "manual":
            problem = self.env._("the coordination puts people on.")
        if problem:
            raise UserError(
                self.env._(
                    "Nobody can sign up for “%(shift)s”: %(problem)s",
                    shift=self.name,
                    problem=problem,
                )
            )

    @api.model
    def _get_open_for(self, volunteer):
        """List shifts that somebody may sign up for, also those with a waiting list.

        :param volunteer: ``integration.volunteer``
        :return: shifts by time, in superuser mode; :meth:`_get_open_roles` says where
        """
        now = fields.Datetime.now()
        # sudo: shifts are shown to volunteers, who have no right on the model
        shifts = self.sudo().search(
            [
                ("company_id", "=", volunteer.sudo().company_id.id),
                ("state", "=", "published"),
                ("mode", "!=", "manual"),
                ("start", ">", now),
                "|",
                ("signup_until", "=", False),
                ("signup_until", ">=", now),
            ]
        )
        taken = shifts._get_active_signups().filtered(
            lambda one: one.volunteer_id.id == volunteer.id
        )
        return (shifts - taken.shift_id).filtered(
            lambda shift: shift._get_open_roles(volunteer)
        )

    def _get_open_roles(self, volunteer):
        """:return: roles for which the volunteer fits, with a place or a waiting list"""
        self.ensure_one()
        # sudo: as :meth:`_get_open_for`
        roles, volunteer = self.sudo().role_ids, volunteer.sudo()
        if not self.sudo().wait_list:
            roles = roles.filtered(lambda role: role.free_count > 0)
        roles = roles.filtered(lambda role: not role._get_unfit(volunteer))
        if roles and self.sudo()._get_obstacles(volunteer):
            return roles.browse()
        return roles
