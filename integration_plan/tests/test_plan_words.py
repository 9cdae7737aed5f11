from odoo.tests import Form, tagged

from odoo.addons.integration_case.tools.pdf import get_paper_lang

from .common_words import WordsCase


@tagged("post_install", "-at_install")
class TestPlanWords(WordsCase):
    """A template fills the client's version of its texts, too (C21, C23)."""

    def test_fill(self):
        plan = self.filled("ara")
        self.check_words(plan, "ara")
        self.assertRegex(plan.goal_ids[0].name_client, "[\u0621-\u064a]")
        goal = plan.goal_ids[0]
        german = goal.template_goal_id.with_context(lang=get_paper_lang(self.env))
        self.assertEqual(goal.name, german.name)
        self.assertTrue(plan.has_unchecked_words)
        self.assertFalse(plan.has_adapted_words)
        plan.action_fill()
        self.assertEqual(len(plan.goal_ids), len(self.template.goal_ids))

    def test_fill_without_wording(self):
        for code in ("deu", "vie"):
            with self.subTest(code=code):
                plan = self.filled(code)
                self.check_empty(plan)
                self.assertFalse(plan.has_unchecked_words)
                plan.action_withdraw("x")
        plan = self.draft(goals=[], language_id=False)
        plan.template_id = self.template
        plan.action_fill()
        self.check_empty(plan)

    def test_filled_from_the_form(self):
        """As the button in the form does it: language, template, take over."""
        plan = self.draft(goals=[])
        with Form(plan) as form:
            form.language_id = self.arabic
            form.template_id = self.template
        plan.action_fill()
        self.check_words(plan, "ara")

    def test_other_language(self):
        plan = self.filled("ara")
        with Form(plan) as form:
            form.language_id = self.language("ukr")
        self.check_words(plan, "ukr")
        plan.language_id = self.language("vie")
        self.check_empty(plan)
        plan.language_id = self.arabic
        self.check_words(plan, "ara")
        plan.language_id = False
        self.check_empty(plan)

    def test_typed_stays(self):
        """What a person has typed is hers, whatever language is chosen then."""
        plan = self.filled("ara")
        first, second = plan.goal_ids[:2]
        step = first.measure_ids[0]
        first.target_client = "كما كتبتُ"
        step.name_client = "خطوة"
        plan.language_id = self.language("tir")
        self.assertEqual(first.target_client, "كما كتبتُ")
        self.assertEqual(step.name_client, "خطوة")
        self.assertEqual(
            first.name_client, self.words(first.template_goal_id, "tir").name
        )
        # with the language in one go, as the form sends it
        plan.write(
            {
                "language_id": self.language("rus").id,
                "goal_ids": [(1, second.id, {"name_client": "По-своему"})],
            }
        )
        self.assertEqual(second.name_client, "По-своему")
        self.assertEqual(
            second.target_client, self.words(second.template_goal_id, "rus").target
        )

    def test_nothing_beside_an_adapted_text(self):
        """A template's words do not stand beside a German text that says otherwise."""
        plan = self.filled("ara")
        goal = plan.goal_ids[0]
        goal.target = "Nur der Ausweis der Tochter"
        self.assertTrue(plan.has_adapted_words)
        plan.language_id = self.language("ukr")
        self.assertFalse(goal.target_client)
        self.assertTrue(goal.name_client)
        self.assertFalse(plan.has_adapted_words)
        goal.target_client = "Тільки посвідчення доньки"
        plan.language_id = self.arabic
        self.assertEqual(goal.target_client, "Тільки посвідчення доньки")

    def test_own_goals_stay(self):
        plan = self.draft(language_id=self.arabic.id)
        plan.goal_ids[0].name_client = "هدف"
        plan.language_id = self.language("fas")
        self.assertEqual(plan.goal_ids[0].name_client, "هدف")
        self.assertFalse(plan.goal_ids[1].name_client)
        self.assertFalse(plan.has_unchecked_words)

    def test_next_version(self):
        """Goals and measures still know their template in the next version."""
        plan = self.filled("ara")
        plan.goal_ids.write({"start": "Heute"})
        plan.action_propose()
        self.assertTrue(plan.has_unchecked_words)
        self.answer(plan)
        self.assertFalse(plan.has_unchecked_words, "what is agreed is agreed")
        draft = self.next_version(plan)
        self.check_words(draft, "ara")
        draft.language_id = self.language("fra")
        self.check_words(draft, "fra")
        self.check_words(plan, "ara")
        self.assertFalse(plan._get_broken_seals())

    def test_hint_goes_when_confirmed(self):
        plan = self.filled("ara")
        texts = self.text_model.search([("template_id", "=", self.template.id)])
        texts.filtered(lambda text: text.language_id == self.arabic).with_user(
            self.config
        ).action_confirm()
        plan.invalidate_recordset()
        self.assertFalse(plan.has_unchecked_words)
        plan.language_id = self.language("fas")
        self.assertTrue(plan.has_unchecked_words)
