from odoo import api, fields, models

SIGNUP = "integration_volunteer.mail_activity_type_signup"
SHORT = "integration_volunteer.mail_activity_type_shift_short"


class IntegrationVolunteerShift(models.Model):
    """What the coordination is asked to look at; the hourly look (V3)."""

    _inherit = "integration.volunteer.shift"

    @api.model
    def _cron_watch(self):
        """Ask the coordination once for each shortage; close what is over."""
        # sudo: a job
        shifts = self.sudo()
        cron = self.env["ir.cron"]
        over = shifts.search(
            [("state", "=", "published"), ("stop", "<=", fields.Datetime.now())]
        )
        short = shifts._get_short()
        cron._commit_progress(remaining=len(over) + len(short))
        for shift in over:
            if shift.try_lock_for_update():
                shift._end()
            if not cron._commit_progress(1):
                return
        for shift in short:
            if shift.try_lock_for_update() and not shift.alarmed_on:
                shift._alarm()
            if not cron._commit_progress(1):
                return

    @api.model
    def _get_short(self):
        """:return: shifts below their minimum, near enough for an alarm"""
        found = self.browse()
        rules = self.env["integration.rule.value"]
        now = fields.Datetime.now()
        for company in self.env["res.company"].search([("id", "!=", False)]):
            ahead = rules._get_delta("shift_alarm_hours", company=company)
            found += self.search(
                [
                    ("company_id", "=", company.id),
                    ("is_short", "=", True),
                    ("start", "<=", now + ahead),
                    ("alarmed_on", "=", False),
                ]
            )
        return found

    def _alarm(self):
        """Tell the coordination that too few people come."""
        self.ensure_one()
        self._keep({"alarmed_on": fields.Datetime.now()})
        count = self.missing_count
        self._ask_coordinator(
            lambda env: env._(
                "%(shift)s: %(count)s missing", shift=self.name, count=count
            ),
            kind=SHORT,
        )

    # ------------------------------------------------------------------
    # Notes for the coordination
    # ------------------------------------------------------------------

    def _ask_coordinator(self, summary, note=None, kind="mail.mail_activity_data_todo"):
        """Leave the coordination a note on its list.

        :param summary: function that says it in the language of an environment
        :param str note: names of volunteers may stand here, never a client's
        :param str kind: XML id of the kind of activity
        """
        for shift in self:
            user = shift.coordinator_id
            if not user:
                continue
            # sudo: a note for the coordination, whoever caused it
            words = shift.sudo().with_context(lang=user.lang)
            words.activity_schedule(
                kind, summary=summary(words.env), note=note or "", user_id=user.id
            )

    def _ask_to_confirm(self):
        """Ask the coordination to look at requests; once while any is open."""
        for shift in self.sudo():  # sudo: a note for the coordination
            if not shift.activity_search([SIGNUP], only_automated=False):
                shift._ask_coordinator(
                    lambda env: env._("Sign-up to confirm"), kind=SIGNUP
                )

    def _settle(self):
        """Tick off what the coordination was asked and what has settled itself."""
        for shift in self.sudo():  # sudo: notes for the coordination
            ahead = shift.state == "published"
            kinds = []
            if not (ahead and shift.requested_count):
                kinds.append(SIGNUP)
            if not (ahead and shift.missing_count):
                kinds.append(SHORT)
                if shift.alarmed_on and ahead:
                    # a later shortage is a new one
                    shift.alarmed_on = False
            if kinds:
                shift.activity_unlink(kinds, only_automated=False)
