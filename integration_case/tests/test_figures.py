from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

from .common_consent import agree

MANAGER = "integration_case.group_integration_manager"
STATISTICS = "integration_base.group_integration_statistics"
DAY = "2024-03-01"


@tagged("post_install", "-at_install")
class TestFigures(TransactionCase):
    """The shipped indicators against figures counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Figures Town"})
        cls.env.user.company_ids += cls.company
        company = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        groups = f"{MANAGER},{STATISTICS}"
        cls.north = new_test_user(cls.env, "figures_north", groups, **company)
        cls.south = new_test_user(cls.env, "figures_south", MANAGER, **company)
        cls.stats = new_test_user(cls.env, "figures_only", STATISTICS, **company)
        cls.topic, cls.closed = (
            cls.env.ref(f"integration_case.integration_{name}")
            for name in ("topic_housing", "closure_reason_goals_reached")
        )
        cls.first = cls._open(cls.north, "Abebe", "female", "2000-01-15", DAY)
        cls.second = cls._open(cls.south, "Haddad", "male", "2015-06-01", "2023-05-01")
        cls.third = cls._open(cls.south, "Petrenko", "female", False, "2022-01-01")
        cls.third._close(cls.closed, fields.Date.to_date("2024-06-30"))
        cls._contact(cls.north, cls.first, "2024-03-01 09:00:00", 30)
        cls._contact(cls.north, cls.first, "2024-04-01 09:00:00", 20)
        cls._contact(cls.south, cls.second, "2024-12-31 09:00:00", 10)
        cls._contact(cls.south, cls.second, "2024-05-05 09:00:00", 0, "no_show")

    @classmethod
    def _open(cls, user, name, gender, birth_date, day):
        cases = cls.env["integration.case"].with_user(user).with_company(cls.company)
        return cases.open_file(
            {"last_name": name, "gender": gender, "birth_date": birth_date},
            {"date_open": day, "date_allocation": day},
        )

    @classmethod
    def _contact(cls, user, case, date, minutes, outcome="kept"):
        return (
            cls.env["integration.counselling"]
            .with_user(user)
            .create(
                {
                    "case_id": case.id,
                    "date": date,
                    "minutes": minutes,
                    "outcome": outcome,
                    "topic_line_ids": [Command.create({"topic_id": cls.topic.id})],
                }
            )
        )

    def _evaluate(self, code, user=None):
        indicator = self.env.ref(f"integration_case.integration_indicator_{code}")
        indicator = indicator.with_user(user or self.stats).with_company(self.company)
        return indicator.with_context(lang="en_US")._evaluate(
            "2024-01-01", "2024-12-31"
        )

    def _figures(self, code):
        return {
            (row["breakdown"].name, row["label"]): row["value"]
            for row in self._evaluate(code)
        }

    def test_clients(self):
        for code, figure in (
            ("clients_start", 2),
            ("clients_new", 1),
            ("clients_left", 1),
            ("clients_end", 2),
            ("clients_served", 3),
            ("cases_start", 2),
            ("cases_new", 1),
            ("cases_closed", 1),
            ("cases_end", 2),
        ):
            self.assertEqual(self._figures(code)[(False, "Total")], figure, code)

    def test_start_plus_new_less_left_is_end(self):
        total = {
            code: self._figures(f"clients_{code}")[(False, "Total")]
            for code in ("start", "new", "left", "end")
        }
        self.assertEqual(total["start"] + total["new"] - total["left"], total["end"])

    def test_gender_counts_while_a_basis_holds(self):
        """Who has not consented is counted, but not by her gender (C54)."""

        def get_gender(code="clients_end"):
            return {
                label: value
                for (name, label), value in self._figures(code).items()
                if name == "Gender"
            }

        none = "Not stated, or no consent"
        self.assertEqual(get_gender(), {none: 2})
        consent = agree(self.first.person_id, "profile")
        self.assertEqual(get_gender(), {"Female": 1, none: 1})
        self.assertEqual(get_gender("contacts_persons"), {"Female": 1, none: 1})
        row = next(
            row
            for row in self._evaluate("clients_end")
            if row["breakdown"].name == "Gender" and row["label"] == "Female"
        )
        people = self.env["integration.person"].with_user(self.north)
        self.assertEqual(people.search(row["domain"]), self.first.person_id)
        consent._withdraw("worker")
        self.assertEqual(get_gender(), {none: 2})
        self.assertFalse(people.search(row["domain"]))

    def test_breakdowns_of_clients(self):
        figures = self._figures("clients_end")
        self.assertEqual(figures[("Age group", "6–13")], 1)
        self.assertEqual(figures[("Age group", "18–26")], 1)
        self.assertEqual(self._figures("cases_end")[("Year of advice", "2")], 1)
        outcome = self._figures("cases_closed")[("Outcome", "Goals reached")]
        self.assertEqual(outcome, 1)

    def test_contacts(self):
        for code, figure in (
            ("contacts", 3),
            ("contacts_minutes", 60),
            ("contacts_persons", 2),
            ("contacts_missed", 1),
            ("topics", 3),
        ):
            self.assertEqual(self._figures(code)[(False, "Total")], figure, code)
        self.assertEqual(self._figures("contacts")[("Month", "March 2024")], 1)
        self.assertEqual(self._figures("topics")[("Topic", "Housing")], 3)

    def test_levels_of_german(self):
        german = self.env.ref("integration_base.integration_language_deu")
        levels = self.env["integration.person.language"].with_user(self.north)
        for day, level in (("2024-03-01", "a1"), ("2024-11-01", "b1")):
            levels.create(
                {
                    "person_id": self.first.person_id.id,
                    "language_id": german.id,
                    "assessed_on": day,
                    "speaking": level,
                }
            )
        self.assertEqual(self._figures("german_start")[(False, "Total")], 0)
        figures = self._figures("german_end")
        self.assertEqual(figures[(False, "Total")], 1)
        self.assertEqual(figures[("Overall level", "B1")], 1)

    def test_every_indicator_runs_and_names_nobody(self):
        names = {"Abebe", "Haddad", "Petrenko"} | set(
            (self.first + self.second + self.third).sudo().mapped("reference")
        )
        for indicator in self.env["integration.indicator"].search([]):
            rows = (
                indicator.with_user(self.stats)
                .with_company(self.company)
                ._evaluate("2024-01-01", "2024-12-31")
            )
            for row in rows:
                self.assertFalse([n for n in names if n in row["label"]], row)

    def test_records_behind_a_figure(self):
        for user, figure in ((self.north, 1), (self.stats, None)):
            evaluation = (
                self.env["integration.indicator.evaluate"]
                .with_user(user)
                .with_company(self.company)
                .create(
                    {
                        "period": "custom",
                        "date_from": "2024-01-01",
                        "date_to": "2024-12-31",
                        "indicator_ids": self.env.ref(
                            "integration_case.integration_indicator_cases_end"
                        ).ids,
                    }
                )
            )
            evaluation.action_evaluate()
            total = evaluation.result_ids[0]
            self.assertEqual(total.value, 2)
            if figure is None:
                with self.assertRaises(AccessError):
                    total.action_open_records()
                continue
            action = total.action_open_records()
            cases = self.env[action["res_model"]].with_user(user)
            self.assertEqual(cases.search_count(action["domain"]), figure)
