from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today, to_german_time

from .integration_clearance_type import CONDUCT

BATCH = 200


class IntegrationVolunteer(models.Model):
    """Telling the coordination in time, and deleting when the law says (V13, V14)."""

    _inherit = "integration.volunteer"

    def _validity_changed(self):
        """A clearance came, ended or was taken back: look at assignments again."""
        if self:
            self.env["integration.volunteer.booking"]._recheck_clearances(self)

    def _get_told_user(self):
        """:return: who is told: the coordination of the person, else any of them"""
        self.ensure_one()
        if self.coordinator_id.active:
            return self.coordinator_id
        group = self.env.ref("integration_volunteer.group_volunteer_coordinator")
        users = group.all_user_ids.filtered(lambda u: self.company_id in u.company_ids)
        return users[:1] or self.env.user

    def _tell_coordination(self, summary, lines):
        """Make an activity on the volunteer.

        :param str summary: what it is about
        :param lines: sentences
        """
        self.ensure_one()
        user = self._get_told_user()
        note = Markup("<ul>%s</ul>") % Markup().join(
            Markup("<li>%s</li>") % line for line in lines
        )
        self.activity_schedule(
            "integration_volunteer.mail_activity_type_clearance",
            date_deadline=get_today(),
            summary=summary,
            note=note,
            user_id=user.id,
        )

    def _tell_blocked(self, bookings):
        """:param bookings: future assignments that are blocked since now"""
        self.ensure_one()
        lang = self._get_told_user().lang
        rows = bookings.with_context(lang=lang)
        own = self.with_context(lang=lang)
        own._tell_coordination(
            own.env._("Assignments at risk: %(count)s", count=len(rows)),
            [
                f"{to_german_time(row.start):%d.%m.%Y %H:%M} "
                f"{row.title}: {' '.join((row.clearance_words or '').splitlines())}"
                for row in rows.sorted("start")
            ],
        )

    # ------------------------------------------------------------------
    # Leaving
    # ------------------------------------------------------------------

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state == "left" and not self._has_deployments():
            self._get_conduct_facts()._delete_by_law(
                self.env._("§ 72a (5) SGB VIII: never started")
            )
        return result

    def _has_deployments(self):
        """:return: whether an assignment has begun that was not cancelled"""
        self.ensure_one()
        # sudo: only whether there is one
        return bool(
            self.env["integration.volunteer.booking"]
            .sudo()
            .search_count(
                Domain("volunteer_id", "=", self.id)
                & Domain("state", "=", "booked")
                & Domain("start", "<=", fields.Datetime.now()),
                limit=1,
            )
        )

    def _get_conduct_facts(self):
        """:return: rows of certificates of conduct, in superuser mode"""
        # sudo: deleted by law, whoever lets the person leave
        rows = self.env["integration.volunteer.clearance"].sudo()
        return rows.search([("volunteer_id", "in", self.ids), ("kind", "=", CONDUCT)])

    # ------------------------------------------------------------------
    # Job
    # ------------------------------------------------------------------

    @api.model
    def _cron_check_clearances(self):
        """Warn, look at assignments again, delete; each day."""
        commit = self.env["ir.cron"]._commit_progress
        self._delete_conduct_facts()
        self._blank_old_payees()
        commit(1)
        self.env["integration.volunteer.booking"]._recheck_clearances()
        commit(1)
        self._warn_expiring()
        commit(1)

    @api.model
    def _warn_expiring(self):
        """Tell of each clearance once that it is about to expire."""
        rows = self.env["integration.volunteer.clearance"].search(
            Domain("validity", "=", "expiring")
            & Domain("warned_on", "=", False)
            & Domain("volunteer_id.state", "!=", "left")
            & Domain("volunteer_id.active", "=", True),
        )
        today = get_today()
        for volunteer, expiring in rows.grouped("volunteer_id").items():
            lang = volunteer._get_told_user().lang
            own = volunteer.with_context(lang=lang)
            own._tell_coordination(
                own.env._("Clearances expire soon"),
                [
                    own._say_clearance(
                        row.covers_id.with_context(lang=lang),
                        *("expiring", row.date_until),
                    )
                    for row in expiring
                ],
            )
            expiring._write_unchecked({"warned_on": today})

    @api.model
    def _delete_conduct_facts(self):
        """Delete facts of certificates of people who left some months ago."""
        today = get_today()
        rules = self.env["integration.rule.value"]
        for company in self.env["res.company"].search([("id", "!=", False)]):
            delta = rules._get_delta("clearance_delete_months", company=company)
            gone = self.with_context(active_test=False).search(
                [("company_id", "=", company.id), ("left_on", "<=", today - delta)]
            )
            rule = rules._get_rule("clearance_delete_months", company=company)
            words = f"{rule.display_name}: {rule.value} ({rule.unit})"
            gone._get_conduct_facts()._delete_by_law(words)
