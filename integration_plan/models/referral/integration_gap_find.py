from odoo import api, models
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

from ..plan.integration_goal import ENDED

#: reasons of a rejection that say that there is no place or no way to it
LACKS = (
    *("course_full", "no_childcare", "no_interpreter", "status", "cost", "distance"),
    "time",
)
GERMAN = "deu"


class IntegrationGap(models.Model):
    """Finding needs without an offer; running twice changes nothing."""

    _inherit = "integration.gap"

    @api.model
    def _cron_find(self):
        """Bring the open needs of all authorities in line with goals and offers."""
        self = self.sudo()  # sudo: a job
        cron = self.env["ir.cron"]
        companies = self.env["res.company"].search([("id", "!=", False)])
        cron._commit_progress(remaining=len(companies))
        for company in companies:
            self.with_company(company)._find(company)
            if not cron._commit_progress(1):
                return

    def _find(self, company):
        """Compare the needs of one authority with its offers of today."""
        today = get_today()
        offers = self.env["integration.offer"].search(
            [("company_id", "=", company.id), ("state", "=", "published")]
        )
        by_area = offers.grouped("area_id")
        facts = {}
        wanted = {}
        for goal in self._get_open_goals(company):
            area = goal.area_id
            vals = self._judge(goal.case_id, area, by_area.get(area), facts)
            if vals:
                wanted["goal", goal.origin_id.id or goal.id] = {
                    **vals,
                    "goal_id": goal.origin_id.id or goal.id,
                    "source": "goal",
                    "reason_id": goal.reason_id.id,
                }
        for referral in self._get_rejected(company):
            area = referral.offer_id.area_id or referral.area_id
            vals = self._judge(referral.case_id, area, by_area.get(area), facts)
            if vals:
                wanted["referral", referral.id] = {
                    **vals,
                    "referral_id": referral.id,
                    "source": "referral",
                    "reason_id": referral.reason_id.id,
                }
        self._compare(company, wanted, today)

    def _get_open_goals(self, company):
        basis = self.env["integration.data.class"]._get_basis_domain("plan")
        return self.env["integration.goal"].search(
            Domain(basis)
            & Domain("company_id", "=", company.id)
            & Domain("plan_state", "=", "agreed")
            & Domain("state", "not in", ENDED)
            & Domain("case_id.is_closed", "=", False)
            & Domain("person_id.erased_on", "=", False)
        )

    def _get_rejected(self, company):
        """:return: rejected referrals of open cases after which none was begun"""
        rejected = self.env["integration.referral"].search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "rejected"),
                ("reason_id.code", "in", LACKS),
                ("case_id.is_closed", "=", False),
                ("person_id.erased_on", "=", False),
            ]
        )
        # what was begun for the same goal, or to the same kind of offer, goes on there
        return rejected.filtered(
            lambda one: (
                not one.case_id.referral_ids.filtered(
                    lambda other: (
                        other.id > one.id
                        and other.state not in ("rejected", "dropped", "revoked")
                        and other.offer_kind_id == one.offer_kind_id
                    )
                )
            )
        )

    def _judge(self, case, area, offers, facts):
        """:return: values of a gap, or None if there is a free offer that fits"""
        if case not in facts:
            facts[case] = case._get_offer_facts()
        known = facts[case]
        kind = self._get_kind(offers, {**known, "area": area})
        if not kind:
            return None
        person = case.person_id
        return {
            "case_id": case.id,
            "kind": kind,
            "area_id": area.id,
            "language_id": person.interpreter_language_id.id,
            "level": known["levels"].get(GERMAN, False),
            "town": person.city,
        }

    def _get_kind(self, offers, facts):
        if not offers:
            return "none"
        fitting = [row for row in offers._match(facts) if row["verdict"] != "not"]
        if not fitting:
            return "not"
        # places that nobody knows of may be free
        if any(row["offer"].capacity in ("free", "unknown") for row in fitting):
            return None
        return "full"

    def _compare(self, company, wanted, today):
        known = {}
        for gap in self.search(
            [
                ("company_id", "=", company.id),
                ("date_until", "=", False),
                ("person_id.erased_on", "=", False),
            ]
        ):
            known[gap.source, (gap.goal_id or gap.referral_id).id] = gap
        for key, gap in known.items():
            vals = wanted.get(key)
            if not vals:
                gap.date_until = today
            elif changed := {
                name: value
                for name, value in vals.items()
                if gap._fields[name].convert_to_write(gap[name], gap) != value
            }:
                gap.write(changed)
        self.create(
            [
                {**vals, "date_from": today}
                for key, vals in wanted.items()
                if key not in known
            ]
        )
