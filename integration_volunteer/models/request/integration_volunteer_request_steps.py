from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from .integration_volunteer_request import COORDINATOR

NEEDED_FIELDS = ("task_id", "start", "stop")


class IntegrationVolunteerRequest(models.Model):
    """The steps of a request and the ways back (V19)."""

    _inherit = "integration.volunteer.request"

    def _begin_step(self, *states, by_coordination=False):
        """Lock the request and ask whether a step fits.

        :param states: those in which the step may be taken
        :param bool by_coordination: not for whoever asks
        :return: the request in superuser mode
        :raise UserError: naming the request and its state
        :raise AccessError: if it is not the user's step
        """
        self.ensure_one()
        self.check_access("write")
        if by_coordination and not self.env.su:
            if not self.env.user.has_group(COORDINATOR):
                raise AccessError(self.env._("This is a step of the coordination."))
        # sudo: the right to the request was checked
        request = self.sudo()
        try:
            request.lock_for_update()
        except LockError:
            raise UserError(
                self.env._(
                    "%(name)s: somebody is at work on it this moment. "
                    "Please look again.",
                    name=request.display_name,
                )
            ) from None
        request.invalidate_recordset()
        if request.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(name)s is “%(state)s”: this step does not fit any more.",
                    name=request.display_name,
                    state=labels[request.state],
                )
            )
        return request

    def _check_complete(self):
        """:raise UserError: naming the fields that are missing, or a time in the past"""
        self._check_fields()
        if self.start <= fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(name)s: the beginning lies in the past.", name=self.display_name
                )
            )

    def _check_fields(self):
        """:raise UserError: naming the fields that are missing"""
        self.ensure_one()
        needed = list(NEEDED_FIELDS)
        if self.task_id.interprets:
            needed.append("language_id")
        labels = [
            self._fields[name]._description_string(self.env)
            for name in needed
            if not self[name]
        ]
        if labels:
            raise UserError(
                self.env._(
                    "%(name)s: please enter %(fields)s.",
                    name=self.display_name,
                    fields=", ".join(labels),
                )
            )

    # ------------------------------------------------------------------
    # Buttons
    # ------------------------------------------------------------------

    def action_open(self):
        """Send the request to the coordination."""
        for request in self:
            request._begin_step("draft")._open()

    def action_reopen(self):
        """The way back of a request that was cancelled or that nobody took."""
        for request in self:
            request._begin_step("cancelled", "unfilled")._open()

    def action_draft(self):
        """Take a request back to work on it; nobody is asked any more."""
        for request in self:
            engine = request._begin_step("open")
            engine._end_asks()
            engine.write({"state": "draft"})

    def action_cancel(self):
        """:return: dialog that asks for the reason"""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel the request"),
            "res_model": "integration.volunteer.request.cancel",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id},
        }

    def action_done(self):
        """It took place."""
        for request in self:
            engine = request._begin_step("filled", by_coordination=True)
            if engine.start > fields.Datetime.now():
                raise UserError(
                    self.env._("%(name)s has not begun yet.", name=request.display_name)
                )
            engine.write({"state": "done", "closed_on": fields.Datetime.now()})

    def action_undone(self):
        """Take “done” back."""
        for request in self:
            engine = request._begin_step("done", by_coordination=True)
            engine.write({"state": "filled", "closed_on": False})

    def action_release(self):
        """The volunteer gives up: the request is open again, the others are asked."""
        for request in self:
            engine = request._begin_step("filled", by_coordination=True)
            engine = engine.with_context(volunteer_knows=True)
            engine._lose_volunteer(engine.volunteer_id, "unavailable")

    # ------------------------------------------------------------------
    # Engine: superuser mode, after the checks
    # ------------------------------------------------------------------

    def _open(self):
        self.ensure_one()
        self._check_complete()
        self.write(
            {
                **self._prepare_lead_vals(),
                "state": "open",
                "opened_on": self.opened_on or fields.Datetime.now(),
                "closed_on": False,
                "cancel_reason": False,
                "cancelled_on": False,
                "cancelled_late": False,
            }
        )
        if not self.env.user.has_group(COORDINATOR):
            self._tell(self._get_coordinators(), "new")
        elif not self.coordinator_id:
            self.coordinator_id = self.env.user

    def _cancel(self, reason):
        """Cancel a request; who was booked or asked is told once.

        Late is what falls into the time of the dated rule while somebody was booked.

        :param str reason: value of ``cancel_reason``
        """
        for request in self:
            engine = request._begin_step("draft", "open", "filled")
            now = fields.Datetime.now()
            booked = engine.state == "filled"
            volunteer = engine.volunteer_id if booked else engine.browse().volunteer_id
            engine._end_asks()
            engine.write(
                {
                    "state": "cancelled",
                    "volunteer_id": False,
                    "cancel_reason": reason,
                    "cancelled_on": now,
                    "cancelled_late": booked and engine._is_late(),
                    "closed_on": now,
                }
            )
            # who gets no mail is told by the notices of bookings
            by_mail = bool(volunteer) and volunteer._gets_mail()
            engine.with_context(volunteer_knows=by_mail)._sync_bookings()
            if by_mail:
                engine._mail_cancelled(volunteer)
            engine._tell(engine.requested_by_id | engine.coordinator_id, "cancelled")

    def _miss(self):
        """Nobody was found in time."""
        for request in self:
            request._end_asks()
            request.write({"state": "unfilled", "closed_on": fields.Datetime.now()})
            request._tell(request.requested_by_id, "missed")

    @api.model
    def _cron_unfilled(self):
        """End requests that have begun without anybody."""
        domain = [("state", "=", "open"), ("start", "<=", fields.Datetime.now())]
        # sudo: a job for all authorities
        requests = self.sudo().search(domain)
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(requests))
        for request in requests:
            # somebody may be at work on it; the next run looks again
            if request.try_lock_for_update():
                request._miss()
            if not cron._commit_progress(1):
                return
