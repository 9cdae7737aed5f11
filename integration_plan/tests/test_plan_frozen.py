from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.integration_plan.models.base.integration_plan_part import ENGINE

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestPlanFrozen(PlanCase):
    """What was agreed stays as it was, by whatever door (C18)."""

    def setUp(self):
        super().setUp()
        self.plan = self.agreed()
        self.goal = self.plan.goal_ids[0]
        self.measure = self.goal.measure_ids[0]

    def each(self):
        """:return: the frozen records, as their manager and past all rights"""
        for record in (self.plan, self.goal, self.measure):
            yield record
            yield record.sudo()

    def test_write(self):
        changes = {
            "integration.plan": [{"aim": "x"}, {"goal_ids": [Command.clear()]}],
            "integration.goal": [
                {"name": "x"},
                {"date_due": "2020-01-01"},
                {"name_client": "x"},
                {"measure_ids": [Command.clear()]},
            ],
            "integration.measure": [{"name": "x"}, {"responsible": "office"}],
        }
        for record in self.each():
            for vals in changes[record._name]:
                with self.subTest(model=record._name, su=record.env.su, vals=vals):
                    with self.assertRaises(UserError):
                        record.write(vals)
                    with self.assertRaises(UserError):
                        # no remote caller can send the key, only its name
                        record.with_context(integration_plan_engine=True).write(vals)
        self.assertFalse(self.plan._get_broken_seals())

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_others_learn_nothing(self):
        """Whoever may not read the case is not told in which state its plan is."""
        for record in (self.plan, self.goal, self.measure):
            with self.assertRaises(AccessError) as caught:
                self.as_user(self.manager2, record).write({"sequence": 1})
            self.assertNotIn(self.case1.reference, str(caught.exception))
        with self.assertRaises(AccessError) as caught:
            self.draft(user=self.manager2)
        self.assertNotIn(self.case1.reference, str(caught.exception))

    def test_web_save(self):
        with self.assertRaises(UserError):
            self.plan.web_save(
                {"goal_ids": [[1, self.goal.id, {"name": "x"}]]}, {"goal_ids": {}}
            )

    def test_state_fields_by_rpc(self):
        """Neither new nor changed, neither as value nor as default."""
        self.assertEqual(self.plan.state, "agreed")
        for vals in (
            {"state": "draft"},
            {"version": 7},
            {"digest": "x"},
            {"agreed_at": "2020-01-01"},
            {"approved_by_id": self.lead.id},
            {"author_ids": [Command.clear()]},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.plan.write(vals)
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.draft(case=self.case2, **vals)
        plans = self.env["integration.plan"].with_user(self.manager2)
        plan = plans.with_context(
            default_state="agreed", default_version=9, default_approved_at="2020-01-01"
        ).create({"case_id": self.case2.id})
        self.assertEqual((plan.state, plan.version), ("draft", 1))
        self.assertFalse(plan.approved_at)

    def test_new_lines(self):
        goals = self.env["integration.goal"].with_user(self.manager1)
        with self.assertRaises(UserError):
            goals.create({**self.goal_vals(), "plan_id": self.plan.id})
        with self.assertRaises(UserError):
            goals.sudo().create({**self.goal_vals(), "plan_id": self.plan.id})
        measures = self.env["integration.measure"].with_user(self.manager1)
        with self.assertRaises(UserError):
            measures.create({"goal_id": self.goal.id, "name": "x"})
        # a line of a draft cannot be moved into what was agreed
        draft = self.next_version(self.plan)
        with self.assertRaises(UserError):
            draft.goal_ids[0].plan_id = self.plan
        with self.assertRaises(UserError):
            draft.measure_ids[0].goal_id = self.goal

    def test_import(self):
        for model, fields_, row in (
            ("integration.goal", [".id", "name"], [str(self.goal.id), "x"]),
            (
                "integration.plan",
                ["case_id/.id", "state"],
                [str(self.case2.id), "agreed"],
            ),
        ):
            with self.subTest(model=model):
                records = self.env[model].with_user(self.manager1)
                try:
                    answer = records.load(fields_, [row])
                except (UserError, AccessError):
                    continue
                self.assertFalse(answer["ids"])
        self.goal.invalidate_recordset()
        self.assertNotEqual(self.goal.name, "x")

    def test_copy(self):
        for record in self.each():
            with self.subTest(model=record._name), self.assertRaises(UserError):
                record.copy()
            with self.subTest(model=record._name), self.assertRaises(UserError):
                record.with_context(integration_plan_engine=ENGINE).copy()

    def test_unlink(self):
        for record in self.each():
            with self.subTest(model=record._name, su=record.env.su):
                with self.assertRaises(UserError):
                    record.unlink()

    def test_merge(self):
        """Two files joined: the plan goes on with the client, as it was agreed."""
        self.goal.action_on_way()
        self.plan.review_ids.action_begin()
        self.env["integration.assessment"].with_user(self.manager1).create(
            {"case_id": self.case1.id}
        )
        referral = self.env["integration.referral"].with_user(self.manager1)
        referral.create(
            {"case_id": self.case1.id, "partner_id": self.manager1.partner_id.id}
        )
        self.env["integration.gap"].create(
            {
                "case_id": self.case1.id,
                "goal_id": self.goal.id,
                "source": "goal",
                "kind": "none",
                "date_from": "2026-01-05",
            }
        )
        digest, name = self.plan.digest, self.goal.name
        third = self._open_file(self.manager1, "Testmann", "Ranya")
        self.person.with_user(self.manager1)._merge_into(
            third.person_id.with_user(self.manager1)
        )
        self.env.invalidate_all()
        for model in self.env.values():
            if model._original_module != "integration_plan" or not model._auto:
                continue
            field = model._fields.get("person_id")
            if model._abstract or model._transient or not field:
                continue
            rows = model.sudo()
            self.assertFalse(rows.search([("person_id", "=", self.person.id)]))
            found = rows.search([("person_id", "=", third.person_id.id)])
            self.assertTrue(found, model._name)
        self.assertEqual((self.plan.digest, self.goal.name), (digest, name))
        self.assertFalse(self.plan._get_broken_seals())
        self.assertFalse(self.plan.agreement_ids._get_broken_seals())

    def test_seal_shows_a_change_in_the_database(self):
        self.assertEqual(len(self.plan.digest), 64)
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE integration_measure SET name = 'x' WHERE id = %s RETURNING id",
                self.measure.id,
            )
        )
        self.env.invalidate_all()
        broken = self.plan._get_broken_seals()
        self.assertEqual(list(broken), [self.measure])
        self.assertEqual(broken[self.measure], ["name"])

    def test_seal_shows_a_missing_line(self):
        self.env.flush_all()
        self.env.execute_query(
            SQL("DELETE FROM integration_goal WHERE id = %s RETURNING id", self.goal.id)
        )
        self.env.invalidate_all()
        self.assertEqual(self.plan._get_broken_seals(), {self.plan: ["goal_ids"]})

    def test_erasure_keeps_the_seal(self):
        """Texts and salts go, check sums stay and still fit (design, section 5)."""
        eraser = self.env["integration.record.erase"].sudo()
        tree = eraser._collect([(self.person.sudo(), "contact")])
        models = {model for model, code in tree if code == "plan"}
        self.assertLessEqual(
            {
                "integration.plan",
                "integration.goal",
                "integration.measure",
                "integration.plan.agreement",
            },
            models,
        )
        digest = self.plan.digest
        eraser._erase(tree, {"plan"})
        goal = self.goal.sudo()
        self.assertEqual(goal.name, "–")
        self.assertFalse(goal.target or goal.indicator)
        self.assertNotIn("name", goal.salts)
        self.assertEqual(self.plan.sudo().digest, digest)
        self.assertFalse(self.plan._get_broken_seals())
        self.assertFalse(self.plan.sudo().agreement_ids.signature)
        self.assertFalse(self.plan.sudo().agreement_ids._get_broken_seals())

    def test_two_managers_edit_one_plan(self):
        """Both add a goal: none is lost; after one has proposed, the other may not."""
        deputy = self.colleague
        self.case1.with_user(self.manager1).deputy_ids = deputy
        draft = self.next_version(self.plan)
        mine, hers = draft, self.as_user(deputy, draft)
        self.assertEqual(hers.state, "draft")
        mine.goal_ids = [Command.create(self.goal_vals("Erstes"))]
        hers.goal_ids = [Command.create(self.goal_vals("Zweites"))]
        self.env.invalidate_all()
        names = draft.goal_ids.mapped("name")
        self.assertLessEqual({"Erstes", "Zweites"}, set(names))
        mine.action_propose()
        with self.assertRaises(UserError):
            hers.goal_ids[0].name = "Zu spät"
        with self.assertRaises(UserError):
            hers.action_propose()

    def test_what_an_erasure_keeps(self):
        """Texts that stay are named here one by one."""
        engine = self.env["integration.record.erase"]
        kept = set()
        for name, model in self.env.items():
            if model._original_module != "integration_plan" or model._abstract:
                continue
            if not self.env["integration.protected"]._is_protected_model(name):
                continue
            erased = {field.name for field in engine._get_erased_fields(name)}
            kept |= {
                f"{name}.{field.name}"
                for field in model._fields.values()
                if field.store and field.column_type
                if field.type in ("char", "text", "html", "json", "binary")
                if field.name
                not in {*erased, "reference", "digest", "digests", "salts"}
            }
        self.assertEqual(
            kept - {"integration.plan.coverage.reference"},
            {
                "integration.plan.agreement.plan_digest",
                # whom at the office a recipient may ask
                "integration.referral.letter.contact",
                # figures tell the town of a need
                "integration.gap.town",
            },
        )
