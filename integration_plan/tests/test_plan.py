from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tools.pdf import get_paper_lang

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPlan(PlanCase):
    """Drafts, templates, versions and who approves (C18-C21, C24)."""

    def test_from_case_to_draft(self):
        case = self.case1.with_user(self.manager1)
        action = case.action_open_plan()
        plan = self.env["integration.plan"].browse(action["res_id"])
        self.assertEqual(plan.state, "draft")
        self.assertEqual(plan.version, 1)
        self.assertEqual(plan.user_id, self.manager1)
        self.assertEqual(case.action_open_plan()["res_id"], plan.id, "second click")

    def test_no_plan_without_consent(self):
        """C54: the purpose of the plan rests on the client's consent."""
        self.person.with_user(self.manager1).consent_ids.action_withdraw()
        self.case1.invalidate_recordset()
        self.assertFalse(self.case1.with_user(self.manager1).has_plan_basis)
        with self.assertRaises(UserError):
            self.case1.with_user(self.manager1).action_open_plan()

    def test_client_language(self):
        self.person.interpreter_language_id = self.arabic
        self.assertEqual(self.draft().language_id, self.arabic)

    def test_template(self):
        """Fills goals and measures; a second click adds nothing."""
        plan = self.draft(goals=[])
        template = self.env.ref("integration_plan.integration_plan_template_family")
        template = template.with_context(lang=get_paper_lang(self.env))
        with self.assertRaises(UserError):
            plan.action_fill()
        plan.template_id = template
        plan.action_fill()
        self.assertEqual(
            plan.goal_ids.mapped("name"),
            template.goal_ids.sorted(
                lambda goal: (goal.area_id.sequence, goal.sequence)
            ).mapped("name"),
        )
        self.assertEqual(len(plan.measure_ids), len(template.goal_ids.measure_ids))
        self.assertTrue(all(goal.date_due > self.today for goal in plan.goal_ids))
        plan.action_fill()
        self.assertEqual(len(plan.goal_ids), len(template.goal_ids))
        for code in ("young_adult", "recognition"):
            other = self.env.ref(f"integration_plan.integration_plan_template_{code}")
            plan.template_id = other
            plan.action_fill()
        self.assertEqual(len(plan.goal_ids), 5 + 3 + 3)

    def test_quick_entry(self):
        """Several goals in one form, half filled; named when something is missing."""
        plan = self.draft(goals=[])
        with Form(plan) as form:
            for area, name in ((self.language_area, "B1"), (self.housing, "Wohnung")):
                with form.goal_ids.new() as goal:
                    goal.area_id = area
                    goal.name = name
        self.assertEqual(len(plan.goal_ids), 2)
        with self.assertRaises(UserError) as caught:
            plan.action_propose()
        self.assertIn("Wohnung", str(caught.exception))
        self.assertIn("Target", str(caught.exception))
        self.assertEqual(plan.state, "draft")
        action = plan.action_edit_goals()
        self.assertEqual(action["context"]["default_plan_id"], plan.id)

    def test_goal_needs_all_parts(self):
        """C20: each part is asked for, blanks do not do."""
        for name in ("start", "target", "indicator", "date_due"):
            with self.subTest(name=name), self.cr.savepoint() as savepoint:
                plan = self.draft(goals=[self.goal_vals(**{name: False})])
                with self.assertRaises(UserError):
                    plan.action_propose()
                if name != "date_due":
                    plan.goal_ids.write({name: "   "})
                    with self.assertRaises(UserError):
                        plan.action_propose()
                savepoint.rollback()
                self.env.invalidate_all()
        with self.assertRaises(UserError):
            self.draft(goals=[]).action_propose()

    def test_way_back(self):
        plan = self.proposed()
        with self.assertRaises(UserError):
            plan.action_propose()
        with self.assertRaises(UserError):
            plan.goal_ids[0].name = "Anders"
        plan.action_back_to_draft()
        self.assertFalse(plan.proposed_at)
        plan.goal_ids[0].name = "Anders"
        with self.assertRaises(UserError):
            plan.action_back_to_draft()

    def test_one_plan_at_a_time(self):
        self.draft()
        with self.assertRaises(UserError):
            self.draft()

    def test_new_version_carries_open_goals(self):
        """C19: open goals and measures go on and stay the same goals."""
        plan = self.agreed()
        first, second = plan.goal_ids
        first._note_progress("reached")
        second.measure_ids[0].action_done()
        draft = self.next_version(plan)
        self.assertEqual(draft.version, 2)
        self.assertEqual(draft.previous_id, plan)
        self.assertEqual(draft.goal_ids.origin_id, second)
        self.assertEqual(draft.goal_ids.name, second.name)
        self.assertEqual(draft.goal_ids.measure_ids.name, second.measure_ids[1].name)
        self.assertEqual(draft.goal_ids.measure_ids.origin_id, second.measure_ids[1])
        self.assertEqual(self.next_version(plan), draft, "second click")
        self.assertEqual(plan.state, "agreed", "until the new one is")
        draft.goal_ids.target = "B2"
        draft.action_propose()
        self.answer(draft)
        self.assertEqual(plan.state, "superseded")
        self.assertEqual(draft.state, "agreed")
        self.assertEqual(plan.goal_ids[1].target, "B1")
        third = self.next_version(draft)
        self.assertEqual(third.goal_ids.origin_id, second)
        self.assertFalse(plan._get_broken_seals() | draft._get_broken_seals())

    def test_new_version_of_what_was_replaced(self):
        plan = self.agreed()
        draft = self.next_version(plan)
        draft.action_propose()
        self.answer(draft)
        with self.assertRaises(UserError):
            plan.action_new_version()

    def test_end(self):
        plan = self.agreed()
        with self.assertRaises(UserError):
            plan.action_close(" ")
        action = plan.action_end()
        dialog = (
            self.env[action["res_model"]]
            .with_user(self.manager1)
            .with_context(**action["context"])
            .create({"kind": "closed", "reason": "Alles erreicht"})
        )
        dialog.action_end()
        self.assertEqual(plan.state, "closed")
        self.assertFalse(plan.review_ids.filtered(lambda r: r.state == "planned"))
        with self.assertRaises(UserError):
            plan.action_close("noch einmal")
        self.assertEqual(plan.end_reason, "Alles erreicht")

    def test_withdrawn_draft_makes_room(self):
        plan = self.draft()
        plan.action_withdraw("Möchte keinen Plan")
        self.assertEqual(self.draft().version, 2)

    def test_closed_case(self):
        plan = self.agreed()
        self.close(self.case1)
        self.assertEqual(plan.state, "closed")
        with self.assertRaises(UserError):
            plan.action_new_version()
        with self.assertRaises(UserError):
            self.draft()

    def test_reopened_case_goes_on(self):
        """The open goals of an earlier episode are the same goals in the next."""
        plan = self.agreed()
        goals = plan.goal_ids
        goals[0]._note_progress("reached")
        self.close(self.case1)
        action = self.case1.with_user(self.manager1).action_reopen()
        case = self.case1.browse(action["res_id"]).with_user(self.manager1)
        new = plan.browse(case.action_open_plan()["res_id"])
        self.assertEqual(new.case_id, case)
        self.assertEqual(new.goal_ids.origin_id, goals[1])

    def test_household(self):
        household = (
            self.env["integration.household"]
            .with_user(self.manager1)
            .create({"member_ids": [Command.create({"person_id": self.person.id})]})
        )
        plan = self.draft(household_id=household.id)
        self.assertEqual(plan.household_id, household)
        other = self.env["integration.household"].with_user(self.manager2)
        other = other.create(
            {"member_ids": [Command.create({"person_id": self.case2.person_id.id})]}
        )
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                plan.household_id = other
        with self.assertRaises(UserError):
            self.draft(
                case=self.case2.sudo(), user=self.manager2, household_id=household.id
            )

    # ------------------------------------------------------------------
    # Approval
    # ------------------------------------------------------------------

    def test_approval_by_a_second_person(self):
        """C24: never the author, also by RPC; and not without it."""
        self.team1.plans_need_approval = True
        plan = self.proposed()
        self.assertTrue(plan.needs_approval)
        with self.assertRaises(UserError):
            self.answer(plan)
        with self.assertRaises(AccessError):
            plan.action_approve()
        with self.assertRaises(AccessError):
            plan.sudo().action_approve()
        lead = self.as_user(self.lead, plan)
        self.assertTrue(lead.may_approve)
        self.assertFalse(plan.may_approve)
        lead.action_approve()
        self.assertEqual(plan.approved_by_id, self.lead)
        with self.assertRaises(UserError):
            lead.action_approve()
        self.answer(plan)
        self.assertEqual(plan.state, "agreed")

    def test_whoever_wrote_a_goal_is_an_author(self):
        self.team1.plans_need_approval = True
        plan = self.draft()
        self.as_user(self.lead, plan.goal_ids[0]).indicator = "Test"
        # a later hand on the same goal hides nobody
        plan.goal_ids[0].with_user(self.manager1).indicator = "Zertifikat"
        plan.action_propose()
        self.assertIn(self.lead, plan.author_ids)
        with self.assertRaises(AccessError):
            self.as_user(self.lead, plan).action_approve()

    def test_changed_after_approval(self):
        self.team1.plans_need_approval = True
        plan = self.proposed()
        self.as_user(self.lead, plan).action_approve()
        plan.action_back_to_draft()
        plan.action_propose()
        self.assertFalse(plan.approved_at)
        with self.assertRaises(UserError):
            self.answer(plan)

    def test_outsiders(self):
        plan = self.proposed()
        for user in (self.manager2, self.colleague, self.lead2, self.clerk, self.dpo):
            mine = self.as_user(user, plan)
            for step in (
                "action_approve",
                "action_agree",
                "action_back_to_draft",
                "action_new_version",
                "action_print",
            ):
                with (
                    self.subTest(user=user.login, step=step),
                    mute_logger(
                        "odoo.addons.base.models.ir_rule",
                        "odoo.addons.base.models.ir_model",
                    ),
                    self.assertRaises(AccessError),
                ):
                    getattr(mine, step)()
