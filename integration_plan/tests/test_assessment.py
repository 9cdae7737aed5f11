from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestAssessment(PlanCase):
    """A scale with meanings, repeated and compared (C14, C15, C17)."""

    def assess(self, levels, user=None, **vals):
        """:return: an assessment with levels by code of area"""
        one = (
            self.env["integration.assessment"]
            .with_user(user or self.manager1)
            .create({"case_id": self.case1.id, **vals})
        )
        for line in one.line_ids:
            if line.area_id.code in levels:
                line.step_id = one.instrument_id.step_ids.filtered(
                    lambda step, line=line: (
                        step.area_id == line.area_id
                        and step.level == levels[line.area_id.code]
                    )
                )
        return one

    def line(self, assessment, code):
        return assessment.line_ids.filtered(lambda line: line.area_id.code == code)

    def test_shipped_scale(self):
        """Nine areas of life, five steps each, every step with a meaning."""
        scale = self.env["integration.instrument"]._get_current()
        self.assertEqual(len(scale.step_ids.area_id), 9)
        self.assertEqual(len(scale.step_ids), 45)
        self.assertTrue(all(step.meaning for step in scale.step_ids))

    def test_change_against_last_time(self):
        first = self.assess(
            {"language": 1, "housing": 4}, date=self.today - timedelta(days=90)
        )
        second = self.assess({"language": 3, "housing": 3, "work": 2})
        self.assertEqual(second.previous_id, first)
        self.assertEqual(self.line(second, "language").change, 2)
        self.assertEqual(self.line(second, "housing").change, -1)
        self.assertEqual(self.line(second, "work").change, 0, "not known before")
        chart = second.chart
        self.assertEqual(chart["max"], 5)
        self.assertEqual(len(chart["series"]), 2)
        self.assertEqual(chart["series"][0]["levels"][:1], [3])
        self.assertEqual(chart["series"][1]["levels"][:1], [1])
        self.assertIn(None, chart["series"][0]["levels"], "areas not looked at")

    def test_form_shows_all_areas(self):
        records = self.env["integration.assessment"].with_user(self.manager1)
        with Form(records.with_context(default_case_id=self.case1.id)) as form:
            self.assertEqual(len(form.line_ids), 9)
        self.assertEqual(len(form.record.line_ids), 9)

    def test_new_wording_leaves_old_answers(self):
        """C17: an old answer is read in its old wording."""
        one = self.assess({"language": 2})
        old = self.line(one, "language").wording
        scale = one.instrument_id.with_user(self.config)
        self.assertIn("A1", old)
        with self.assertRaises(UserError):
            scale.step_ids[0].meaning = "Anders"
        with self.assertRaises(UserError):
            scale.step_ids[0].unlink()
        draft = scale.browse(scale.action_new_version()["res_id"])
        self.assertEqual(draft.version, 2)
        self.assertEqual(len(draft.step_ids), 45)
        again = scale.action_new_version()["res_id"]
        self.assertEqual(again, draft.id, "a second click makes no second draft")
        draft.step_ids.filtered(
            lambda step: step.area_id.code == "language" and step.level == 2
        ).meaning = "Neu gefasst"
        draft.action_use()
        self.assertEqual(scale.state, "retired")
        self.assertEqual(self.env["integration.instrument"]._get_current(), draft)
        self.assertEqual(self.line(one, "language").wording, old)
        new = self.assess({"language": 2})
        self.assertEqual(new.instrument_id, draft)
        self.assertIn("Neu gefasst", self.line(new, "language").wording)
        with self.assertRaises(UserError):
            draft.action_use()

    def test_manager_changes_no_scale(self):
        scale = self.env["integration.instrument"].with_user(self.manager1)
        with self.assertRaises(AccessError):
            scale._get_current().action_new_version()

    def test_step_of_another_area(self):
        one = self.assess({})
        other = one.instrument_id.step_ids.filtered(
            lambda step: step.area_id.code == "money"
        )[0]
        with self.assertRaises(ValidationError):
            self.line(one, "language").step_id = other

    def test_fixed_after_some_hours(self):
        one = self.assess({"language": 2})
        self.line(one, "language").note = "später"
        self.env.flush_all()
        with freeze_time(fields.Datetime.now() + timedelta(days=3)):
            one.invalidate_recordset()
            for change in (
                lambda: one.write({"note": "x"}),
                lambda: self.line(one, "language").write({"step_id": False}),
                lambda: one.sudo().write({"note": "x"}),
                one.unlink,
                self.line(one, "language").unlink,
            ):
                with self.assertRaises(UserError):
                    change()

    def test_refusals(self):
        with self.assertRaises(ValidationError):
            self.assess({}, date=self.today + timedelta(days=1))
        one = self.assess({"language": 1})
        with self.assertRaises(UserError):
            one.copy()
        with self.assertRaises(UserError):
            one.case_id = self.case2
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                self.assess({}, user=self.manager2)
            with self.assertRaises(AccessError):
                self.as_user(self.manager2, one).read(["note"])

    def test_needs_the_consent(self):
        """Without the client's consent to a plan nothing is assessed or shown (C54)."""
        one = self.assess({"language": 1})
        person = self.person.with_user(self.manager1)
        person.consent_ids.action_withdraw()
        self.assertFalse(self.may_read(self.manager1, one))
        self.assertFalse(self.may_read(self.manager1, one.sudo().line_ids))
        with self.assertRaises(UserError):
            self.assess({})
