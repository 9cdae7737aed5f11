from odoo import fields
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tests.common_consent import PNG, agree
from odoo.addons.integration_case.tests.common_roles import RolesCase


class PlanCase(RolesCase):
    """A client of manager1 who wants a plan, and one of manager2."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.case1.person_id
        for case in (cls.case1, cls.case2):
            agree(case.person_id, "plan")
        cls.today = get_today()
        cls.in_a_month = fields.Date.add(cls.today, months=1)
        cls.language_area = cls.env.ref(
            "integration_plan.integration_life_area_language"
        )
        cls.housing = cls.env.ref("integration_plan.integration_life_area_housing")
        cls.full = cls.env.ref("integration_plan.integration_unmet_reason_course_full")
        cls.arabic = cls.env["integration.language"].search([("code", "=", "ara")])

    def goal_vals(self, name="Deutsch B1", area=None, **vals):
        """:return: values of a goal in which nothing is missing"""
        return {
            "area_id": (area or self.language_area).id,
            "name": name,
            "start": "A1",
            "target": "B1",
            "indicator": "Zertifikat",
            "date_due": self.in_a_month,
            "measure_ids": [
                Command.create({"name": f"{name}: anmelden", "date_due": self.today}),
                Command.create(
                    {"name": f"{name}: beraten", "responsible": "manager"},
                ),
            ],
            **vals,
        }

    def draft(self, case=None, user=None, goals=None, **vals):
        """:return: a draft with two goals, made by the manager of the case"""
        case = case or self.case1
        user = user or case.sudo().user_id
        if goals is None:
            goals = [
                self.goal_vals(),
                self.goal_vals("Wohnung finden", self.housing),
            ]
        return (
            self.env["integration.plan"]
            .with_user(user)
            .create(
                {
                    "case_id": case.id,
                    "goal_ids": [Command.create(goal) for goal in goals],
                    **vals,
                }
            )
        )

    def proposed(self, **kwargs):
        plan = self.draft(**kwargs)
        plan.action_propose()
        return plan

    def answer(self, plan, answer="agreed", review_date=None, **vals):
        """Record the client's answer in the dialog."""
        action = plan.action_agree()
        dialog = (
            self.env[action["res_model"]]
            .with_user(plan.env.user)
            .browse(action["res_id"])
        )
        defaults = {"signature": PNG, "language_id": self.arabic.id}
        if review_date:
            defaults["review_date"] = review_date
        dialog.write({"answer": answer, **defaults, **vals})
        return dialog.action_record()

    def agreed(self, **kwargs):
        plan = self.proposed(**kwargs)
        self.answer(plan)
        return plan

    def next_version(self, plan):
        action = plan.action_new_version()
        return plan.browse(action["res_id"])
