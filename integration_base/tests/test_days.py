import re
from datetime import date, datetime
from pathlib import Path

from freezegun import freeze_time

from odoo import fields
from odoo.tests import BaseCase, TransactionCase, new_test_user, tagged

from odoo.addons.integration_base.tools import days

#: other ways to ask for the day, in the code of the product's addons
OTHER_WAYS = re.compile(
    r"context_today|context_timestamp|CURRENT_DATE|Europe/Berlin"
    r"|\b[Dd]ate\.today\b|\bdatetime\.today\b|\bdatetime\.now\(\)|\butcnow\b"
    r"|\._(start|end)_of_day_utc\b"
    # in a domain: the day in the time zone of whoever searches
    r"""|["'](<|>|<=|>=|=|!=|in|not in)["'],\s*["']today\b"""
)


@tagged("post_install", "-at_install")
class TestDays(BaseCase):
    """Days are days in Germany, for everybody and at every hour."""

    def test_today(self):
        for moment, day in (
            ("2026-01-14 22:59:59", "2026-01-14"),
            ("2026-01-14 23:00:00", "2026-01-15"),
            ("2026-01-14 23:30:00", "2026-01-15"),
            ("2026-01-15 00:00:00", "2026-01-15"),
            ("2026-07-14 21:59:59", "2026-07-14"),
            ("2026-07-14 22:30:00", "2026-07-15"),
            ("2026-12-31 23:30:00", "2027-01-01"),
            # summer time begins on 29 March and ends on 25 October 2026
            ("2026-03-28 23:30:00", "2026-03-29"),
            ("2026-03-29 22:30:00", "2026-03-30"),
            ("2026-10-24 22:30:00", "2026-10-25"),
            ("2026-10-25 22:30:00", "2026-10-25"),
        ):
            with freeze_time(moment):
                self.assertEqual(days.get_today().isoformat(), day, moment)
                now = fields.Datetime.now()
            self.assertEqual(days.to_german_day(now).isoformat(), day, moment)

    def test_ends_of_a_day(self):
        for day in (date(2026, 1, 15), date(2026, 7, 15), date(2026, 3, 29)):
            start, end = days.start_of_day_utc(day), days.end_of_day_utc(day)
            self.assertEqual(days.to_german_day(start), day)
            self.assertGreater(days.to_german_day(end), day)
            self.assertEqual(days.to_last_german_day(end), day)
        self.assertEqual(
            days.start_of_day_utc(date(2026, 7, 15)), datetime(2026, 7, 14, 22)
        )
        self.assertEqual(
            days.to_last_german_day(datetime(2026, 7, 14, 22, 0, 1)), date(2026, 7, 15)
        )

    def test_no_other_way(self):
        """Nothing asks for the day in another way, in any addon of the product."""
        found = []
        root = Path(__file__).parents[2]
        for path in sorted(root.glob("*integration*/**/*.py")):
            parts = path.relative_to(root).parts
            if "tests" in parts or parts[-2:] == ("tools", "days.py"):
                continue
            found += [
                f"{'/'.join(parts)}:{number}: {line.strip()}"
                for number, line in enumerate(path.read_text().splitlines(), 1)
                if OTHER_WAYS.search(line)
            ]
        self.assertFalse(found, "see integration_base/tools/days.py")


@tagged("post_install", "-at_install")
class TestSameDay(TransactionCase):
    """The day does not depend on who asks."""

    def test_default_of_a_field(self):
        users = [
            new_test_user(self.env, f"days_{number}", tz=zone)
            for number, zone in enumerate(("Pacific/Honolulu", "Asia/Tokyo", False))
        ]
        for moment, day in (
            ("2026-01-14 23:30:00", date(2026, 1, 15)),
            ("2026-07-14 22:30:00", date(2026, 7, 15)),
        ):
            for user in (*users, self.env.user, self.env.ref("base.public_user")):
                rules = self.env["integration.rule.value"].with_user(user)
                with freeze_time(moment):
                    vals = rules.sudo().default_get(["valid_from"])
                self.assertEqual(vals["valid_from"], day, user.login)

    def test_search_of_the_day(self):
        """A rule that begins today is current, also for who comes from elsewhere."""
        rule = self.env["integration.rule.value"].search([], limit=1)
        rule = rule.copy({"valid_from": "2031-01-15", "valid_until": False})
        for zone in ("Pacific/Honolulu", "Asia/Tokyo", "Europe/Berlin"):
            rules = rule.with_context(tz=zone)
            for moment, current in (
                ("2031-01-14 22:30:00", False),
                ("2031-01-14 23:30:00", True),
            ):
                with freeze_time(moment):
                    rules.invalidate_recordset()
                    domain = [("id", "=", rule.id), ("is_current", "=", True)]
                    self.assertEqual(bool(rules.search(domain)), current, zone)
                    self.assertEqual(rules.is_current, current, zone)

    def test_word_today(self):
        """Core's word asks the user's zone, which is Germany's unless she chose another."""
        users = new_test_user(self.env, "days_nowhere")
        users += self.env.ref("base.user_root") + self.env.ref("base.public_user")
        for user in users:
            self.assertEqual(user.tz, days.TIMEZONE, user.login)

    def test_clock_of_the_database(self):
        moment, day, today = self.env.execute_query(
            days.SQL(
                "SELECT now() AT TIME ZONE 'UTC', %s, %s",
                days.german_day_sql(days.SQL("now() AT TIME ZONE 'UTC'")),
                days.today_sql(),
            )
        )[0]
        self.assertEqual(day, days.to_german_day(moment))
        self.assertEqual(today, day)
        for moment, expected in (
            ("2026-01-14 23:30:00", "2026-01-15"),
            ("2026-07-14 22:30:00", "2026-07-15"),
            ("2026-07-14 21:30:00", "2026-07-14"),
        ):
            column = days.SQL("%s::timestamp", moment)
            row = self.env.execute_query(
                days.SQL("SELECT %s", days.german_day_sql(column))
            )
            self.assertEqual(row[0][0].isoformat(), expected)
