from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.integration_base.tools.days import get_today


@tagged("post_install", "-at_install")
class TestLanguageLevel(TransactionCase):
    """Language levels: overall level, history, no overwriting (C9, C10)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Level = cls.env["integration.test.level"]
        cls.german = cls.env.ref("integration_base.integration_language_deu")
        cls.tigrinya = cls.env.ref("integration_base.integration_language_tir")
        cls.holder = cls.env["integration.test.holder"].create({"reference": "T-1"})
        group = "integration_base.group_integration_dpo"
        cls.author = new_test_user(cls.env, "level_author", group)
        cls.colleague = new_test_user(cls.env, "level_colleague", group)

    def _create(self, day="2024-01-15", **vals):
        vals.setdefault("language_id", self.german.id)
        return self.Level.with_user(self.author).create(
            {"holder_id": self.holder.id, "assessed_on": day, **vals}
        )

    def _age(self, rows, days=1):
        """Make rows look as if they were entered some days ago."""
        entered = fields.Datetime.now() - timedelta(days=days)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE integration_test_level SET create_date = %s WHERE id IN %s",
            [entered, tuple(rows.ids)],
        )
        self.env.invalidate_all()

    def test_overall_level(self):
        for vals, level, spoken in (
            ({"speaking": "b1", "writing": "alpha"}, "alpha", "b1"),
            ({"listening": "b2", "speaking": "b1"}, "b1", "b1"),
            ({"is_native": True}, "c2", "c2"),
            ({"is_native": True, "writing": "a1"}, "a1", "c2"),
            ({"certificate": "dtz", "certificate_level": "b1"}, "b1", "b1"),
            (
                {"certificate": "telc", "certificate_level": "b1", "speaking": "a2"},
                "b1",
                "a2",
            ),
        ):
            row = self._create(**vals)
            self.assertEqual((row.level, row.spoken_level), (level, spoken), vals)

    def test_refuses_empty_and_future(self):
        tomorrow = fields.Date.add(get_today(), days=2)
        for vals in (
            {},
            {"day": tomorrow, "speaking": "a1"},
            {"speaking": "a1", "certificate_date": tomorrow},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self._create(**vals)

    def test_author_corrects_on_the_day_of_entry(self):
        row = self._create(speaking="a1")
        row.speaking = "a2"
        self.assertEqual(row.level, "a2")
        row.unlink()
        self.assertFalse(row.exists())

    def test_others_never_overwrite(self):
        row = self._create(speaking="a1")
        for env_row in (
            row.with_user(self.colleague),
            row.with_user(self.env.ref("base.user_root")),
            row.with_user(self.colleague).sudo(),
        ):
            with self.assertRaises(UserError):
                env_row.speaking = "c1"
            with self.assertRaises(UserError):
                env_row.unlink()

    def test_nobody_overwrites_later(self):
        row = self._create(speaking="a1")
        self._age(row)
        for env_row in (row, row.sudo(), row.with_context(integration_erasure=True)):
            for vals in (
                {"speaking": "c1"},
                {"language_id": self.tigrinya.id},
                {"assessed_on": "2023-01-01"},
                {"certificate": "dtz", "certificate_level": "c1"},
                {"superseded_on": "2024-02-01"},
            ):
                with self.assertRaises(UserError):
                    env_row.write(vals)
            with self.assertRaises(UserError):
                env_row.unlink()
        self.assertEqual(row.speaking, "a1")
        row._erase()
        self.assertFalse(row.exists())

    def test_history(self):
        first = self._create("2024-01-15", speaking="a1")
        third = self._create("2024-12-01", speaking="b1")
        other = self._create("2024-06-01", language_id=self.tigrinya.id, is_native=True)
        second = self._create("2024-06-01", speaking="a2")
        self.assertEqual(first.superseded_on, second.assessed_on)
        self.assertEqual(second.superseded_on, third.assessed_on)
        self.assertFalse(third.superseded_on or other.superseded_on)
        rows = first + second + third + other
        self.assertEqual(rows._get_at("2024-05-31"), first)
        self.assertEqual(rows._get_at("2024-06-01"), second + other)
        second.unlink()
        self.assertEqual(first.superseded_on, third.assessed_on)
        third.assessed_on = "2024-01-01"
        self.assertEqual(third.superseded_on, first.assessed_on)
        self.assertFalse(first.superseded_on)

    def test_superseded_on_cannot_be_sent(self):
        row = self._create(speaking="a1", superseded_on="2024-02-01")
        self.assertFalse(row.superseded_on)

    def test_progress(self):
        rows = self._create("2024-01-15", speaking="a1")
        rows += self._create("2024-06-01", speaking="b1")
        rows += self._create("2024-06-01", language_id=self.tigrinya.id, is_native=True)
        progress = {
            entry["language"]: entry
            for entry in rows._get_progress("2024-02-01", "2024-12-31")
        }
        german = progress[self.german]
        self.assertEqual((german["before"].level, german["after"].level), ("a1", "b1"))
        self.assertEqual(german["steps"], 2)
        self.assertEqual(german["owner"], self.holder)
        self.assertIsNone(progress[self.tigrinya]["steps"])

    def test_day_of_entry_is_a_german_day(self):
        self.author.tz = "Asia/Tokyo"
        with freeze_time("2024-03-01 22:30:00"):
            row = self._create("2024-03-01", speaking="a1")
            self._age(row, days=0)
            row.speaking = "a2"
        with freeze_time("2024-03-01 23:30:00"):
            self.env.invalidate_all()
            with self.assertRaises(UserError):
                row.speaking = "b1"
