from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import to_german_day

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestReview(PlanCase):
    """Talks about the plan: due, held, reminded of once (C25, C26)."""

    def setUp(self):
        super().setUp()
        self.plan = self.agreed()
        self.review = self.plan.review_ids

    def remind(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "integration_plan.ir_cron_plan_reviews"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def activities(self):
        return self.case1.sudo().activity_ids

    def test_planned_with_the_agreement(self):
        self.assertEqual(self.review.state, "planned")
        self.assertEqual(self.review.date, fields.Date.add(self.today, months=6))
        self.assertEqual(self.plan.date_next_review, self.review.date)

    def test_talk(self):
        """One tap each; decisions go to the goals, the next talk is planned."""
        self.review.action_begin()
        self.review.action_begin()
        first, second = self.review.line_ids
        self.assertEqual(first.name, "Deutsch B1")
        first.action_reached()
        second.action_stuck()
        with self.assertRaises(UserError) as caught:
            self.review.action_hold()
        self.assertIn("Wohnung", str(caught.exception))
        second.reason_id = self.full
        self.review.note = "Gutes Gespräch"
        self.review.action_hold()
        self.assertEqual(self.review.state, "held")
        self.assertEqual(self.plan.goal_ids.mapped("state"), ["reached", "stuck"])
        self.assertEqual(self.plan.goal_ids[1].reason_id, self.full)
        self.assertEqual(self.plan.goal_ids.history_ids.review_id, self.review)
        planned = self.plan.review_ids.filtered(lambda row: row.state == "planned")
        self.assertEqual(len(planned), 1)
        self.assertEqual(self.plan.date_next_review, planned.date)
        self.assertFalse(self.plan._get_broken_seals())
        with self.assertRaises(UserError):
            self.review.action_hold()
        for change in (
            lambda: self.review.write({"note": "x"}),
            lambda: self.review.sudo().write({"note": "x"}),
            lambda: first.write({"decision": "stuck"}),
            first.unlink,
            self.review.sudo().unlink,
            lambda: self.review.write({"state": "planned"}),
        ):
            with self.assertRaises(UserError):
                change()

    def test_half_filled(self):
        """What was not decided stays open; nothing is made up."""
        self.review.action_begin()
        self.review.line_ids[0].action_on_way()
        self.review.action_hold()
        self.assertEqual(self.plan.goal_ids.mapped("state"), ["on_way", "open"])

    def test_next_date(self):
        self.review.action_begin()
        self.review.next_date = self.today
        with self.assertRaises(UserError):
            self.review.action_hold()

    def test_goal_of_another_case(self):
        agreed = self.agreed(case=self.case2)
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                self.review.line_ids = [
                    fields.Command.create({"goal_id": agreed.goal_ids[0].id})
                ]

    def test_new_version_takes_the_review_over(self):
        draft = self.next_version(self.plan)
        draft.action_propose()
        self.answer(draft)
        self.assertEqual(self.review.plan_id, draft)
        self.assertEqual(len(draft.review_ids), 1)

    def test_due(self):
        self.assertEqual(self.review.due_state, "later")
        for days, state in ((10, "due"), (0, "due"), (-1, "overdue")):
            self.review.date = self.today + timedelta(days=days)
            self.assertEqual(self.review.due_state, state)
            found = self.review.search([("due_state", "=", state)])
            self.assertIn(self.review, found)
            others = {"later", "due", "overdue"} - {state}
            found = self.review.search([("due_state", "in", list(others))])
            self.assertNotIn(self.review, found)
        groups = self.case1.with_user(self.manager1)._get_my_day_due()
        group = next(group for group in groups if group["key"] == "review")
        self.assertEqual(group["count"], 1)

    def test_reminder_once(self):
        """C25: run twice, one activity; none on closed cases."""
        self.remind()
        self.assertFalse(self.activities())
        self.review.date = self.today + timedelta(days=5)
        self.remind()
        self.remind()
        self.assertEqual(len(self.activities()), 1)
        self.assertEqual(self.activities().user_id, self.manager1)
        self.review.date = self.today + timedelta(days=6)
        self.remind()
        self.assertEqual(len(self.activities()), 2, "another day, another reminder")

    def test_no_reminder_on_closed_case(self):
        self.review.date = self.today + timedelta(days=5)
        self.close(self.case1)
        self.assertEqual(self.review.sudo().state, "cancelled")
        self.remind()
        self.assertFalse(self.activities())

    def test_no_reminder_without_basis(self):
        self.review.date = self.today + timedelta(days=5)
        self.person.with_user(self.manager1).consent_ids.action_withdraw()
        before = self.activities()
        self.remind()
        self.assertEqual(self.activities(), before)

    def test_appointment(self):
        """In the calendar, as an appointment of the case, without a name."""
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(days=20)
        action = self.review.action_plan_appointment()
        self.assertEqual(action["res_model"], "integration.review.appoint")
        dialog = (
            self.env["integration.review.appoint"]
            .with_user(self.manager1)
            .create({"review_id": self.review.id, "start": start})
        )
        dialog.action_plan()
        event = self.review.event_id
        self.assertEqual(event.case_id, self.case1)
        self.assertNotIn("Testmann", event.sudo().name)
        self.assertEqual(self.review.date_appointment, start)
        self.assertEqual(self.review.date, to_german_day(start))
        again = self.review.action_plan_appointment()
        self.assertEqual(again["res_id"], event.id, "a second click opens it")
        self.assertFalse(self.may_read(self.manager2, event))

    def test_cancel(self):
        self.review.action_cancel()
        self.assertEqual(self.review.state, "cancelled")
        self.assertFalse(self.plan.date_next_review)
        with self.assertRaises(UserError):
            self.review.action_cancel()
        new = self.review.create({"plan_id": self.plan.id})
        self.assertEqual(new.date, self.review._get_next_date())

    def test_only_for_agreed_plans(self):
        draft = self.draft(case=self.case2)
        with self.assertRaises(UserError):
            self.env["integration.review"].with_user(self.manager2).create(
                {"plan_id": draft.id}
            )

    def test_coverage(self):
        """C27: with plan or without, how old, review overdue; per manager."""
        rows = self.env["integration.plan.coverage"].with_user(self.manager1)
        domain = [("case_id", "=", self.case1.id)]
        self.assertEqual(rows.search(domain).age, "new")
        self.review.date = self.today - timedelta(days=1)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(rows.search(domain).is_overdue, 1)
        self._open_file(self.manager1, "Ohneplan", "Ali")
        groups = rows.formatted_read_group(
            [("user_id", "=", self.manager1.id)],
            ["user_id"],
            ["__count", "has_plan:sum", "coverage:avg", "age_days:avg"],
        )
        self.assertEqual(groups[0]["__count"], 2)
        self.assertEqual(groups[0]["has_plan:sum"], 1)
        self.assertEqual(groups[0]["coverage:avg"], 50)
        self.assertFalse(rows.search([("case_id", "=", self.case2.id)]))

    def test_age_of_a_plan(self):
        with freeze_time(fields.Datetime.now() + timedelta(days=40)):
            self.plan.invalidate_recordset()
            self.assertEqual(self.plan.age_days, 40)
