from odoo import Command
from odoo.tests import TransactionCase

MANAGER = "integration_case.group_integration_manager"
LEAD = "integration_case.group_integration_lead"
#: no mail is rendered for a new user
WITHOUT_INVITATION = {"no_reset_password": True}


class IntegrationCaseCommon(TransactionCase):
    """One user for each role, two teams and a case for each manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager1, cls.manager2, cls.lead = cls._create_users(
            {"login": "test_manager1", "groups": MANAGER},
            {"login": "test_manager2", "groups": MANAGER},
            {"login": "test_lead", "groups": LEAD},
        )
        teams = cls.env["integration.team"]
        cls.team1 = teams.create(
            {
                "name": "Test team 1",
                "lead_ids": cls.lead.ids,
                "member_ids": cls.manager1.ids,
            }
        )
        cls.team2 = teams.create(
            {"name": "Test team 2", "member_ids": cls.manager2.ids}
        )
        cls.case1 = cls._open_file(cls.manager1, "Testmann", "Rana")
        cls.case2 = cls._open_file(cls.manager2, "Fremdling", "Omar")

    @classmethod
    def _create_users(cls, *users):
        """Create users in one go, which costs half of one after the other.

        :param users: dicts of values; ``groups``: external ids, with commas
        """
        vals_list = []
        for user in users:
            login, groups = user["login"], user["groups"].split(",")
            vals_list.append(
                {
                    "name": login.replace("_", " ").capitalize(),
                    # the browser tests log in with it
                    "password": login,
                    "email": f"{login}@example.com",
                    "tz": "Europe/Berlin",
                    **{name: user[name] for name in user.keys() - {"groups"}},
                    "group_ids": [Command.set([cls.env.ref(g).id for g in groups])],
                }
            )
        users = cls.env["res.users"].with_context(**WITHOUT_INVITATION)
        return users.create(vals_list).with_env(cls.env)

    @classmethod
    def _new_user(cls, login, group):
        return cls._create_users(
            {"login": login, "groups": f"integration_case.{group}"}
        )

    @classmethod
    def _open_file(cls, user, last_name, first_name, case_vals=None, **person_vals):
        """Open a client file as a user.

        :return: the case, in the user's rights
        """
        return (
            cls.env["integration.case"]
            .with_user(user)
            .open_file(
                {"last_name": last_name, "first_name": first_name, **person_vals},
                case_vals or {},
            )
        )
