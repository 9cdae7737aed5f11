from odoo import Command
from odoo.tests import TransactionCase, new_test_user

GROUPS = {
    "officer": "integration_grant.group_grant_officer",
    "auditor": "integration_grant.group_grant_auditor",
    "config": "integration_base.group_integration_config",
    "clerk": "base.group_user",
    "admin": "base.group_system",
}


class GrantCase(TransactionCase):
    """The roles around grants, and a programme with a draft of a guideline."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(
                *(cls.env, f"test_grant_{name}", groups),
                context={"no_reset_password": True},
                tz="Europe/Berlin",
            )
            for name, groups in GROUPS.items()
        }
        cls.social_work = cls.env.ref(
            "integration_grant.integration_qualification_class_social_work"
        )
        cls.training = cls.env.ref(
            "integration_grant.integration_qualification_class_training"
        )
        cls.programme = cls._as("officer", "integration.programme").create(
            {"name": "Testprogramm", "code": "TEST"}
        )
        cls.version = cls._new_version("2026-01-01", "2026-12-31")

    @classmethod
    def _as(cls, role, model):
        """:return: a model in the rights of a role"""
        return cls.env[model].with_user(cls.users[role])

    @classmethod
    def _new_version(cls, valid_from, valid_until=False, **vals):
        return cls._as("officer", "integration.programme.version").create(
            {
                "programme_id": cls.programme.id,
                "name": "Richtlinie",
                "valid_from": valid_from,
                "valid_until": valid_until,
                "source": "Bescheid",
                "rate_ids": [
                    Command.create(
                        {
                            "qualification_id": cls.social_work.id,
                            "amount": 60000,
                            "valid_from": valid_from,
                            "source": "Bescheid",
                        }
                    )
                ],
                **vals,
            }
        )
