from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tests.common_consent import PNG, agree

from .common import PlanCase
from .rights import OWN_ROWS, PLANS, WITHOUT_CLIENT

SECRET = "Geheimwort"
SCOPES = ("own", "team", "foreign", "other")
OUTSIDERS = ("clerk", "config", "dpo", "stats", "admin")
HALL = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
class TestPlanIntrospection(PlanCase):
    """Every model of plans is declared and protected (C56, C79)."""

    def test_declared(self):
        ours = {
            name
            for name in self.env.registry
            if name.startswith("integration.")
            and not self.env[name]._abstract
            and self.env[name]._original_module == "integration_plan"
            and "models.offer" not in type(self.env[name]).__module__
        }
        declared = {*PLANS, *OWN_ROWS, *WITHOUT_CLIENT}
        self.assertLessEqual(declared, ours)

    def test_rules(self):
        for name in PLANS:
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            self.assertIn("access_now", " ".join(rules.mapped("domain_force")), name)
            common = rules.filtered(lambda rule: not rule.groups)
            texts = " ".join(common.mapped("domain_force"))
            self.assertIn("company_ids", texts, name)
            if name != "integration.plan.coverage":
                self.assertIn("basis_now('plan')", texts, name)
            self.assertTrue(
                self.env["integration.protected"]._is_protected_model(name), name
            )
        for name in OWN_ROWS:
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            self.assertIn("create_uid", " ".join(rules.mapped("domain_force")), name)


class PlanMatrixCase(PlanCase):
    """The declaration, tried with every role, model, operation and scope."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_case = cls._open_file(cls.lead, "Leitfall", SECRET)
        cls.team_case = cls._open_file(cls.colleague, "Teamfall", SECRET)
        cls.other_case = cls._open_file(cls.foreigner, "Kreisfall", SECRET)
        for case in (cls.lead_case, cls.team_case, cls.other_case):
            agree(case.person_id, "plan")
        cls.records = {}
        cases = cls.case1 | cls.lead_case | cls.team_case | cls.case2 | cls.other_case
        for case in cases:
            cls._make(case)
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _make(cls, case):
        """An agreed plan with all that hangs on it, and the draft of the next."""
        user = case.sudo().user_id
        env = case.with_user(user).with_company(case.sudo().company_id).env
        plan = env["integration.plan"].create({"case_id": case.id, "aim": SECRET})
        goal = env["integration.goal"].create(
            {
                "plan_id": plan.id,
                "area_id": cls.housing.id,
                "name": SECRET,
                "start": SECRET,
                "target": SECRET,
                "indicator": SECRET,
                "date_due": cls.in_a_month,
                "measure_ids": [fields.Command.create({"name": SECRET})],
            }
        )
        plan.action_propose()
        answer = plan._answer(
            {
                "answer": "agreed",
                "how": "screen",
                "signature": PNG,
                "language_id": cls.arabic.id,
            }
        )
        [progress] = goal._note_progress("on_way", note=SECRET)
        plan.review_ids.action_begin()
        draft = plan.browse(plan.action_new_version()["res_id"])
        assessment = env["integration.assessment"].create(
            {"case_id": case.id, "note": SECRET}
        )
        coverage = env["integration.plan.coverage"].search([("case_id", "=", case.id)])
        for record in (
            *(draft, draft.goal_ids, draft.measure_ids, answer, progress),
            *(plan.review_ids, plan.review_ids.line_ids, assessment),
            *(assessment.line_ids[0], coverage),
        ):
            assert len(record) == 1, record
            cls.records[record._name, case.id] = record

    def _vals(self, model, case):
        """:return: values of a new record of a model that belongs to a case"""
        records = {name: self.records[name, case.id].sudo() for name in PLANS}
        goal = records["integration.goal"]
        agreed = records["integration.review"].plan_id
        return {
            "integration.plan": {"case_id": case.id},
            "integration.goal": {
                "plan_id": records["integration.plan"].id,
                "area_id": self.housing.id,
                "name": SECRET,
            },
            "integration.measure": {"goal_id": goal.id, "name": SECRET},
            "integration.goal.progress": {"goal_id": goal.id, "state": "reached"},
            "integration.plan.agreement": {
                "plan_id": agreed.id,
                "answer": "agreed",
                "how": "witnessed",
                "witness": SECRET,
                "language_id": self.arabic.id,
                "date": fields.Datetime.now(),
            },
            "integration.assessment": {"case_id": case.id},
            "integration.assessment.line": {
                "assessment_id": self._second_assessment(case).id,
                "area_id": self.housing.id,
            },
            "integration.review": {"plan_id": agreed.id},
            "integration.review.line": {
                "review_id": records["integration.review"].id,
                "goal_id": goal.origin_id.id,
            },
            "integration.plan.coverage": {},
        }[model]

    def _second_assessment(self, case):
        one = self.records["integration.assessment", case.id].sudo()
        one.line_ids.filtered(lambda line: line.area_id == self.housing).unlink()
        return one

    CHANGE = {
        "integration.plan": {"aim": "Neu"},
        "integration.goal": {"name": "Neu"},
        "integration.measure": {"name": "Neu"},
        "integration.goal.progress": {"note": "Neu"},
        "integration.plan.agreement": {"comment": "Neu"},
        "integration.plan.coverage": {"age_days": 1},
    }

    def get_case(self, role, scope):
        return {
            "own": self.case1 if role == "manager" else self.lead_case,
            "team": self.team_case,
            "foreign": self.case2,
            "other": self.other_case,
        }[scope]

    def try_it(self, method, *args):
        """:return: whether a call was allowed; what it did is taken back"""
        refusal = None
        with self.cr.savepoint() as savepoint:
            try:
                method(*args)
                self.env.flush_all()
            except (AccessError, UserError) as error:
                refusal = str(error)
                self.assertNotIn(SECRET, refusal)
            savepoint.rollback()
        self.env.invalidate_all()
        self.refusal = refusal
        return refusal is None

    def check_nothing(self, records, hint):
        """No read door answers."""
        for method, args in (
            ("read", []),
            ("web_read", [{"display_name": {}}]),
            ("mapped", ["display_name"]),
        ):
            with self.assertRaises(AccessError, msg=f"{hint} {method}") as caught:
                getattr(records, method)(*args)
            self.assertNotIn(SECRET, str(caught.exception))
        model = records.browse()
        domain = [("id", "in", records.ids)]
        for method, args in (
            ("search", [domain]),
            ("formatted_read_group", [domain, ["id"], ["__count"]]),
            ("name_search", ["", domain]),
        ):
            if model.has_access("read"):
                self.assertFalse(getattr(model, method)(*args), f"{hint} {method}")
            else:
                with self.assertRaises(AccessError, msg=f"{hint} {method}"):
                    getattr(model, method)(*args)
        with self.assertRaises(AccessError, msg=f"{hint} attachment"):
            self.env["ir.attachment"].with_user(model.env.user).create(
                {"name": "x", "res_model": model._name, "res_id": records[:1].id}
            )

    def _check_cell(self, model, role, scope, letters):
        case = self.get_case(role, scope)
        user = self.manager1 if role == "manager" else self.lead
        records = self.as_user(user, self.records[model, case.id])
        hint = f"{model} {role} {scope}"
        if "r" in letters:
            self.assertTrue(records.read(["id", "display_name"]), hint)
            self.assertEqual(records.search([("id", "in", records.ids)]), records)
        else:
            self.check_nothing(records, hint)
        change = self.CHANGE.get(model, {"note": "Neu"})
        allowed = self.try_it(records.write, dict(change))
        self.assertEqual(allowed, "w" in letters, f"{hint} write: {self.refusal}")
        self._check_create(model, case, records, letters, hint)
        allowed = self.try_it(records.unlink)
        self.assertEqual(allowed, "u" in letters, f"{hint} unlink: {self.refusal}")

    def _check_create(self, model, case, records, letters, hint):
        """There is room for a new one; what stands in the way is taken away."""
        with self.cr.savepoint() as savepoint:
            vals = self._vals(model, case)
            plans = case.sudo().plan_ids
            if model == "integration.plan":
                for plan in plans.filtered(lambda p: p.state in ("draft", "agreed")):
                    plan._for_engine().state = "withdrawn"
            if model == "integration.review":
                plans.review_ids._cancel_planned()
            if model == "integration.review.line":
                plans.review_ids.line_ids.unlink()
            self.env.flush_all()
            try:
                records.browse().create(vals)
                self.env.flush_all()
                refusal = None
            except (AccessError, UserError) as error:
                refusal = str(error)
                self.assertNotIn(SECRET, refusal)
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(refusal is None, "c" in letters, f"{hint} create: {refusal}")

    def check_case_work(self, models):
        for model in models:
            rights = PLANS[model]
            for role in ("manager", "lead"):
                for scope in SCOPES:
                    letters = rights.get(role, {}).get(scope, "")
                    with self.subTest(model=model, role=role, scope=scope):
                        self._check_cell(model, role, scope, letters)

    def check_outsiders(self, models):
        for role in OUTSIDERS:
            user = getattr(self, role)
            for model in models:
                with self.subTest(model=model, role=role):
                    records = self.as_user(user, self.records[model, self.case1.id])
                    self.check_nothing(records, f"{model} {role}")
                    self.assertFalse(
                        self.try_it(records.write, self.CHANGE.get(model, {"note": ""}))
                    )
                    self.assertFalse(self.try_it(records.unlink))


@tagged("post_install", "-at_install")
class TestPlanMatrix(PlanMatrixCase):
    """The declaration of the plan itself, its dialogs and code lists."""

    @mute_logger(*HALL)
    def test_case_work(self):
        self.check_case_work(["integration.plan"])

    @mute_logger(*HALL)
    def test_outsiders(self):
        self.check_outsiders(["integration.plan"])

    @mute_logger(*HALL)
    def test_dialogs_of_others(self):
        """A dialog is its user's own."""
        plan = self.proposed_for_lead()
        action = plan.action_agree()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        mine = self.as_user(self.manager1, dialog)
        for method, args in (("read", []), ("write", [{"comment": "x"}])):
            with self.assertRaises(AccessError, msg=method):
                getattr(mine, method)(*args)
        self.assertFalse(mine.search([]))

    def proposed_for_lead(self):
        draft = self.records["integration.plan", self.lead_case.id]
        draft.action_propose()
        return draft

    @mute_logger(*HALL)
    def test_reference_guard(self):
        """Nobody makes a record point at a plan she cannot read."""
        foreign = self.records["integration.plan", self.case2.id]
        mine = self.env["integration.plan.print"].with_user(self.manager1)
        with self.assertRaises(AccessError):
            mine.create({"plan_id": foreign.id, "language_id": self.arabic.id})

    def test_code_lists(self):
        for model, rights in WITHOUT_CLIENT.items():
            for role, user in (
                ("manager", self.manager1),
                ("lead", self.lead),
                ("dpo", self.dpo),
                ("stats", self.stats),
                ("config", self.config),
                ("clerk", self.clerk),
            ):
                letters = rights.get(role, "")
                records = self.env[model].with_user(user)
                for letter, operation in zip(
                    "crwu", ("create", "read", "write", "unlink"), strict=True
                ):
                    self.assertEqual(
                        records.has_access(operation),
                        letter in letters,
                        f"{model} {role} {operation}",
                    )


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestPlanWholeMatrix(PlanMatrixCase):
    """The declaration of all models."""

    @mute_logger(*HALL)
    def test_case_work(self):
        self.check_case_work(PLANS)

    @mute_logger(*HALL)
    def test_outsiders(self):
        self.check_outsiders(PLANS)
