from datetime import datetime

from freezegun import freeze_time

from odoo import Command

from .common import LEAD, MANAGER, IntegrationCaseCommon

BASE = "integration_base.group_integration"
CLERK = "base.group_user,base.group_partner_manager,base.group_allow_export"
ROOTS = {"integration.case", "integration.person"}
# every user and contact may be linked to an event: no way back to a client
HUBS = {"res.users", "res.partner"}


class RolesCase(IntegrationCaseCommon):
    """All roles around the case of manager1: colleagues, other company, no right."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.county = cls.env["res.company"].create({"name": "Test County"})
        county = {
            "company_id": cls.county.id,
            "company_ids": [Command.set(cls.county.ids)],
        }
        roles = {
            "colleague": {"groups": MANAGER},
            "lead2": {"groups": LEAD},
            "foreigner": {"groups": LEAD, **county},
            "clerk": {"groups": CLERK},
            "config": {"groups": f"{BASE}_config"},
            "dpo": {"groups": f"{BASE}_dpo"},
            "stats": {"groups": f"{BASE}_statistics"},
            "admin": {"groups": "base.group_system"},
        }
        users = cls._create_users(
            *({"login": f"test_{name}", **values} for name, values in roles.items())
        )
        for name, user in zip(roles, users, strict=True):
            setattr(cls, name, user)
        cls.team1.member_ids += cls.colleague
        cls.team2.lead_ids = cls.lead2
        cls.reason = cls.env["integration.closure.reason"].search([], limit=1)

    @classmethod
    def _role(cls, login, groups, **kwargs):
        return cls._create_users({"login": login, "groups": groups, **kwargs})

    @classmethod
    def get_outsiders(cls):
        """:return: everybody without a row on the case of manager1"""
        return (
            cls.manager2
            | cls.colleague
            | cls.lead2
            | cls.foreigner
            | cls.clerk
            | cls.config
            | cls.dpo
            | cls.stats
            | cls.admin
        )

    def as_user(self, user, records=None):
        """:return: the records (case1) with a fresh cache of a user"""
        records = self.case1 if records is None else records
        records.env.flush_all()
        records.env.invalidate_all()
        return (
            records.with_env(self.env)
            .with_user(user)
            .with_context(lang="en_US", allowed_company_ids=user.company_ids.ids)
        )

    def get_models_with_path(self):
        """:return: names of models whose many2one or many2many lead to a client"""
        found = set(ROOTS)
        while True:
            new = {
                name
                for name in self.env.registry
                if name not in found | HUBS
                and not self.env[name]._abstract
                and any(
                    field.comodel_name in found
                    for field in self.env[name]._fields.values()
                    if field.type in ("many2one", "many2many")
                    # of the activity mixin: the user's own activities
                    and not field.name.startswith("activity_")
                )
            }
            if not new:
                return found
            found |= new

    def may_read(self, user, records=None, at=None):
        """Ask both ways of reading, at a UTC time, and demand the same answer."""
        records = self.as_user(user, records)
        with freeze_time(at or datetime.now()):
            allowed = records.has_access("read")
            if records.browse().has_access("read"):
                found = records.search([("id", "in", records.ids)])
                self.assertEqual(allowed, found == records, user.login)
        return allowed

    def readers(self, records=None, at=None):
        """:return: which of all users may read, by login"""
        users = self.manager1 | self.lead | self.get_outsiders()
        return {u.login for u in users if self.may_read(u, records, at)}

    def run_job(self, name):
        """Run a job of this addon now."""
        with self.enter_registry_test_mode():
            self.env.ref(f"integration_case.ir_cron_{name}").method_direct_trigger()

    def handover(self, case=None, **vals):
        """Propose a hand-over as the case's manager."""
        case = case or self.case1
        return (
            self.env["integration.handover"]
            .with_user(case.sudo().user_id)
            .create({"case_id": case.id, "note": "Uebergabe", **vals})
        )

    def contact(self, user=None, case=None, **vals):
        """Record a contact as a user."""
        return (
            self.env["integration.counselling"]
            .with_user(user or self.manager1)
            .create({"case_id": (case or self.case1).id, **vals})
        )

    def close(self, case=None, user=None, **vals):
        """Close a case by the dialog."""
        case = case or self.case1
        wizard = (
            self.env["integration.case.close"]
            .with_user(user or case.sudo().user_id)
            .create(
                {"case_ids": [(6, 0, case.ids)], "reason_id": self.reason.id, **vals}
            )
        )
        wizard.action_close()
        return case
