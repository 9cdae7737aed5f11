from odoo import models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_plan.models.base.integration_plan_part import take_turn

from .integration_volunteer_tandem import MEETING

#: state → states from which it is reached
STEPS = {
    "trial": ("proposed", "paused"),
    "running": ("trial", "paused"),
    "paused": ("trial", "running"),
    "ended": ("proposed", "trial", "running", "paused"),
    # the way back
    "proposed": ("trial", "ended"),
}


class IntegrationVolunteerTandem(models.Model):
    """The steps of a tandem; each has its button and a way back."""

    _inherit = "integration.volunteer.tandem"

    def action_trial(self):
        """The two meet for the first time: the trial phase begins."""
        self._step("trial")

    def action_run(self):
        """Both want to go on."""
        self._step("running")

    def action_pause(self):
        self._step("paused")

    def action_resume(self):
        """Go on after a pause, with the trial phase if it was not over."""
        for tandem in self:
            tandem._step("running" if tandem.running_on else "trial")

    def action_end(self):
        self._step("ended")

    def action_propose(self):
        """A step too far is taken back."""
        self._step("proposed")

    def _step(self, state):
        """Take a step.

        :param str state: the new state
        :raise UserError: if it cannot be reached, nobody is chosen or may do the task,
            or the reason for the end is missing
        """
        self.check_access("write")
        # sudo: waits only
        take_turn(self.sudo())
        labels = dict(self._fields["state"]._description_selection(self.env))
        for tandem in self:
            if tandem.state not in STEPS[state]:
                raise UserError(
                    self.env._(
                        "%(reference)s is “%(now)s” and cannot become “%(next)s”. "
                        "Somebody may have taken this step already.",
                        reference=tandem.reference,
                        now=labels[tandem.state],
                        next=labels[state],
                    )
                )
            if state in MEETING:
                tandem._check_fit()
            if state == "ended" and not tandem.end_reason_id:
                raise UserError(
                    self.env._(
                        "%(reference)s: please choose the reason for the end first.",
                        reference=tandem.reference,
                    )
                )
            tandem._enter_state(state)

    def _check_fit(self):
        """:raise UserError: without a volunteer, or if she may not do this task"""
        today = get_today()
        if not self.volunteer_id:
            raise UserError(
                self.env._(
                    "%(reference)s: please choose a volunteer first.",
                    reference=self.reference,
                )
            )
        if reasons := self.volunteer_id._get_unfit(self.task_id, today):
            raise UserError("\n".join([f"{self.reference}:", *reasons]))

    def _enter_state(self, state):
        """Note a new state; concerns hook in here.

        :param str state: the new state
        """
        self.ensure_one()
        today = get_today()
        vals = {"state": state, "paused_on": today if state == "paused" else False}
        if state == "trial" and not self.began_on:
            vals["began_on"] = today
        if state == "trial" and not self.trial_until:
            rules = self.env["integration.rule.value"]
            length = rules._get_delta("tandem_trial_weeks", company=self.company_id)
            vals["trial_until"] = today + length
        if state == "running" and not self.running_on:
            vals["running_on"] = today
        if state == "proposed":
            cleared = ("began_on", "trial_until", "running_on", "end_reason_id")
            vals |= dict.fromkeys(cleared, False)
        vals["ended_on"] = today if state == "ended" else False
        # sudo: a step, whose right was checked by the caller
        self.sudo().write(vals)
        if state not in MEETING:
            # sudo: as above
            self.sudo().meeting_ids._cancel_planned()

    def _end_as(self, reason):
        """End tandems because of something else, as the volunteer leaving.

        :param str reason: code of ``integration.tandem.end.reason``
        """
        reasons = self.env["integration.tandem.end.reason"]
        # sudo: follows a step that was allowed; the code list is no secret
        found = reasons.sudo().search([("code", "=", reason)], limit=1)
        for tandem in self.sudo().filtered(lambda one: one.state != "ended"):
            tandem.end_reason_id = found
            tandem._enter_state("ended")
