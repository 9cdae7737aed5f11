from odoo import fields, models
from odoo.exceptions import UserError

from .integration_volunteer_signup import ACTIVE, HOLDING


class IntegrationVolunteerSignup(models.Model):
    """The steps of a sign-up by the volunteer and by the coordination (V7)."""

    _inherit = "integration.volunteer.signup"

    def _take(self, state, step, by, reason=None, **vals):
        """Change the state with all that hangs on it: offer, log, booking.

        :param str state: the new state
        :param str step: what the log says, see ``integration.volunteer.signup.step``
        :param str by: ``volunteer``, ``coordination`` or ``system``
        :param str reason: names no client
        """
        if not self:
            return
        clear = {} if state == "offered" else {"offer_until": False}
        if state != "confirmed":
            clear["seeks_stand_in"] = False
        # sudo: rows of the engine; the caller has checked who acts
        signups = self.sudo()
        signups.write({"state": state, **clear, **vals})
        signups._log(step, by, reason)
        signups._sync_bookings()
        signups.shift_id._settle()

    def _log(self, step, by, reason=None):
        """Note a step; reasons name no client."""
        # sudo: rows of the engine
        self.env["integration.volunteer.signup.step"].sudo().create(
            [
                {"signup_id": signup.id, "step": step, "by": by, "reason": reason}
                for signup in self
            ]
        )

    def _log_skip(self, reason):
        """Note why somebody was passed over; once for each reason in turn."""
        self.ensure_one()
        last = self.step_ids.sorted("id")[-1:]
        if (last.step, last.reason) != ("skipped", reason):
            self._log("skipped", "system", reason)

    def _check_state(self, *states):
        """:raise UserError: names the sign-up if it is in none of the states"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for signup in self:
            if signup.state not in states:
                raise UserError(
                    self.env._(
                        "%(signup)s: this cannot be done, it is “%(state)s”.",
                        signup=signup.display_name,
                        state=labels[signup.state],
                    )
                )

    def _check_ahead(self):
        """:raise UserError: if the shift has begun or is not published"""
        now = fields.Datetime.now()
        for shift in self.shift_id:
            if shift.state != "published" or shift.start <= now:
                raise UserError(
                    self.env._(
                        "“%(shift)s” has begun or does not take place.",
                        shift=shift.name,
                    )
                )

    def _check_obstacles(self):
        """:raise UserError: says what speaks against it"""
        for signup in self:
            if obstacles := signup._get_obstacles():
                raise UserError("\n".join(obstacles))

    # ------------------------------------------------------------------
    # The volunteer
    # ------------------------------------------------------------------

    def _withdraw(self, reason=None, by="volunteer"):
        """Give up a place, a request or the position in the waiting list.

        The place goes to the next who waits.

        :param str reason: why, if told
        :raise UserError: once the shift has begun
        """
        # sudo: whoever may act for the volunteer was found out by the caller
        for signup in self.sudo():
            signup.role_id._hold()
            signup._check_state(*ACTIVE)
            signup._check_ahead()
            signup._take("withdrawn", "withdrawn", by, reason)
            signup.role_id._fill()

    # ------------------------------------------------------------------
    # The coordination
    # ------------------------------------------------------------------

    def _for_coordination(self):
        """:return: the sign-ups in superuser mode, if the user may decide on them"""
        self.check_access("read")
        self.shift_id.check_access("write")
        # sudo: sign-ups are written by their steps only; the right was checked above
        return self.sudo()

    def action_confirm(self):
        """Give somebody a place who has asked for it, or who waits."""
        for signup in self._for_coordination():
            signup.role_id._hold()
            signup._check_state("requested", "waiting", "offered")
            signup.volunteer_id._hold()
            signup._check_ahead()
            signup._check_obstacles()
            asked = signup.state == "requested"
            if signup._get_replaced():
                signup._swap("coordination")
            else:
                if signup.state != "offered" and signup.role_id._count_free() <= 0:
                    raise UserError(
                        self.env._(
                            "No place is free in “%(shift)s”.",
                            shift=signup.shift_id.name,
                        )
                    )
                signup._take("confirmed", "confirmed", "coordination")
            if asked:
                signup._tell_confirmed()

    def action_wait(self):
        """Put somebody who has asked for a place on the waiting list."""
        for signup in self._for_coordination():
            signup.role_id._hold()
            signup._check_state("requested")
            signup._check_ahead()
            signup._take("waiting", "waiting", "coordination", stands_in_for_id=False)
            signup.role_id._fill()

    def action_refuse(self):
        """Do not confirm a request, or take somebody off the waiting list."""
        for signup in self._for_coordination():
            signup.role_id._hold()
            signup._check_state("requested", "waiting")
            signup._take("declined", "declined", "coordination")
            signup._tell_refused()

    def action_remove(self):
        """Take somebody off the shift; the place goes to the next who waits."""
        for signup in self._for_coordination():
            signup.role_id._hold()
            signup._check_state(*HOLDING)
            signup._check_ahead()
            signup._take("cancelled", "removed", "coordination")
            signup.role_id._fill()

    def action_withdraw(self):
        """The volunteer has called and does not come."""
        self._for_coordination()._withdraw(by="coordination")

    def action_accept_offer(self):
        """The volunteer has called and accepts."""
        self._for_coordination()._accept_offer(by="coordination")

    def action_decline_offer(self):
        """The volunteer has called and declines."""
        self._for_coordination()._decline_offer(by="coordination")

    def action_open(self):
        """:return: the sign-up with its log"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
