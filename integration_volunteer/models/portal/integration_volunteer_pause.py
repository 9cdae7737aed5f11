from odoo import api, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteer(models.Model):
    """Pausing until a day, and coming back."""

    _inherit = "integration.volunteer"

    def _end_pause(self):
        """Go on after a pause; the trial is not ended by that.

        Who was still on trial comes back with the coordination, which is told once.

        :return: whether they are active now
        """
        self.ensure_one()
        if self.active_on:
            self._step("active")
            return True
        user = self.coordinator_id
        words = self.with_context(lang=user.lang or self.env.lang).env
        summary = words._("%(name)s wants to end the break", name=self.name)
        if user and summary not in self.activity_ids.mapped("summary"):
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, user_id=user.id
            )
        return False

    @api.model
    def _cron_end_pauses(self):
        """Let those go on whose last day of pause was yesterday or before."""
        # sudo: a job
        volunteers = self.sudo()
        today = get_today()
        cron = self.env["ir.cron"]
        due = volunteers.search(
            [("state", "=", "paused"), ("paused_until", "<", today)], order="id"
        )
        cron._commit_progress(remaining=len(due))
        for volunteer in due:
            locked = volunteer.try_lock_for_update(allow_referencing=True).exists()
            locked.invalidate_recordset()
            if locked.state == "paused":
                locked._end_pause()
            if not cron._commit_progress(1):
                return
