from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationResidenceTitle(models.Model):
    """Alerts before a title ends, at two lead times of dated rule data (C8)."""

    _inherit = "integration.residence.title"

    alerted_days = fields.Integer(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Shortest lead time at which an alert was given; 0: none yet.",
    )

    def write(self, vals):
        if "date_until" in vals:
            vals = dict(vals, alerted_days=0)
        return super().write(vals)

    @api.model
    def _cron_alert(self):
        """Put an activity before the manager, once for each title and lead time."""
        rules = self.env["integration.rule.value"]
        today = get_today()
        # the shortest first: a title entered late gets one alert, not two
        keys = ("title_alert_days_second", "title_alert_days_first")
        for days in sorted(int(rules._get_number(key)) for key in keys):
            titles = self.search(
                [
                    ("date_until", ">=", today),
                    ("date_until", "<=", today + timedelta(days=days)),
                    "|",
                    ("alerted_days", "=", 0),
                    ("alerted_days", ">", days),
                ]
            )
            titles = titles.filtered(lambda t: t.person_id.current_title_id == t)
            self.env["ir.cron"]._commit_progress(remaining=len(titles))
            for title in titles:
                title._alert(days)
                if not self.env["ir.cron"]._commit_progress(1):
                    return

    def _alert(self, days):
        self.ensure_one()
        for case in self.person_id.case_ids.filtered(lambda case: not case.is_closed):
            # a cron has no language of its own
            env = case.with_context(lang=case.user_id.lang).env
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                self.date_until - timedelta(days=days // 2),
                summary=env._("A residence title ends"),
                user_id=case.user_id.id,
            )
        self.alerted_days = days
