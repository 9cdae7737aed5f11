from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import (
    end_of_day_utc,
    get_today,
    to_last_german_day,
)


class IntegrationConsent(models.Model):
    """Jobs of the day: reminders before consents end, and what ends with them (C48)."""

    _inherit = "integration.consent"

    @api.model
    def _cron_follow_up(self):
        """Remind of consents about to end, end what rests on expired ones, ask anew.

        Each step acts once for each record, however often the job runs.
        """
        self = self._for_engine()
        cron = self.env["ir.cron"]
        today = get_today()
        for consents, step in (
            (self._get_to_remind(today), self._remind),
            (self._get_to_end(), self._end),
        ):
            cron._commit_progress(remaining=len(consents))
            for consent in consents:
                step(consent, today)
                if not cron._commit_progress(1):
                    return

    @api.model
    def _get_to_remind(self, today):
        days = self.env["integration.rule.value"]._get_number("consent_reminder_days")
        return self.search(
            self._get_valid_domain()
            & fields.Domain("reminded_on", "=", False)
            & fields.Domain(
                "date_until", "<=", end_of_day_utc(today + timedelta(days=days))
            )
        )

    @api.model
    def _get_to_end(self):
        return self.search(
            [
                ("decision", "=", "given"),
                ("withdrawn_at", "=", False),
                ("date_until", "<=", fields.Datetime.now()),
                ("ended_on", "=", False),
            ]
        )

    def _remind(self, consent, today):
        """One activity for each person and day, not one for each purpose."""
        person = consent.person_id
        if not person.consent_ids.filtered(
            lambda other: (
                other.reminded_on and other.reminded_on == today and other != consent
            )
        ):
            consent._remind_managers(to_last_german_day(consent.date_until))
        consent.write({"reminded_on": today})

    def _remind_managers(self, day):
        for case in self.person_id.case_ids.filtered(lambda case: not case.is_closed):
            # a job has no language of its own
            env = case.with_context(lang=case.user_id.lang).env
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                day,
                summary=env._("A consent ends: please ask again"),
                user_id=case.user_id.id,
            )

    def _end(self, consent, today):
        consent.write({"ended_on": today})
        consent._on_consent_expired()
