import io

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .figures import FiguresCase


@tagged("post_install", "-at_install")
class TestSnapshot(FiguresCase):
    """Frozen tables: small cells, immutability, proof, rights (C63)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # in 2024 in force: 12 of a Syrian woman, 12 of as many Eritrean men, 1 Afghan
        make = cls.env["integration.test.holder"].create
        men = make(
            [cls._holder(f"M-{i}", "male", cls.eritrea, False) for i in range(12)]
        )
        afghan = make([cls._holder("A-1", "female", cls.env.ref("base.af"), False)])
        cls.facts.unlink()
        cls.env["integration.test.fact"].create(
            [cls._fact(cls.holders[0], "2024-02-01", False, 5) for _i in range(12)]
            + [cls._fact(man, "2024-02-01", False, 5) for man in men]
            + [cls._fact(afghan, "2024-02-01", False, 5)]
        )

    def freeze(self, *breakdowns, **vals):
        indicator = self._indicator(*breakdowns, **vals)
        evaluation = self.env["integration.indicator.evaluate"].with_user(self.stats)
        evaluation = evaluation.create(
            {
                "indicator_ids": [Command.set(indicator.ids)],
                "period": "custom",
                "date_from": "2024-01-01",
                "date_to": "2024-12-31",
            }
        )
        action = evaluation.action_freeze()
        return (
            self.env[action["res_model"]].with_user(self.stats).browse(action["res_id"])
        )

    def shown(self, snapshot):
        return {(line.breakdown, line.label): line.shown for line in snapshot.line_ids}

    def test_persons_decide_not_records(self):
        """Twelve contacts of one woman tell of one woman."""
        snapshot = self.freeze({"name": "Country", "groupby": "holder_id.country_id"})
        shown = self.shown(snapshot)
        self.assertEqual(shown["Total", "Total"], "25")
        self.assertEqual(shown["Country", "Eritrea"], "•")  # else the others' sum: 13
        self.assertEqual(shown["Country", "Syria"], "•")
        self.assertEqual(shown["Country", "Afghanistan"], "•")

    def test_hidden_values_are_stored_nowhere(self):
        snapshot = self.freeze({"name": "Country", "groupby": "holder_id.country_id"})
        hidden = snapshot.line_ids.filtered("is_hidden")
        self.assertEqual(set(hidden.mapped("value")), {0.0})
        self.env.cr.execute(
            "SELECT to_jsonb(s)::text || to_jsonb(l)::text "
            "FROM integration_snapshot s JOIN integration_snapshot_line l "
            "ON l.snapshot_id = s.id AND l.is_hidden WHERE s.id = %s",
            [snapshot.id],
        )
        for [text] in self.env.cr.fetchall():
            self.assertNotIn('"value": 1', text)

    def test_small_total_hides_all(self):
        snapshot = self.freeze(
            {"name": "Gender", "groupby": "holder_id.gender"},
            domain=f"[('holder_id.country_id', '=', {self.env.ref('base.af').id})]",
        )
        self.assertEqual(
            set(self.shown(snapshot).values()), {"•"}, "one person altogether"
        )

    def test_limit_is_dated_data(self):
        country = {"name": "Gender", "groupby": "holder_id.gender"}
        shown = self.shown(self.freeze(country))
        self.assertEqual(shown["Gender", "Female"], "•")
        rules = self.env["integration.rule.value"]
        rules.search([("key", "=", "small_cell_max")]).value = "0"
        shown = self.shown(self.freeze(country))
        self.assertEqual(shown["Gender", "Female"], "13")
        self.assertEqual(shown["Gender", "Male"], "12")

    def test_same_figures_years_later(self):
        snapshot = self.freeze({"name": "Gender", "groupby": "holder_id.gender"})
        before = self.shown(snapshot)
        self.env["integration.test.fact"].search([], limit=5).unlink()
        snapshot.invalidate_recordset()
        self.assertEqual(self.shown(snapshot), before)
        self.assertTrue(snapshot._is_intact())
        self.assertEqual(snapshot.query[0]["model"], "integration.test.fact")

    def test_correction_is_a_new_table(self):
        snapshot = self.freeze()
        self.env["integration.test.fact"].search([], limit=5).unlink()
        action = snapshot.action_freeze_again()
        new = snapshot.browse(action["res_id"])
        self.assertEqual(new.replaces_id, snapshot)
        self.assertEqual(self.shown(new)["Total", "Total"], "20")
        self.assertEqual(self.shown(snapshot)["Total", "Total"], "25")
        indicator = self.env["integration.indicator"]
        indicator.search([("code", "=", snapshot.query[0]["code"])]).unlink()
        with self.assertRaises(UserError) as caught:
            snapshot.action_freeze_again()
        self.assertIn(snapshot.query[0]["code"], str(caught.exception))

    def test_nobody_changes_it(self):
        snapshot = self.freeze()
        line = snapshot.line_ids[0]
        for record, vals in ((snapshot, {"name": "x"}), (line, {"value": 7})):
            for env in (record, record.sudo()):
                with self.assertRaises(UserError):  # AccessError is one of them
                    env.write(vals)
                with self.assertRaises(UserError):
                    env.unlink()
            with self.assertRaises(AccessError):
                record.create([vals])
        with self.assertRaises(UserError):
            snapshot.sudo().copy()

    def test_change_in_the_database_is_seen(self):
        snapshot = self.freeze()
        self.assertEqual(snapshot.action_verify()["params"]["type"], "success")
        self.env.cr.execute(
            "UPDATE integration_snapshot_line SET value = 26 WHERE snapshot_id = %s",
            [snapshot.id],
        )
        with self.assertRaises(UserError):
            snapshot.action_verify()

    def test_rights(self):
        snapshot = self.freeze()
        for user in (self.clerk, self.config):
            self.assertFalse(snapshot.with_user(user).has_access("read"))
        self.assertTrue(snapshot.with_user(self.reader).has_access("read"))
        self.stats.write(
            {"company_id": self.other.id, "company_ids": [Command.set(self.other.ids)]}
        )
        elsewhere = snapshot.with_context(allowed_company_ids=self.other.ids)
        self.assertFalse(elsewhere.search([]))
        self.assertFalse(elsewhere.line_ids.search([]))

    def test_without_the_right_nothing_is_frozen(self):
        indicator = self._indicator()
        for user in (self.clerk, self.config):
            with self.assertRaises(AccessError):
                self.env["integration.snapshot"].with_user(user)._freeze(
                    indicator, "2024-01-01", "2024-12-31", self.company
                )

    def test_spreadsheet(self):
        snapshot = self.freeze(
            {"name": "Country", "groupby": "holder_id.country_id"},
            name='=HYPERLINK("http://x")',
        )
        book = load_workbook(io.BytesIO(snapshot._build_xlsx()))
        self.assertEqual(len(book.worksheets), 2)
        cells = [cell for row in book.worksheets[0].rows for cell in row]
        texts = {cell.value: cell for cell in cells if cell.value is not None}
        self.assertEqual(texts['=HYPERLINK("http://x")'].data_type, "s")
        self.assertEqual(texts[25].number_format, "#,##0")
        self.assertIn("•", texts)
        self.assertNotIn(12, texts)
        self.assertTrue(any(snapshot.digest in str(text) for text in texts))

    def test_lines_are_searched_and_grouped(self):
        snapshot = self.freeze({"name": "Country", "groupby": "holder_id.country_id"})
        action = snapshot.action_open_lines()
        lines = self.env[action["res_model"]].with_user(self.stats)
        groups = lines.formatted_read_group(
            action["domain"], ["breakdown"], ["__count"]
        )
        self.assertEqual({g["breakdown"]: g["__count"] for g in groups}["Country"], 3)
