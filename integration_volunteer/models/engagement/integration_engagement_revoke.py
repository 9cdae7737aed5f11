from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.integration_plan.models.base.integration_plan_part import take_turn

#: ends after which the volunteer has nothing to wait for
OVER = ("done", "volunteer")


class IntegrationEngagement(models.Model):
    """Taking back what was released, at once (C13, C42, C43)."""

    _inherit = "integration.engagement"

    def action_revoke(self):
        """The office takes back what was released."""
        self.check_access("write")
        for one in self:
            # sudo: waits and asks only
            take_turn(one.sudo())
            if not one.release_ids._get_running():
                raise UserError(
                    self.env._(
                        "%(reference)s: nothing is released now.",
                        reference=one.reference,
                    )
                )
            one._revoke("office")

    def action_end(self):
        """The help is not needed any more; what was released ends with it."""
        self.check_access("write")
        for one in self:
            # sudo: waits and asks only
            take_turn(one.sudo())
            one._check_not_ended()
            one._end("done")

    def action_reopen(self):
        """Help that was ended by mistake, or that begins anew, goes on.

        Nothing is released by it.
        """
        self.check_access("write")
        for one in self:
            # sudo: waits and asks only
            take_turn(one.sudo())
            if not one.ended_on:
                raise UserError(
                    self.env._(
                        "%(reference)s: this help has not ended.",
                        reference=one.reference,
                    )
                )
            one.case_id._check_not_closed()
            one.person_id._check_not_restricted()
        # sudo: a step, whose right was checked
        self.sudo().write({"ended_on": False})

    def _revoke(self, how, releases=None):
        """End what is released at once, and pause what rests on it (C13).

        :param str how: one of ``ended_how`` of a release
        :param releases: only these, or all
        """
        # sudo: ends what was released, shows nothing; callers have checked
        for one in self.sudo():
            running = (releases or one.release_ids).sudo()._get_running()
            running &= one.release_ids
            if not running:
                continue
            letters = running.letter_id
            running._end(how)
            if how in OVER:
                letters._tell_over()
            else:
                letters._tell_end()
            one.tandem_id._pause_without_release()

    def _end(self, how):
        """End the help.

        :param str how: one of ``ended_how`` of a release
        """
        self._revoke(how)
        # sudo: callers have checked, or it follows what was allowed
        running = self.sudo().filtered(lambda one: not one.ended_on)
        running.write({"ended_on": fields.Datetime.now()})
        running.tandem_id._end_without_help()

    def _look_again(self, releases, how):
        """Ask anew for releases whose basis has ended; without one they end.

        :param releases: of this engagement, in superuser mode
        :param str how: why the basis has ended
        """
        self.ensure_one()
        for release in releases._get_running():
            classes = release.letter_id.disclosure_ids.data_class_id
            answers = self._decide(release.partner_id, classes)
            date_until = self._get_end(answers, release.date_from)
            holds = answers and not self._get_refusal(answers)
            if holds and date_until > fields.Datetime.now():
                consents = self._get_consents(answers)
                release.write(
                    {
                        "consent_ids": [fields.Command.set(consents)],
                        "date_until": date_until,
                    }
                )
                release.letter_id._prolong(date_until)
            else:
                self._revoke(how, release)

    def _tell_manager(self, summary):
        """Put a task before the manager, except the one at work.

        :param str summary: translated
        """
        # sudo: goes to those who work the case anyway
        for case in self.sudo().case_id:
            if not case.is_closed and case.user_id != self.env.user:
                case.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=summary,
                    user_id=case.user_id.id,
                )

    @api.model
    def _cron_daily(self):
        """End releases whose time is over, or whose guardian speaks no more for the
        client; twice changes nothing.
        """
        # sudo: the job
        releases = self.env["integration.engagement.release"].sudo()
        over = releases.search(
            Domain("ended_on", "=", False)
            & Domain("person_id.erased_on", "=", False)
            & (
                Domain("date_until", "<=", fields.Datetime.now())
                | Domain("consent_ids.by_guardian", "=", True)
            ),
            order="id",
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(over))
        for release in over:
            late = release.date_until <= fields.Datetime.now()
            how = "time" if late else "expired"
            release.engagement_id._look_again(release, how)
            if not cron._commit_progress(1):
                return
