from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationReview(models.Model):
    """Reminders before a review, once each, none on closed cases (C25)."""

    _inherit = "integration.review"

    @api.model
    def _cron_remind(self):
        """Put reviews that are due before the managers; running twice changes nothing."""
        self = self._for_engine()
        cron = self.env["ir.cron"]
        reviews = self.search(self._get_to_remind_domain(), order="date, id")
        cron._commit_progress(remaining=len(reviews))
        for review in reviews:
            review._remind()
            if not cron._commit_progress(1):
                return

    @api.model
    def _get_to_remind_domain(self):
        basis = self.env["integration.data.class"]._get_basis_domain("plan")
        return fields.Domain(basis) & fields.Domain(
            [
                ("state", "=", "planned"),
                ("reminded_on", "=", False),
                ("date", "<=", fields.Date.to_string(self._get_due_limit())),
                ("case_id.is_closed", "=", False),
                ("plan_id.state", "=", "agreed"),
            ]
        )

    def _remind(self):
        self.ensure_one()
        case = self.case_id
        # a job has no language of its own
        env = case.with_context(lang=case.user_id.lang).env
        case.activity_schedule(
            "mail.mail_activity_data_todo",
            self.date,
            summary=env._("Review of the integration plan is due"),
            user_id=case.user_id.id,
        )
        self.write({"reminded_on": get_today()})
