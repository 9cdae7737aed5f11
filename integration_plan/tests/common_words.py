from .common import PlanCase

GOAL = ("name", "target", "indicator")


class WordsCase(PlanCase):
    """The template for families, and wording in the clients' languages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.env.ref("integration_plan.integration_plan_template_family")
        cls.text_model = cls.env["integration.plan.template.text"]

    def language(self, code):
        return self.env["integration.language"].search([("code", "=", code)])

    def words(self, part, code):
        """:return: the wording of a part of a template"""
        text = part.text_ids.filtered(lambda text: text.language_id.code == code)
        self.assertEqual(len(text), 1, f"{part} {code}")
        return text

    def filled(self, code):
        """:return: draft filled from the template, in a language"""
        plan = self.draft(goals=[], language_id=self.language(code).id)
        plan.template_id = self.template
        plan.action_fill()
        return plan

    def check_words(self, plan, code):
        """Everything stands in the template's wording in this language."""
        for goal in plan.goal_ids:
            text = self.words(goal.template_goal_id, code)
            for name in GOAL:
                self.assertTrue(text[name])
                self.assertEqual(goal[f"{name}_client"], text[name])
            self.assertEqual(len(goal.measure_ids), len(text.goal_id.measure_ids))
            for measure in goal.measure_ids:
                text = self.words(measure.template_measure_id, code)
                self.assertEqual(measure.name_client, text.name)

    def check_empty(self, plan):
        self.assertTrue(plan.goal_ids.measure_ids)
        for name in GOAL:
            self.assertFalse(any(plan.goal_ids.mapped(f"{name}_client")), name)
        self.assertFalse(any(plan.goal_ids.measure_ids.mapped("name_client")))
