from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .integration_volunteer_request import COORDINATOR

#: set by the steps only
STEP_FIELDS = {
    *("reference", "state", "volunteer_id", "opened_on", "filled_on", "closed_on"),
    *("lead_days", "urgent", "cancel_reason", "cancelled_on", "cancelled_late"),
    *("confirmed_on", "confirmed_minutes", "volunteer_rating"),
    "volunteer_feedback",
}
FEEDBACK_FIELDS = {"rating", "feedback"}
#: a booking says what these say
BOOKED_FIELDS = {"task_id", "language_id", "place", "start", "stop", "setting"}
#: what has ended keeps these
ENDED_FIELDS = BOOKED_FIELDS | {"zip", "gender", "level", "form", "company_id"}
CLOSED = ("done", "unfilled", "cancelled")


class IntegrationVolunteerRequest(models.Model):
    """Who changes what of a request, and what a change entails."""

    _inherit = "integration.volunteer.request"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_by_steps({k: v for k, v in vals.items() if v and v != "draft"})
        return super().create(
            [{**vals, "reference": self._draw_reference()} for vals in vals_list]
        )

    def write(self, vals):
        self._check_by_steps(vals)
        self._check_may_change(vals)
        moved = BOOKED_FIELDS & vals.keys()
        before = self._get_appointments() if moved else {}
        result = super().write(vals)
        if moved:
            self._follow_change(before)
        return result

    def _check_by_steps(self, vals):
        """:raise AccessError: for values that only the steps set"""
        if self.env.su:
            return
        if STEP_FIELDS & vals.keys():
            raise AccessError(self.env._("This is set by the buttons of a request."))

    def _check_may_change(self, vals):
        """Who asked changes a request until somebody is found; then tells how it was.

        What has ended stays as it was, for everybody.

        :raise UserError: naming the request
        """
        if self.env.su:
            return
        for request in self:
            if request.state in CLOSED and ENDED_FIELDS & vals.keys():
                raise UserError(
                    self.env._(
                        "%(name)s has ended. Please duplicate it for another "
                        "appointment.",
                        name=request.display_name,
                    )
                )
        if self.env.user.has_group(COORDINATOR):
            return
        if not vals.keys() - FEEDBACK_FIELDS:
            return
        for request in self:
            if request.state not in ("draft", "open"):
                raise UserError(
                    self.env._(
                        "%(name)s: please tell the coordination what has changed.",
                        name=request.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        for request in self:
            if request.state != "draft" or request.opened_on:
                raise UserError(
                    self.env._(
                        "%(name)s was sent already. Please cancel it instead.",
                        name=request.display_name,
                    )
                )

    @api.model
    def _draw_reference(self):
        """:return: a random reference that says nothing, as ``H-7F3K2``"""
        # sudo: asks only whether a random string is taken
        requests = self.sudo()
        while True:
            reference = f"H-{self.env['integration.token']._draw(5)}"
            if not requests.search_count([("reference", "=", reference)], limit=1):
                return reference
