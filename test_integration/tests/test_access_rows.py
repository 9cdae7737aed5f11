from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import end_of_day_utc, start_of_day_utc

from .common import EngineCase


@tagged("post_install", "-at_install")
class TestAccessRows(EngineCase):
    """Rows of the access list: dates hold at the time of reading."""

    def _grant(self, date_from, date_until=None, user=None):
        return self.record._grant_access(
            user or self.bob, "cover", date_from=date_from, date_until=date_until
        )

    def test_from_and_until(self):
        self._grant("2030-05-01 08:00:00", "2030-05-03 22:00:00")
        for at, allowed in (
            ("2030-05-01 07:59:59", False),
            ("2030-05-01 08:00:00", True),
            ("2030-05-03 21:59:59", True),
            ("2030-05-03 22:00:00", False),
            ("2031-01-01 00:00:00", False),
        ):
            self.assertEqual(self.may_read(self.bob, at=at), allowed, at)

    def test_dates_of_a_cached_rule(self):
        """Rule domains are cached per user: 'now' has to stay symbolic in them."""
        self._grant("2030-05-01 08:00:00", "2030-05-02 08:00:00")
        records = self.record.with_user(self.bob)
        domain = [("id", "=", self.record.id)]
        answers = []
        for at in ("2030-05-01 07:00", "2030-05-01 09:00", "2030-05-02 09:00"):
            with freeze_time(at):
                self.env.invalidate_all()
                answers.append(
                    (records.search_count(domain), records.has_access("read"))
                )
        self.assertEqual(answers, [(0, False), (1, True), (0, False)])

    def test_rows_do_not_add_up(self):
        """A past row and one of another user are no access together."""
        self._grant("2020-01-01 00:00:00", "2020-02-01 00:00:00")
        self.assertFalse(self.may_read(self.bob))
        self.assertTrue(self.may_read(self.alice))

    def test_days_end_at_midnight_in_berlin(self):
        for day, start, end in (
            ("2030-01-15", "2030-01-14 23:00:00", "2030-01-15 23:00:00"),
            ("2030-07-15", "2030-07-14 22:00:00", "2030-07-15 22:00:00"),
            # summer time begins on 31 March 2030: the day has 23 hours
            ("2030-03-31", "2030-03-30 23:00:00", "2030-03-31 22:00:00"),
            # it ends on 27 October 2030: 25 hours
            ("2030-10-27", "2030-10-26 22:00:00", "2030-10-27 23:00:00"),
            ("2028-02-29", "2028-02-28 23:00:00", "2028-02-29 23:00:00"),
            ("2030-12-31", "2030-12-30 23:00:00", "2030-12-31 23:00:00"),
        ):
            day = date.fromisoformat(day)
            self.assertEqual(str(start_of_day_utc(day)), start)
            self.assertEqual(str(end_of_day_utc(day)), end)

    def test_last_day_of_clock_change(self):
        for day, last_second, first_second_after in (
            ("2030-03-31", "2030-03-31 21:59:59", "2030-03-31 22:00:00"),
            ("2030-10-27", "2030-10-27 22:59:59", "2030-10-27 23:00:00"),
        ):
            row = self._grant(
                "2030-01-01 00:00:00",
                end_of_day_utc(date.fromisoformat(day)),
            )
            self.assertTrue(self.may_read(self.bob, at=last_second))
            self.assertFalse(self.may_read(self.bob, at=first_second_after))
            row.unlink()

    def test_child_follows(self):
        self._grant("2030-05-01 08:00:00", "2030-05-02 08:00:00")
        for at, allowed in (("2030-05-01 09:00", True), ("2030-05-02 09:00", False)):
            self.assertEqual(self.may_read(self.bob, self.child, at=at), allowed)

    def test_revoke_ends_and_keeps(self):
        with freeze_time("2030-05-01 08:00:00"):
            running = self._grant("2030-04-01 00:00:00")
            coming = self._grant("2030-06-01 00:00:00")
            self.record._revoke_access(self.bob, "cover")
        self.assertEqual(str(running.date_until), "2030-05-01 08:00:00")
        self.assertFalse(coming.exists())
        self.assertFalse(self.may_read(self.bob, at="2030-05-01 08:00:00"))
        self.assertTrue(self.may_read(self.alice))

    def test_revoke_keeps_other_reasons(self):
        self.record._grant_access(self.bob, "deputy")
        self.record._grant_access(self.bob, "cover")
        self.record._revoke_access(self.bob, "cover")
        self.assertTrue(self.may_read(self.bob))
        self.record._revoke_access(self.bob)
        self.assertFalse(self.may_read(self.bob))

    def test_sync(self):
        self.record._sync_access("deputy", {self.record: self.bob | self.alice})
        self.record._sync_access("deputy", {self.record: self.bob})
        rows = self.record.access_ids.filtered(lambda row: row.reason == "deputy")
        self.assertEqual(len(rows), 2)
        self.assertEqual(rows.filtered("is_current").user_id, self.bob)
        before = self.env["integration.access"].search_count([])
        self.record._sync_access("deputy", {self.record: self.bob})
        self.assertEqual(self.env["integration.access"].search_count([]), before)
        self.assertEqual(self.record._get_readers(), self.alice | self.bob)

    def test_granting_holds_in_the_same_transaction(self):
        record = self.record.with_user(self.bob)
        self.assertFalse(record.has_access("read"))
        self.record._grant_access(self.bob, "deputy")
        self.assertTrue(record.has_access("read"))
        self.assertEqual(record.name, self.record.name)
        self.record._revoke_access(self.bob)
        self.assertFalse(record.has_access("read"))

    def test_reason_and_order_are_checked(self):
        with self.assertRaises(ValueError):
            self.record._grant_access(self.bob, "curiosity")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self._grant("2030-05-02 00:00:00", "2030-05-01 00:00:00")

    def test_nobody_writes_rows(self):
        row = self.record.access_ids[:1]
        for user in (self.alice, self.bob, self.admin):
            rows = self.env["integration.access"].with_user(user)
            with self.assertRaises(AccessError):
                rows.create(
                    {
                        "res_model": self.record._name,
                        "res_id": self.record.id,
                        "user_id": user.id,
                        "reason": "manager",
                    }
                )
            with self.assertRaises(AccessError):
                row.with_user(user).write({"date_until": False})
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.as_user(self.alice).write(
                {
                    "access_ids": [
                        (0, 0, {"user_id": self.bob.id, "reason": "deputy"}),
                    ]
                }
            )

    def test_rows_are_read_with_the_record(self):
        rows = self.env["integration.access"]
        domain = [
            ("res_model", "=", self.record._name),
            ("res_id", "=", self.record.id),
        ]
        self.assertEqual(rows.with_user(self.alice).search(domain).user_id, self.alice)
        self.assertEqual(self.as_user(self.alice).access_ids.user_id, self.alice)
        for user in self.outsiders:
            self.assertFalse(rows.with_user(user).search(domain), user.login)
            self.assertFalse(rows.with_user(user)._read_group(domain, ["user_id"]))
            with self.assertRaises(AccessError):
                self.record.access_ids.with_user(user).read(["user_id"])

    def test_list_goes_with_its_record(self):
        domain = [("res_model", "=", self.own._name), ("res_id", "=", self.own.id)]
        self.assertTrue(self.env["integration.access"].search_count(domain))
        self.own.unlink()
        self.assertFalse(self.env["integration.access"].search_count(domain))

    def test_leaving_the_group_ends_all(self):
        self.alice.group_ids = self.env.ref("base.group_user")
        record = self.as_user(self.alice)
        self.assertFalse(record.has_access("read"))
        with self.assertRaises(AccessError):
            record.search([])

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other County"})
        self.record.company_id = other
        self.assertFalse(self.may_read(self.alice))
        self.alice.company_ids += other
        record = self.as_user(self.alice)
        main = record.with_context(allowed_company_ids=self.env.company.ids)
        self.assertFalse(main.has_access("read"))
        self.assertFalse(main.search([("id", "=", record.id)]))
        both = record.with_context(allowed_company_ids=self.alice.company_ids.ids)
        self.assertTrue(both.has_access("read"))
