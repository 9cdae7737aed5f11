from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

CODE_LISTS = (
    "integration.accommodation.kind",
    "integration.benefit.kind",
    "integration.case.stage",
    "integration.closure.reason",
    "integration.interest",
    "integration.residence.status",
    "integration.topic",
)
READERS = (
    "integration_case.group_integration_manager",
    "integration_base.group_integration_dpo",
    "integration_base.group_integration_statistics",
)


@tagged("post_install", "-at_install")
class TestCodes(TransactionCase):
    """Code lists: what is shipped, and who may keep them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config = new_test_user(
            cls.env, "codes_config", "integration_base.group_integration_config"
        )
        cls.clerk = new_test_user(cls.env, "codes_clerk", "base.group_user")
        cls.readers = [
            new_test_user(cls.env, f"codes_reader{number}", group)
            for number, group in enumerate(READERS)
        ]

    def test_rights(self):
        for name in CODE_LISTS:
            record = self.env[name].search([], limit=1)
            self.assertTrue(record, name)
            for reader in self.readers:
                self.assertTrue(record.with_user(reader).name)
                with self.assertRaises(AccessError):
                    record.with_user(reader).name = "Mine"
                with self.assertRaises(AccessError):
                    record.with_user(reader).unlink()
                with self.assertRaises(AccessError):
                    record.with_user(reader).create({"code": "x", "name": "X"})
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(record.with_user(self.clerk).has_access(operation))
            record.with_user(self.config).name = "Theirs"
            record.with_user(self.config).action_archive()
            self.assertFalse(record.active)

    def test_codes_are_unique(self):
        for name in CODE_LISTS:
            record = self.env[name].search([], limit=1)
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                record.copy({"code": record.code})

    def test_stages(self):
        stages = self.env["integration.case.stage"].search([])
        self.assertEqual(stages.filtered("is_closed").mapped("code"), ["closed"])
        self.assertFalse(stages[0].is_closed)
        self.assertTrue(stages[-1].is_closed)

    def test_every_status_group_is_filled(self):
        statuses = self.env["integration.residence.status"].search([])
        groups = dict(statuses._fields["group"].selection)
        self.assertEqual(set(statuses.mapped("group")), set(groups))
        status = self.env.ref("integration_case.integration_residence_status_permit_24")
        self.assertIn("§ 24 AufenthG", status.display_name)
        self.assertEqual(status.benefit_kind_id.code, "sgb2")
        found = statuses.name_search("§ 25 Abs. 3")
        self.assertIn("Ban on deportation", found[0][1])

    def test_status_validity(self):
        status = self.env.ref(
            "integration_case.integration_residence_status_permit_104c"
        )
        Status = self.env["integration.residence.status"]
        self.assertIn(status, Status.search(Status._get_valid_domain("2025-12-31")))
        self.assertNotIn(status, Status.search(Status._get_valid_domain("2026-01-01")))
        self.assertNotIn(status, Status.search(Status._get_valid_domain("2022-12-30")))

    def test_every_area_has_a_topic(self):
        topics = self.env["integration.topic"].search([])
        areas = dict(topics._fields["area"].selection)
        self.assertEqual(set(topics.mapped("area")), set(areas))

    def test_every_rule_of_case_work_has_a_value(self):
        rules = self.env["integration.rule.value"]
        for key, _label in rules._fields["key"].selection:
            self.assertTrue(rules._get_text(key, "2024-01-01"), key)
        self.assertEqual(rules._get_number("advice_years"), 3)
        self.assertFalse(rules._get_rule("advice_years").verified)
        self.assertEqual(rules._get_number("age_of_majority"), 18)
        case = self.env["integration.case"]
        for name in rules._get_text("advice_clock_start").split(","):
            self.assertEqual(case._fields[name].type, "date")
