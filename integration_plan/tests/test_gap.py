from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import get_today

from .common_referral import ReferralCase

CODES = (
    *("plans_agreed", "plans_current", "goals_current", "goals_reached"),
    *("goals_unmet", "levels_gained", "levels_gained_steps", "referrals_sent"),
    *("referrals_ended", "referrals_waiting", "referrals_started"),
    *("referrals_waiting_days", "gaps_open", "gaps_clients"),
)


@tagged("post_install", "-at_install")
class TestGap(ReferralCase):
    """Needs without a fitting or free offer (C26, O10)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # only what is made here counts
        cls.env["integration.offer"].search([]).action_archive()

    def find(self, case=None):
        self.run_job("find_gaps")
        return self.env["integration.gap"].search(
            [("case_id", "=", (case or self.case1).id), ("date_until", "=", False)]
        )

    def offer_for(self, **vals):
        return self.make_offer(name="Kurs", **vals)

    def goal(self):
        plan = self.agreed(goals=[self.goal_vals()])
        return plan.goal_ids

    def test_no_offer(self):
        goal = self.goal()
        [gap] = self.find()
        self.assertEqual((gap.kind, gap.area_id.code), ("none", "language"))
        self.assertEqual(gap.goal_id, goal)
        self.assertEqual(gap.town, "Musterstadt")
        # running twice changes nothing
        self.assertEqual(self.find(), gap)

    def test_free_offer_closes_it(self):
        self.goal()
        [gap] = self.find()
        offer = self.offer_for()
        self.assertFalse(self.find())
        self.assertTrue(gap.date_until)
        offer.write({"capacity_state": "full", "capacity_on": get_today()})
        [again] = self.find()
        self.assertEqual(again.kind, "full")
        self.assertNotEqual(again, gap)

    def test_reached_closes_it(self):
        goal = self.goal()
        self.assertTrue(self.find())
        goal.action_reached()
        self.assertFalse(self.find())

    def test_rejected_referral(self):
        self.offer.action_unarchive()
        referral = self.sent()
        self.answer(referral, "rejected", reason_id=self.full_reason.id)
        self.offer.action_archive()
        [gap] = self.find()
        self.assertEqual(gap.referral_id, referral)
        self.assertEqual(gap.reason_id, self.full_reason)

    def test_without_consent(self):
        """With the consent to a plan its needs are neither read nor counted."""
        self.goal()
        [gap] = self.find()
        self.person.sudo().consent_ids.filtered(
            lambda one: one.purpose_id.code == "plan"
        ).action_withdraw()
        self.assertFalse(self.as_user(self.manager1, gap).has_access("read"))
        counted = self.env["integration.gap"]._get_counted_domain()
        self.assertFalse(self.env["integration.gap"].search(counted) & gap)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_found_by_the_system_only(self):
        self.goal()
        [gap] = self.find()
        mine = gap.with_user(self.manager1)
        for method, args in (
            ("write", [{"town": "x"}]),
            ("unlink", []),
            ("create", [{"case_id": self.case1.id}]),
        ):
            with self.assertRaises(AccessError, msg=method):
                getattr(mine, method)(*args)

    # figures ----------------------------------------------------------

    def evaluate(self, code, days=0):
        """:return: rows of an indicator, for the person with the right to figures"""
        indicator = self.env.ref(f"integration_plan.integration_indicator_{code}")
        today = get_today()
        return indicator.with_user(self.stats)._evaluate(
            today - timedelta(days=30), today + timedelta(days=days), self.company
        )

    def total(self, code, **kwargs):
        [row] = [row for row in self.evaluate(code, **kwargs) if not row["breakdown"]]
        return row["value"]

    def test_figures(self):
        """Plans, goals, referrals by result and waiting time, needs (C26)."""
        before = {code: self.total(code) for code in CODES}
        goal = self.goal()
        referral = self.sent(goal_id=goal.id)
        self.backdate(referral, date_sent=12)
        referral.action_started()
        goal._note_progress("stuck", reason_id=self.full_reason.id)
        self.find()
        self.env.flush_all()
        gained = {code: self.total(code) - before[code] for code in CODES}
        for code in ("plans_agreed", "plans_current", "goals_current", "goals_unmet"):
            self.assertEqual(gained[code], 1, code)
        for code in ("referrals_sent", "referrals_started", "gaps_open"):
            self.assertEqual(gained[code], 1, code)
        self.assertEqual(gained["referrals_waiting_days"], 12)
        self.assertEqual(gained["referrals_waiting"], 0)
        rows = self.evaluate("goals_unmet")
        self.assertIn(self.full_reason.name, [row["label"] for row in rows])

    def test_levels_gained(self):
        before = self.total("levels_gained_steps")
        records = self.env["integration.assessment"].with_user(self.manager1)
        day = get_today()
        for level, ago in ((2, 20), (4, 1)):
            one = records.create(
                {"case_id": self.case1.id, "date": day - timedelta(days=ago)}
            )
            line = one.line_ids.filtered(lambda row: row.area_id == self.language_area)
            line.step_id = one.instrument_id.step_ids.filtered(
                lambda row, level=level: (
                    row.area_id == self.language_area and row.level == level
                )
            )
        self.env.flush_all()
        self.assertEqual(self.total("levels_gained_steps") - before, 2)
