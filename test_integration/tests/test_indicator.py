import io

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.integration_base.tools.spreadsheet import build_xlsx

from .figures import FiguresCase


@tagged("post_install", "-at_install")
class TestIndicator(FiguresCase):
    """Indicators: what may be asked, figures by hand, rights, spreadsheet."""

    def _figures(self, indicator, date_from="2024-01-01", date_to="2024-12-31"):
        indicator = indicator.with_user(self.stats).with_context(lang="en_US")
        rows = indicator._evaluate(date_from, date_to)
        return {(row["breakdown"].name, row["label"]): row["value"] for row in rows}

    def _total(self, **vals):
        return self._figures(self._indicator(**vals))[(False, "Total")]

    # ------------------------------------------------------------------
    # Figures
    # ------------------------------------------------------------------

    def test_kinds_of_period(self):
        for kind, figure in (
            ("period", 3),
            ("closed", 2),
            ("during", 4),
            ("start", 1),
            ("end", 2),
        ):
            self.assertEqual(self._total(period_kind=kind), figure, kind)

    def test_days_are_german_days(self):
        # 31 December 23:30 UTC is the new year in Berlin
        total = self._total(date_field="moment", date_end_field=False)
        self.assertEqual(total, 3)
        figures = self._figures(
            self._indicator(
                {"name": "Month", "groupby": "moment:month"},
                date_field="moment",
                date_end_field=False,
            )
        )
        self.assertEqual(figures[("Month", "January 2024")], 1)
        self.assertEqual(figures[("Month", "April 2024")], 1)

    def test_measures(self):
        self.assertEqual(self._total(measure="sum", measure_field="minutes"), 90)
        self.assertEqual(
            self._total(measure="count_distinct", measure_field="holder_id"), 2
        )
        self.assertEqual(
            self._total(
                measure="sum", measure_field="minutes", domain="[('minutes','>',999)]"
            ),
            0,
        )

    def test_path_holds_for_one_record(self):
        """Two facts must not add up to one that was open all the time."""
        total = self._total(
            model="integration.test.holder",
            period_kind="end",
            date_field="fact_ids.date_from",
            date_end_field="fact_ids.date_until",
            company_field="company_id",
        )
        # T-1 and T-3 (until 1 January); T-4 through the other company's fact
        self.assertEqual(total, 3)
        only_march = self._indicator(
            model="integration.test.holder",
            period_kind="end",
            date_field="fact_ids.date_from",
            date_end_field="fact_ids.date_until",
        )
        self.assertEqual(
            self._figures(only_march, "2024-03-01", "2024-03-25")[(False, "Total")], 2
        )

    def test_breakdowns(self):
        figures = self._figures(
            self._indicator(
                {"name": "Gender", "groupby": "holder_id.gender"},
                {"name": "Country", "groupby": "holder_id.country_id"},
                {"name": "Remote", "groupby": "remote"},
                {"name": "Town", "groupby": "holder_id.town"},
                {"name": "Quarter", "groupby": "date_from:quarter"},
                period_kind="during",
            )
        )
        self.assertEqual(figures[("Gender", "Female")], 1)
        self.assertEqual(figures[("Gender", "Not stated")], 2)
        self.assertEqual(figures[("Country", self.syria.name)], 3)
        self.assertEqual(figures[("Remote", "Yes")], 1)
        self.assertEqual(figures[("Remote", "No")], 3)
        self.assertEqual(figures[("Town", "Weststadt")], 4)
        self.assertEqual(figures[("Quarter", "Q1 2024")], 3)

    def test_bands(self):
        age = {
            "name": "Age",
            "groupby": "holder_id.birth_date",
            "bands": "0-5, 6-13, 14-17, 18-26, 27-49, 50-64, 65+",
        }
        figures = self._figures(self._indicator(age, period_kind="during"))
        self.assertEqual(figures[("Age", "0–5")], 0)
        self.assertEqual(figures[("Age", "6–13")], 1)
        self.assertEqual(figures[("Age", "18–26")], 1)
        self.assertEqual(figures[("Age", "65+")], 2)
        self.assertEqual(figures[("Age", "Not stated")], 0)
        # on the birthday the next band begins
        for last_day, band in (("2024-04-30", "18–23"), ("2024-05-01", "24–30")):
            indicator = self._indicator(
                {**age, "bands": "18-23, 24-30"}, period_kind="start"
            )
            figures = self._figures(indicator, last_day, "2024-12-31")
            self.assertEqual(figures[("Age", band)], 1, last_day)

    def test_running_years(self):
        year = {"name": "Year", "groupby": "date_from", "band_unit": "running"}
        figures = self._figures(
            self._indicator({**year, "bands": "1,2,3+"}, period_kind="during")
        )
        self.assertEqual(figures[("Year", "1")], 3)
        self.assertEqual(figures[("Year", "2")], 1)

    def test_placeholders_and_relative_dates(self):
        self.assertEqual(self._total(domain="[('date_until', '<=', 'date_to')]"), 2)
        with freeze_time("2024-06-01"):
            total = self._total(domain="[('date_until', '<', 'today')]")
        self.assertEqual(total, 1)

    def test_companies_never_mix(self):
        indicator = self._indicator()
        other = indicator.with_user(self.stats)
        with self.assertRaises(AccessError):
            other._evaluate("2024-01-01", "2024-12-31", self.other)
        self.stats.company_ids += self.other
        total = other._evaluate("2024-01-01", "2024-12-31", self.other)[0]
        self.assertEqual(total["value"], 1)
        both = other.with_context(allowed_company_ids=(self.company | self.other).ids)
        total = both._evaluate("2024-01-01", "2024-12-31")[0]
        self.assertEqual(total["value"], 3)

    def test_archived_records_count(self):
        before = self._total()
        self.facts[1].active = False
        self.assertEqual(self._total(), before)

    def test_labels_follow_the_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.syria.with_context(lang="de_DE").name = "Syrien"
        self.stats.lang = "de_DE"
        indicator = self._indicator({"name": "C", "groupby": "holder_id.country_id"})
        rows = (
            indicator.with_user(self.stats)
            .with_context(lang="de_DE")
            ._evaluate("2024-01-01", "2024-12-31")
        )
        self.assertIn("Syrien", [row["label"] for row in rows])

    # ------------------------------------------------------------------
    # What a definition may ask
    # ------------------------------------------------------------------

    def test_refuses_domains_about_a_person(self):
        for domain in (
            "[('note', '=', 'x')]",
            "[('holder_id.name', '=', 'Secret T-1')]",
            "[('holder_id', 'any', [('name', '=', 'Secret T-1')])]",
            "[('holder_id', '=', 'T-1')]",
            "[('holder_id', 'ilike', 'T-1')]",
            f"[('holder_id', 'in', [{self.holders[0].id}])]",
            f"[('id', '=', {self.facts[0].id})]",
            "[('holder_id.gated', '=', 'a')]",
            "[('holder_id.country_id', 'any!', [])]",
            "[('holder_id.town', 'like', 'W%')]",
            "[('computed', '=', True)]",
            "[('display_name', '=', 'T-1')]",
            "[('missing', '=', 1)]",
            "not a domain",
            "[('minutes', '=', 5), '|']",
        ):
            with self.assertRaises(ValidationError, msg=domain), self.cr.savepoint():
                self._indicator(domain=domain)
        for domain in (
            "[('holder_id', '!=', False)]",
            "[('holder_id.town', '=', 'Weststadt')]",
            f"[('holder_id.country_id', 'in', [{self.syria.id}])]",
            "['|', ('remote', '=', True), ('minutes', '>', 5)]",
        ):
            self.assertTrue(self._indicator(domain=domain))

    def test_refuses_breakdowns_by_a_person(self):
        for groupby in (
            "holder_id",
            "holder_id.name",
            "note",
            "holder_id.gated",
            "holder_id.fact_ids",
            "date_from",
            "date_from:century",
            "remote:month",
            "computed",
            "nothing",
        ):
            with self.assertRaises(ValidationError, msg=groupby), self.cr.savepoint():
                self._indicator({"name": "B", "groupby": groupby})
        for bands in ("a-b", "5-10, 8-12", "65+, 70+", ","):
            with self.assertRaises(ValidationError, msg=bands), self.cr.savepoint():
                self._indicator({"name": "B", "groupby": "date_from", "bands": bands})

    def test_refuses_wrong_definitions(self):
        for vals in (
            {"date_field": "minutes"},
            {"date_end_field": "holder_id.birth_date"},
            {"period_kind": "closed", "date_end_field": False},
            {"measure": "sum"},
            {"measure": "sum", "measure_field": "note"},
            {"measure": "sum", "measure_field": "holder_id.name"},
            {"measure": "count_distinct", "measure_field": "note"},
            {"company_field": "holder_id"},
            {"company_field": "holder_id.name"},
        ):
            with self.assertRaises(ValidationError, msg=vals), self.cr.savepoint():
                self._indicator(**vals)
        with self.assertRaises(ValidationError):
            self._indicator(
                model="res.partner",
                date_field="create_date",
                date_end_field=False,
            )

    # ------------------------------------------------------------------
    # Rights
    # ------------------------------------------------------------------

    def test_rights_on_definitions(self):
        indicator = self._indicator({"name": "B", "groupby": "remote"})
        self.assertTrue(indicator.with_user(self.stats).name)
        for record in (indicator, indicator.breakdown_ids):
            for user in (self.stats, self.clerk):
                with self.assertRaises(AccessError):
                    record.with_user(user).name = "Mine"
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()
            record.with_user(self.config).name = "Theirs"
        with self.assertRaises(AccessError):
            self.env["integration.indicator"].with_user(self.clerk).search([])

    def test_only_statistics_evaluates(self):
        indicator = self._indicator()
        for user in (self.clerk, self.config):
            with self.assertRaises(AccessError):
                indicator.with_user(user)._evaluate("2024-01-01", "2024-12-31")
            with self.assertRaises(AccessError):
                self.env["integration.indicator.evaluate"].with_user(user).create({})

    # ------------------------------------------------------------------
    # Evaluation on screen
    # ------------------------------------------------------------------

    @freeze_time("2024-08-15")
    def test_periods(self):
        self._indicator()
        form = Form(self.env["integration.indicator.evaluate"].with_user(self.stats))
        for period, first, last in (
            ("this_month", "2024-08-01", "2024-08-31"),
            ("last_quarter", "2024-04-01", "2024-06-30"),
            ("this_half", "2024-07-01", "2024-12-31"),
            ("last_half", "2024-01-01", "2024-06-30"),
            ("last_year", "2023-01-01", "2023-12-31"),
        ):
            form.period = period
            self.assertEqual((str(form.date_from), str(form.date_to)), (first, last))

    def test_results_belong_to_their_user(self):
        evaluation = self._evaluation()
        action = evaluation.action_evaluate()
        results = self.env[action["res_model"]].with_user(self.stats)
        results = results.search(action["domain"])
        self.assertEqual(results.filtered(lambda r: not r.breakdown_id).value, 3)
        self.assertFalse(results.with_user(self.reader).search(action["domain"]))
        with self.assertRaises(AccessError):
            results[0].value = 99
        with self.assertRaises(AccessError):
            results.create({"evaluation_id": evaluation.id})
        evaluation.action_evaluate()
        self.assertEqual(len(evaluation.result_ids), len(results))

    def test_drill_down_keeps_the_readers_rights(self):
        evaluation = self._evaluation()
        evaluation.action_evaluate()
        with self.assertRaises(AccessError):
            evaluation.result_ids[0].action_open_records()
        evaluation = self._evaluation(self.reader)
        evaluation.action_evaluate()
        facts = self.env["integration.test.fact"].with_user(self.reader)
        for result in evaluation.result_ids:
            action = result.action_open_records()
            found = facts.with_context(**action["context"]).search(action["domain"])
            self.assertEqual(len(found), result.value, result.label)

    def test_spreadsheet_dates_by_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        env = self.env(context={"lang": "de_DE"})
        day = self.facts[0].date_from
        content = build_xlsx(env, "T", [("A/B", [], ["Day", "Text"], [(day, "+1")])])
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        self.assertEqual(sheet["A2"].number_format, "dd.mm.yyyy")
        self.assertEqual(sheet["B2"].data_type, "s")

    def test_evaluation_reads_in_groups(self):
        """The number of queries does not depend on the number of records."""
        indicator = self._indicator({"name": "G", "groupby": "holder_id.gender"})
        evaluate = indicator.with_user(self.stats)._evaluate
        counts = []
        for _i in range(2):
            evaluate("2024-01-01", "2024-12-31")
            before = self.cr.sql_log_count
            evaluate("2024-01-01", "2024-12-31")
            counts.append(self.cr.sql_log_count - before)
            self.facts[1].copy({"holder_id": self.holders[0].id})
            self.env.flush_all()
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[0], 3)
