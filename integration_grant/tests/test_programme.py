from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import GrantCase

DATA = "integration_grant.integration_programme"


@tagged("post_install", "-at_install")
class TestProgramme(GrantCase):
    """Guidelines as dated data: frozen in force, followed by versions (G3, G4, G5, G20)."""

    # ------------------------------------------------------------------
    # Versions
    # ------------------------------------------------------------------

    def test_frozen_in_force(self):
        self.version.minimum_share = 0.25
        self.version.action_open()
        with self.assertRaisesRegex(UserError, "Testprogramm"):
            self.version.minimum_share = 0.5
        with self.assertRaisesRegex(UserError, "in force"):
            self.version.rate_ids.amount = 1
        with self.assertRaisesRegex(UserError, "in force"):
            self.version.rate_ids.unlink()
        with self.assertRaisesRegex(UserError, "in force"):
            self.version.rate_ids.copy({"valid_from": "2027-01-01"})
        with self.assertRaisesRegex(UserError, "in force"):
            self.version.action_open()
        with self.assertRaisesRegex(UserError, "in force"):
            self.version.unlink()
        # its end may be set
        self.version.valid_until = "2026-06-30"

    def test_a_rule_does_not_move_into_a_guideline_in_force(self):
        draft = self._new_version("2027-01-01")
        self.version.action_open()
        with self.assertRaisesRegex(UserError, "in force"):
            draft.rate_ids.version_id = self.version

    def test_next_version(self):
        self.version.action_open()
        action = self.version.action_new_version()
        draft = self.version.browse(action["res_id"])
        self.assertEqual(draft.state, "draft")
        self.assertEqual(draft.valid_from, date(2027, 1, 1))
        self.assertEqual(draft.rate_ids.amount, 60000)
        draft.rate_ids.amount = 62000
        self.assertEqual(self.version.rate_ids.amount, 60000)

    def test_one_in_force_at_a_time(self):
        self.version.action_open()
        other = self._new_version("2026-12-31")
        with self.assertRaises(ValidationError) as caught:
            other.action_open()
        self.assertIn("Richtlinie", str(caught.exception))
        other.valid_from = "2027-01-01"
        other.action_open()
        self.assertEqual(self.programme._get_version("2026-12-31"), self.version)
        self.assertEqual(self.programme._get_version("2027-01-01"), other)
        self.assertFalse(self.programme._get_version("2025-12-31"))

    def test_share_wants_a_percentage(self):
        version = self._new_version("2030-01-01", financing="share")
        with self.assertRaises(ValidationError) as caught:
            version.action_open()
        self.assertIn("percent", str(caught.exception))
        version.share_percent = 70
        version.action_open()

    def test_overrun_is_off_for_a_fixed_amount(self):
        self.version.overrun_percent = 20
        self.assertIsNone(self.version._get_overrun_percent())
        self.version.write({"financing": "share", "share_percent": 50})
        self.assertEqual(self.version._get_overrun_percent(), 20)

    def test_use_within(self):
        self.version.write({"use_within": 2, "use_unit": "months"})
        last = self.version._get_last_day_of_use(date(2025, 12, 31))
        self.assertEqual(last, date(2026, 2, 28))
        self.version.write({"use_within": 6, "use_unit": "weeks"})
        last = self.version._get_last_day_of_use(date(2024, 2, 1))
        self.assertEqual(last, date(2024, 3, 14))

    # ------------------------------------------------------------------
    # Rates
    # ------------------------------------------------------------------

    def test_rate_by_day(self):
        rate = self.version.rate_ids
        rate.valid_until = "2026-06-30"
        rate.copy({"valid_from": "2026-07-01", "valid_until": False, "amount": 61000})
        get = self.version._get_rate
        self.assertEqual(get(self.social_work, date(2026, 6, 30)), 60000)
        self.assertEqual(get(self.social_work, date(2026, 7, 1)), 61000)
        with self.assertRaisesRegex(UserError, "2026-07-01"):
            get(self.training, date(2026, 7, 1))

    def test_rates_do_not_overlap(self):
        with self.assertRaises(ValidationError):
            self.version.rate_ids.copy({"valid_from": "2026-03-01"})

    # ------------------------------------------------------------------
    # Deadlines
    # ------------------------------------------------------------------

    def deadline(self, **vals):
        return self._as("officer", "integration.programme.deadline").create(
            {"version_id": self.version.id, "name": "Frist", **vals}
        )

    def test_after_an_event(self):
        final = self.deadline(event="end", number=3, unit="months")
        self.assertEqual(
            final._get_dates({"end": date(2025, 11, 30)}), [date(2026, 2, 28)]
        )
        self.assertEqual(final._get_dates({}), [])

    def test_each_year(self):
        figures = self.deadline(rule="yearly", day=31, month=1, after_end=True)
        period = {"start": date(2024, 3, 1), "end": date(2025, 12, 31)}
        self.assertEqual(
            figures._get_dates(period), [date(2025, 1, 31), date(2026, 1, 31)]
        )
        figures.after_end = False
        self.assertEqual(figures._get_dates(period), [date(2025, 1, 31)])

    def test_half_filled_form(self):
        for vals in (
            {"rule": "yearly", "day": 31, "month": 4},
            {"rule": "yearly", "day": 29, "month": 2},
            {"rule": "yearly"},
            {"event": False},
            {"number": -1},
        ):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, "Frist"):
                self.deadline(**vals)

    # ------------------------------------------------------------------
    # What is shipped
    # ------------------------------------------------------------------

    def test_pact(self):
        """320 million: 116 for posts, 24 for measures, 180 as lump sum (2017/18)."""
        version = self.env.ref(f"{DATA}_version_pact_2017")
        self.assertEqual(version.state, "open")
        amounts = version.line_ids.mapped("amount")
        self.assertEqual(amounts, [116e6, 24e6, 180e6])
        self.assertEqual(sum(amounts), 320e6)
        self.assertEqual(sum(version.line_ids.mapped("yearly_amount")), 160e6)
        lump = version.line_ids[2]
        self.assertEqual((lump.unit_amount, lump.needs_proof), (1125, False))

    def test_rates_of_the_pact(self):
        pact = self.env.ref(f"{DATA}_pact")
        for day, degree, training in (
            ("2018-06-01", 64000, 51000),
            ("2020-12-31", 64000, 51000),
            ("2023-01-01", 60000, 47000),
            ("2024-12-31", 60000, 47000),
        ):
            day = date.fromisoformat(day)
            version = pact._get_version(day)
            with self.subTest(day=day):
                self.assertEqual(version._get_rate(self.social_work, day), degree)
                self.assertEqual(version._get_rate(self.training, day), training)

    def test_what_is_not_known_is_not_in_force(self):
        pact = self.env.ref(f"{DATA}_pact")
        self.assertFalse(pact._get_version("2025-06-01"))
        self.assertFalse(self.env.ref(f"{DATA}_version_local").share_percent)
        versions = self.env["integration.programme.version"].search([])
        shipped = versions - self.version
        self.assertTrue(all(shipped.mapped("unverified_count")))
        self.assertFalse(
            shipped.rate_ids.filtered(lambda rate: not rate.source), "no source"
        )

    def test_verify(self):
        rate = self.version.rate_ids
        rate.action_verify()
        self.assertTrue(rate.verified)
        self.version.action_verify()
        self.assertEqual(self.version.unverified_count, 0)
        line = self._as("officer", "integration.programme.line").create(
            {"version_id": self.version.id, "name": "Posten"}
        )
        with self.assertRaisesRegex(UserError, "source"):
            line.action_verify()
