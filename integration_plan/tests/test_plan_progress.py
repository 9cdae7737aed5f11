from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPlanProgress(PlanCase):
    """Progress beside what was agreed, one line over all versions (C19, C21, C26)."""

    def test_states(self):
        plan = self.agreed()
        digest = plan.digest
        goal = plan.goal_ids[0]
        self.assertEqual(goal.state, "open")
        goal.action_on_way()
        self.assertEqual(goal.state, "on_way")
        goal._note_progress("stuck", reason_id=self.full.id, note="Warteliste")
        self.assertEqual((goal.state, goal.reason_id), ("stuck", self.full))
        self.assertEqual(plan.open_goal_count, 2)
        goal.action_reached()
        self.assertEqual(plan.open_goal_count, 1)
        self.assertEqual(plan.digest, digest)
        self.assertFalse(plan._get_broken_seals())

    def test_reason_is_asked_for(self):
        """C26: why a goal is not met is a code."""
        goal = self.agreed().goal_ids[0]
        for state in ("stuck", "partly", "dropped"):
            with self.subTest(state=state), self.assertRaises(ValidationError):
                with self.cr.savepoint():
                    goal._note_progress(state)

    def test_one_line_over_versions(self):
        plan = self.agreed()
        old = plan.goal_ids[0]
        old.action_on_way()
        draft = self.next_version(plan)
        new = draft.goal_ids.filtered(lambda goal: goal.origin_id == old)
        self.assertEqual(new.state, "on_way")
        draft.action_propose()
        self.answer(draft)
        new.action_reached()
        self.assertEqual(old.state, "reached")
        self.assertEqual(new.history_ids.mapped("state"), ["reached", "on_way"])
        self.assertEqual(old.history_ids, new.history_ids)

    def test_measures(self):
        plan = self.agreed()
        measure = plan.measure_ids[0]
        measure.action_running()
        self.assertEqual(measure.state, "running")
        measure.action_done()
        measure.action_done()
        self.assertEqual(len(measure.progress_ids), 2, "a second click notes nothing")
        self.assertEqual(measure.goal_id.state, "open", "a measure is not its goal")

    def test_only_what_was_agreed(self):
        plan = self.proposed()
        with self.assertRaises(ValidationError):
            plan.goal_ids[0].action_reached()

    def test_never_changed(self):
        goal = self.agreed().goal_ids[0]
        goal.action_on_way()
        row = goal.progress_ids
        for one in (row, row.sudo()):
            with self.assertRaises(UserError):  # or AccessError, which is one
                one.write({"state": "reached"})
            with self.assertRaises(UserError):  # or AccessError, which is one
                one.unlink()
            with self.assertRaises(UserError):  # or AccessError, which is one
                one.copy()

    def test_bad_rows(self):
        plan = self.agreed()
        goal, other = plan.goal_ids
        with self.assertRaises(ValidationError):
            goal._note_progress("reached", date=self.today + timedelta(days=1))
        with self.assertRaises(ValidationError):
            self.env["integration.goal.progress"].with_user(self.manager1).create(
                {
                    "goal_id": goal.id,
                    "measure_id": other.measure_ids[0].id,
                    "measure_state": "done",
                }
            )

    def test_one_state(self):
        goal = self.agreed().goal_ids[0]
        rows = self.env["integration.goal.progress"].with_user(self.manager1)
        for vals in (
            {},
            {"measure_state": "done"},
            {"measure_id": goal.measure_ids[0].id},
            {"measure_id": goal.measure_ids[0].id, "state": "reached"},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                rows.create({"goal_id": goal.id, **vals})

    def test_refusals(self):
        goal = self.agreed().goal_ids[0]
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                self.env["integration.goal.progress"].with_user(self.manager2).create(
                    {"goal_id": goal.id, "state": "reached"}
                )
        self.close(self.case1)
        with self.assertRaises(UserError):
            goal.action_reached()
