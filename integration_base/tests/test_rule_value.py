from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

KEY = "export_row_limit"


@tagged("post_install", "-at_install")
class TestRuleValue(TransactionCase):
    """Dated rules: lookup by day and company, history, rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rule = cls.env["integration.rule.value"]
        cls.env.cr.execute("DELETE FROM integration_rule_value WHERE key = %s", [KEY])
        cls.env.registry.clear_cache()
        cls.company = cls.env.company
        cls.other = cls.env["res.company"].create({"name": "Other Town"})
        cls.config = new_test_user(
            cls.env, "rule_config", "integration_base.group_integration_config"
        )
        cls.clerk = new_test_user(cls.env, "rule_clerk", "base.group_user")

    def _create(self, value="10", valid_from="2020-01-01", **vals):
        return self.Rule.create(
            {
                "key": KEY,
                "value": value,
                "unit": "count",
                "valid_from": valid_from,
                "source": "Test",
                **vals,
            }
        )

    def test_lookup_by_date(self):
        self._create("10", "2020-01-01", valid_until="2022-12-31")
        self._create("20", "2023-01-01")
        for day, number in (
            ("2020-01-01", 10),
            ("2022-12-31", 10),
            ("2023-01-01", 20),
            ("2099-01-01", 20),
        ):
            self.assertEqual(self.Rule._get_number(KEY, day), number)
        self.assertEqual(self.Rule._get_number(KEY), 20)

    def test_lookup_is_one_query(self):
        self._create()
        self._create("30", company_id=self.company.id)
        self.env.invalidate_all()
        self.Rule._get_number(KEY, "2024-01-01")
        self.env.invalidate_all()
        self.env.company.read(["name"])
        with self.assertQueryCount(1):
            self.Rule._get_number(KEY, "2024-01-01", company=self.company)

    def test_own_company_first(self):
        self._create("10")
        self._create("15", company_id=self.other.id)
        self.assertEqual(self.Rule._get_number(KEY, company=self.other), 15)
        self.assertEqual(self.Rule._get_number(KEY, company=self.company), 10)
        rules = self.Rule.with_user(self.clerk)
        self.assertEqual(rules._get_number(KEY, company=self.other), 15)

    def test_missing_value_names_key_and_date(self):
        self._create(valid_from="2020-01-01")
        with self.assertRaisesRegex(UserError, "Rows per export.*2019"):
            self.Rule._get_number(KEY, "2019-12-31")
        self.assertEqual(self.Rule._get_number(KEY, "2019-12-31", default=7), 7)
        self.assertIsNone(self.Rule._get_text(KEY, "2019-12-31", default=None))

    def test_types(self):
        rule = self._create("0,80")
        self.assertEqual(rule._to_number(), 0.8)
        rule.value = " 12 "
        self.assertIsInstance(self.Rule._get_number(KEY), int)
        self.assertEqual(self.Rule._get_text(KEY), " 12 ")
        with self.assertRaises(UserError):
            self.Rule._get_delta(KEY)
        rule.write({"unit": "years", "value": "3"})
        day = fields.Date.to_date("2024-02-29") + self.Rule._get_delta(KEY)
        self.assertEqual(str(day), "2027-02-28")

    def test_refuses_no_number(self):
        for value, unit in (
            ("many", "count"),
            ("1.000", "count"),
            ("nan", "eur"),
            ("0,5", "years"),
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self._create(value, unit=unit)
        self.assertTrue(self._create("any text", unit="text"))

    def test_overlap(self):
        self._create(valid_until="2022-12-31")
        for dates in (
            {"valid_from": "2022-12-31"},
            {"valid_from": "2019-01-01"},
            {"valid_from": "2021-01-01", "valid_until": "2021-12-31"},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self._create(**dates)
        self._create(valid_from="2023-01-01")
        self._create(valid_from="2021-01-01", company_id=self.company.id)

    def test_new_value_ends_the_open_one(self):
        old = self._create("10", "2020-01-01")
        own = self._create("11", "2020-01-01", company_id=self.company.id)
        self._create("20", "2024-07-01")
        self.assertEqual(str(old.valid_until), "2024-06-30")
        self.assertFalse(own.valid_until)

    def test_verified_value_in_use_is_locked(self):
        rule = self._create(verified=True)
        self.assertTrue(rule.locked)
        self.assertEqual(rule.verified_by_id, self.env.user)
        for vals in ({"value": "11"}, {"valid_from": "2021-01-01"}, {"source": "x"}):
            with self.assertRaises(UserError):
                rule.write(vals)
        with self.assertRaises(UserError):
            rule.unlink()
        # taking the mark away does not open the value again
        rule.write({"verified": False, "verified_on": False})
        self.assertTrue(rule.verified_on)
        with self.assertRaises(UserError):
            rule.value = "11"
        rule.valid_until = "2030-12-31"

    def test_unverified_or_coming_value_is_open(self):
        rule = self._create()
        rule.value = "11"
        rule.verified = True
        with freeze_time("2019-06-01"):
            rule.invalidate_recordset(["locked"])
            rule.value = "12"
        self.assertEqual(self.Rule._get_number(KEY), 12)

    def test_current_filter(self):
        old = self._create(valid_until="2022-12-31")
        new = self._create(valid_from="2023-01-01")
        current = self.Rule.search([("key", "=", KEY), ("is_current", "=", True)])
        self.assertEqual(current, new)
        past = self.Rule.search([("key", "=", KEY), ("is_current", "=", False)])
        self.assertEqual(past, old)
        self.assertTrue(new.is_current)
        self.assertFalse(old.is_current)

    def test_rights(self):
        rule = self._create().with_user(self.clerk)
        self.assertTrue(rule.value)
        with self.assertRaises(AccessError):
            rule.value = "11"
        with self.assertRaises(AccessError):
            rule.unlink()
        with self.assertRaises(AccessError):
            rule.copy({"valid_from": "2030-01-01"})
        rule.with_user(self.config).value = "11"
        rule.with_user(self.config).unlink()

    def test_other_company_is_hidden(self):
        rule = self._create(company_id=self.other.id).with_user(self.config)
        self.assertFalse(rule.search([("id", "=", rule.id)]))
        with self.assertRaises(AccessError):
            rule.value = "11"
