from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tests.common_consent import PNG

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPlanAnswer(PlanCase):
    """The client agrees, comments or refuses; copy handed over (C22)."""

    def test_signed_on_screen(self):
        plan = self.proposed()
        self.answer(plan, copy_given=True, interpreter="professional")
        answer = plan.agreement_ids
        self.assertEqual(plan.state, "agreed")
        self.assertEqual(answer.answer, "agreed")
        self.assertEqual(answer.plan_digest, plan.digest)
        self.assertEqual(answer.language_id, self.arabic)
        self.assertEqual(answer.interpreter, "professional")
        self.assertEqual(answer.copy_given_on, self.today)
        self.assertFalse(answer._get_broken_seals())
        self.assertFalse(self.env["integration.plan.agree"].search([]))

    def test_ways(self):
        for how, vals in (
            ("paper", {"scan": PNG}),
            ("witnessed", {"witness": "Frau Beispiel"}),
        ):
            with self.subTest(how=how), self.cr.savepoint() as savepoint:
                plan = self.proposed()
                with self.assertRaises(ValidationError):
                    with self.cr.savepoint():
                        self.answer(plan, how=how, signature=False)
                self.env.invalidate_all()
                self.assertEqual(plan.state, "proposed")
                self.assertFalse(plan.digest, "nothing is sealed that was not agreed")
                self.answer(plan, how=how, signature=False, **vals)
                self.assertEqual(plan.state, "agreed")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_unsigned(self):
        plan = self.proposed()
        with self.assertRaises(ValidationError):
            self.answer(plan, signature=False)

    def test_comment(self):
        plan = self.proposed()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.answer(plan, "comment")
        self.env.invalidate_all()
        self.answer(plan, "comment", comment="Erst nach dem Sommer")
        self.assertEqual(plan.state, "agreed")

    def test_refused(self):
        """A no is kept with its words, and the plan is worked on again."""
        plan = self.proposed()
        self.answer(plan, "refused", comment="Zu viel auf einmal", signature=False)
        self.assertEqual(plan.state, "draft")
        self.assertFalse(plan.digest)
        self.assertEqual(plan.agreement_ids.comment, "Zu viel auf einmal")
        plan.goal_ids[0].unlink()
        plan.action_propose()
        self.answer(plan)
        self.assertEqual(plan.state, "agreed")
        self.assertEqual(len(plan.agreement_ids), 2)

    def test_second_click(self):
        plan = self.proposed()
        action = plan.action_agree()
        second = plan.action_agree()
        self.answer(plan)
        for one in (action, second):
            dialog = self.env[one["res_model"]].with_user(self.manager1)
            dialog = dialog.browse(one["res_id"])
            dialog.signature = PNG
            with self.assertRaises(UserError):
                dialog.action_record()
        self.assertEqual(len(plan.agreement_ids), 1)
        with self.assertRaises(UserError):
            plan.action_agree()

    def test_draft_cannot_be_agreed(self):
        with self.assertRaises(UserError):
            self.draft().action_agree()

    def test_guardian(self):
        """For a child of that age a guardian answers, with proof."""
        birthday = self.today - timedelta(days=365 * 10)
        self.person.with_user(self.manager1).birth_date = birthday
        plan = self.proposed()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.answer(plan)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.answer(plan, guardian_name="Mutter")
        self.env.invalidate_all()
        self.answer(plan, guardian_name="Mutter", guardian_evidence="Geburtsurkunde")
        self.assertEqual(plan.state, "agreed")

    def test_answer_is_sealed(self):
        answer = self.agreed().agreement_ids
        for row in (answer, answer.sudo()):
            # the rights refuse the manager, the seal everybody
            with self.assertRaises(UserError):  # or AccessError, which is one
                row.write({"answer": "refused"})
            with self.assertRaises(UserError):  # or AccessError, which is one
                row.unlink()
            with self.assertRaises(UserError):  # or AccessError, which is one
                row.copy()
        with self.assertRaises(AccessError):
            answer.sudo().create(
                {
                    "plan_id": answer.plan_id.id,
                    "answer": "agreed",
                    "how": "witnessed",
                    "date": fields.Datetime.now(),
                }
            )

    def test_copy_handed_over_later(self):
        answer = self.agreed().agreement_ids
        self.assertFalse(answer.copy_given_on)
        answer.action_copy_given()
        self.assertEqual(answer.copy_given_on, self.today)
        self.assertFalse(answer._get_broken_seals())
        with self.assertRaises(UserError):
            answer.action_copy_given()
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                self.as_user(self.manager2, answer).action_copy_given()

    def test_wrong_picture(self):
        plan = self.proposed()
        with self.assertRaises(ValidationError):
            self.answer(plan, signature="bm8gcGljdHVyZQ==")

    def test_timeline(self):
        plan = self.agreed()
        plan.goal_ids[0]._note_progress("reached")
        entries = self.case1.with_user(self.manager1).get_timeline()["entries"]
        kinds = {entry["kind"] for entry in entries}
        self.assertLessEqual({"plan", "progress"}, kinds)
        titles = " ".join(entry["title"] for entry in entries)
        self.assertIn("Deutsch B1: Reached", titles)
        self.person.with_user(self.manager1).consent_ids.action_withdraw()
        entries = self.case1.with_user(self.manager1).get_timeline()["entries"]
        self.assertFalse({"plan", "progress"} & {entry["kind"] for entry in entries})
