from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today

from .integration_referral import RUNNING


class IntegrationReferral(models.Model):
    """Jobs of the day: no answer, time of reading over; twice changes nothing."""

    _inherit = "integration.referral"

    @api.model
    def _cron_daily(self):
        """End what is over and remind of what nobody has answered."""
        self = self._for_engine()
        cron = self.env["ir.cron"]
        over = self.search(self._get_over_domain(), order="id")
        waiting = self.search(self._get_to_remind_domain(), order="id")
        cron._commit_progress(remaining=len(over) + len(waiting))
        for referral in over:
            referral._look_again("time")
            if not cron._commit_progress(1):
                return
        for referral in waiting - over:
            referral._remind()
            if not cron._commit_progress(1):
                return

    @api.model
    def _get_over_domain(self):
        now = fields.Datetime.now()
        return [
            ("state", "in", RUNNING),
            ("date_until", "<=", now),
            ("person_id.erased_on", "=", False),
        ]

    @api.model
    def _get_to_remind_domain(self):
        rules = self.env["integration.rule.value"]
        limit = fields.Datetime.now() - rules._get_delta("referral_reminder_days")
        return [
            ("state", "=", "sent"),
            ("date_sent", "<=", limit),
            ("reminded_on", "=", False),
            ("case_id.is_closed", "=", False),
            ("person_id.erased_on", "=", False),
        ]

    def _remind(self):
        self.ensure_one()
        case = self.case_id
        # a job has no language of its own
        env = case.with_context(lang=case.user_id.lang).env
        case.activity_schedule(
            "mail.mail_activity_data_todo",
            get_today(),
            summary=env._("No answer to a referral yet"),
            user_id=case.user_id.id,
        )
        self.write({"reminded_on": get_today()})
