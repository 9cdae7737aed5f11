import re

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_words import WordsCase

SHIPPED = ("ara", "fas", "ukr", "rus", "tur", "tir", "fra", "eng")
#: letters that a text in the language has, and such that it cannot have
SCRIPTS = {
    "ara": ("[\u0621-\u064a]", "[پچژگکی]"),
    "fas": ("[\u0621-\u06cc]", "[كيىة]"),
    "ukr": ("[а-я]", "[ыэёъ]"),
    "rus": ("[а-я]", "[іїєґ]"),
    "tir": ("[\u1200-\u137f]", "[а-я]"),
}


@tagged("post_install", "-at_install")
class TestTemplateText(WordsCase):
    """Wording of templates: what is shipped, who confirms it (C23)."""

    def _shipped(self, model):
        ids = self.env["ir.model.data"].search(
            [("module", "=", "integration_plan"), ("model", "=", model)]
        )
        records = self.env[model].browse(ids.mapped("res_id")).exists()
        self.assertGreater(len(records), 10)
        return records

    def test_shipped(self):
        """No goal or measure of a shipped template lacks a language."""
        goals = self._shipped("integration.plan.template.goal")
        measures = self._shipped("integration.plan.template.measure")
        for code in SHIPPED:
            for part in (*goals, *measures):
                text = self.words(part, code)
                for name in part._client_texts:
                    hint = f"{part} {code} {name}"
                    self.assertEqual(bool(part[name]), bool(text[name]), hint)
                    if code not in SCRIPTS or not text[name]:
                        continue
                    letters, foreign = SCRIPTS[code]
                    self.assertRegex(text[name].lower(), letters, hint)
                    self.assertIsNone(re.search(foreign, text[name].lower()), hint)

    def test_one_part(self):
        goal = self.template.goal_ids[0]
        vals = {"language_id": self.language("vie").id, "name": "x"}
        for parts in (
            {},
            {"goal_id": goal.id, "measure_id": goal.measure_ids[0].id},
        ):
            with (
                self.subTest(parts=parts),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self.text_model.create({**vals, **parts})

    def test_once(self):
        goal = self.template.goal_ids[0]
        for parts in ({"goal_id": goal.id}, {"measure_id": goal.measure_ids[0].id}):
            with (
                self.subTest(parts=parts),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self.text_model.create(
                    {**parts, "language_id": self.arabic.id, "name": "x"}
                )

    def test_no_german(self):
        with self.assertRaises(ValidationError):
            self.text_model.create(
                {
                    "goal_id": self.template.goal_ids[0].id,
                    "language_id": self.language("deu").id,
                    "name": "x",
                }
            )

    def test_confirm(self):
        """By the configuration; changed wording is a draft again."""
        text = self.words(self.template.goal_ids[0], "ara")
        self.assertEqual(text.state, "draft")
        mine = text.with_user(self.config)
        for vals in (
            {"state": "confirmed"},
            {"confirmed_by_id": self.config.id},
            {"confirmed_on": self.today},
        ):
            with self.assertRaises(AccessError):
                mine.write(vals)
        with self.assertRaises(AccessError):
            mine.create(
                {
                    "goal_id": text.goal_id.id,
                    "language_id": self.language("vie").id,
                    "name": "x",
                    "state": "confirmed",
                }
            )
        mine.action_confirm()
        self.assertEqual(text.state, "confirmed")
        self.assertEqual(text.confirmed_by_id, self.config)
        self.assertEqual(text.confirmed_on, self.today)
        text.with_user(self.env.user).action_confirm()
        self.assertEqual(text.confirmed_by_id, self.config, "second click")
        mine.name = "كلمات أخرى"
        self.assertEqual(text.state, "draft")
        self.assertFalse(text.confirmed_on or text.confirmed_by_id)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_rights(self):
        """Read with the templates, kept by the configuration alone."""
        text = self.words(self.template.goal_ids[0], "ara")
        for user in (self.manager1, self.lead, self.dpo, self.stats):
            mine = text.with_user(user)
            self.assertTrue(mine.read(["name", "goal_target"]))
            for refused in (
                mine.action_confirm,
                lambda mine=mine: mine.write({"name": "x"}),
                mine.unlink,
                mine.copy,
            ):
                with self.assertRaises(AccessError):
                    refused()
        with self.assertRaises(AccessError):
            text.with_user(self.clerk).read(["name"])

    def test_copy_of_a_template(self):
        """Its wording goes along, as a draft."""
        texts = self.text_model.search([("template_id", "=", self.template.id)])
        texts.action_confirm()
        copy = self.template.with_user(self.config).copy({"code": "copy"})
        copies = self.text_model.search([("template_id", "=", copy.id)])
        self.assertEqual(len(copies), len(texts))
        self.assertEqual(set(copies.mapped("state")), {"draft"})
        self.assertEqual(set(copies.mapped("name")), set(texts.mapped("name")))

    def test_form(self):
        """Entered for a measure; the list of one template."""
        measure = self.template.goal_ids[0].measure_ids[0]
        with Form(self.text_model.with_user(self.config)) as form:
            form.measure_id = measure
            form.language_id = self.language("vie")
            form.name = "Đăng ký"
        text = form.record
        self.assertEqual(text.template_id, self.template)
        action = self.template.action_open_texts()
        self.assertIn(text, self.text_model.search(action["domain"]))
