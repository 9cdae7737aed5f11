from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.integration_team import IntegrationTeam


@tagged("post_install", "-at_install")
class TestTeam(TransactionCase):
    """Teams: who may keep them, and the hook for access rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config = new_test_user(
            cls.env, "team_config", "integration_base.group_integration_config"
        )
        cls.dpo = new_test_user(
            cls.env, "team_dpo", "integration_base.group_integration_dpo"
        )
        cls.clerk = new_test_user(cls.env, "team_clerk", "base.group_user")
        cls.other_company = cls.env["res.company"].create({"name": "Other County"})
        cls.team = cls.env["integration.team"].create({"name": "Test North"})

    def test_sync_hook(self):
        synced = []
        with patch.object(
            IntegrationTeam, "_sync_access", lambda teams: synced.append(teams)
        ):
            team = self.env["integration.team"].create({"name": "Test South"})
            team.lead_ids = self.config
            team.shares_cases = True
            team.name = "Test South-West"
            team.action_archive()
        self.assertEqual(synced, [team] * 4)

    def test_users_of_the_company_only(self):
        stranger = new_test_user(
            self.env,
            "team_stranger",
            "base.group_user",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        portal = new_test_user(self.env, "team_portal", "base.group_portal")
        for user in (stranger, portal):
            for field in ("lead_ids", "member_ids"):
                with self.assertRaises(ValidationError), self.cr.savepoint():
                    self.team[field] = user

    def test_name_is_unique_in_company(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.team.copy({"name": self.team.name})
        self.team.copy({"company_id": self.other_company.id})

    def test_rights(self):
        self.team.with_user(self.config).member_ids = self.clerk
        self.assertEqual(self.team.with_user(self.dpo).name, "Test North")
        with self.assertRaises(AccessError):
            self.team.with_user(self.dpo).name = "Mine"
        for operation in ("read", "write", "create", "unlink"):
            self.assertFalse(self.team.with_user(self.clerk).has_access(operation))

    def test_other_company_is_hidden(self):
        team = self.env["integration.team"].create(
            {"name": "Elsewhere", "company_id": self.other_company.id}
        )
        self.assertFalse(team.with_user(self.config).has_access("read"))
        self.assertNotIn(team, team.with_user(self.config).search([]))
