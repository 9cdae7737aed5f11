from odoo import models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today

#: state → states from which it is reached
STEPS = {
    "interview": ("interested",),
    "trial": ("interested", "interview"),
    "active": ("interview", "trial", "paused"),
    "paused": ("trial", "active"),
    "left": ("interested", "interview", "trial", "active", "paused"),
    # the way back
    "interested": ("interview", "left"),
}


class IntegrationVolunteer(models.Model):
    """The steps from interest to leaving; each has its button and a way back."""

    _inherit = "integration.volunteer"

    def action_interview(self):
        self._step("interview")

    def action_trial(self):
        self._step("trial")

    def action_activate(self):
        self._step("active")

    def action_pause(self):
        self._step("paused")

    def action_leave(self):
        self._step("left")

    def action_interested(self):
        """Somebody comes back, or a step too far is taken back."""
        self._step("interested")

    def _step(self, state):
        """Take a step.

        :param str state: the new state
        :raise UserError: if it cannot be reached from the present one
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for volunteer in self:
            if volunteer.state not in STEPS[state]:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(now)s” and cannot become “%(next)s”.",
                        name=volunteer.name,
                        now=labels[volunteer.state],
                        next=labels[state],
                    )
                )
            volunteer._enter_state(state)

    def _enter_state(self, state):
        """Note a new state; addons and concerns hook in here.

        :param str state: the new state
        """
        today = get_today()
        vals = {"state": state}
        if state == "active" and not self.active_on:
            vals["active_on"] = today
        if state != "paused":
            vals["paused_until"] = False
        vals["left_on"] = today if state == "left" else False
        self.write(vals)
        if state == "left":
            self._get_future_bookings()._give_up("left")
