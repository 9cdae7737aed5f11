from odoo import Command
from odoo.tests import TransactionCase, new_test_user

STATISTICS = "integration_base.group_integration_statistics"


class FiguresCase(TransactionCase):
    """Five facts of four holders, counted by hand in the tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.other = cls.env["res.company"].create({"name": "Other Town"})
        cls.stats = new_test_user(cls.env, "figures_stats", STATISTICS)
        cls.config = new_test_user(
            cls.env, "figures_config", "integration_base.group_integration_config"
        )
        cls.clerk = new_test_user(cls.env, "figures_clerk", "base.group_user")
        cls.reader = new_test_user(
            cls.env,
            "figures_reader",
            f"integration_base.group_integration_dpo,{STATISTICS}",
        )
        cls.syria = cls.env.ref("base.sy")
        cls.eritrea = cls.env.ref("base.er")
        holders = cls.env["integration.test.holder"].create(
            [
                cls._holder("T-1", "female", cls.syria, "2000-05-01"),
                cls._holder("T-2", "male", cls.eritrea, "2018-01-01"),
                cls._holder("T-3", False, cls.syria, "1950-01-01"),
                cls._holder("T-4", "male", cls.syria, False),
            ]
        )
        cls.holders = holders
        cls.facts = cls.env["integration.test.fact"].create(
            [
                cls._fact(holders[0], "2023-11-01", False, 10, remote=True),
                cls._fact(holders[1], "2024-01-01", "2024-12-31", 20),
                cls._fact(holders[2], "2024-03-10", "2024-03-20", 30),
                cls._fact(holders[2], "2024-03-31", "2025-01-01", 40),
                cls._fact(holders[3], "2025-01-01", False, 50),
                cls._fact(holders[3], "2024-05-01", False, 7, company_id=cls.other.id),
            ]
        )

    @classmethod
    def _holder(cls, reference, gender, country, birth_date):
        return {
            "reference": reference,
            "name": f"Secret {reference}",
            "gender": gender,
            "country_id": country.id,
            "birth_date": birth_date,
            "town": "Weststadt",
            "company_id": cls.company.id,
        }

    @classmethod
    def _fact(cls, holder, date_from, date_until, minutes, **vals):
        return {
            "holder_id": holder.id,
            "date_from": date_from,
            "date_until": date_until,
            "moment": f"{date_from} 23:30:00",
            "minutes": minutes,
            "company_id": cls.company.id,
            **vals,
        }

    def _indicator(self, *breakdowns, **vals):
        return self.env["integration.indicator"].create(
            {
                "code": f"T{self.env['integration.indicator'].search_count([])}",
                "name": "Facts",
                "model": "integration.test.fact",
                "date_field": "date_from",
                "date_end_field": "date_until",
                "breakdown_ids": [Command.create(vals) for vals in breakdowns],
                **vals,
            }
        )

    def _evaluation(self, user=None, **vals):
        indicator = self._indicator({"name": "Gender", "groupby": "holder_id.gender"})
        return (
            self.env["integration.indicator.evaluate"]
            .with_user(user or self.stats)
            .create(
                {
                    "indicator_ids": [Command.set(indicator.ids)],
                    "period": "custom",
                    "date_from": "2024-01-01",
                    "date_to": "2024-12-31",
                    **vals,
                }
            )
        )
