from odoo.tests import TransactionCase, new_test_user

#: no mail is rendered for a new user: half of what the roles of a test cost
WITHOUT_INVITATION = {"no_reset_password": True}


class IntegrationCaseCommon(TransactionCase):
    """One user for each role, two teams and a case for each manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager1 = cls._new_user("test_manager1", "group_integration_manager")
        cls.manager2 = cls._new_user("test_manager2", "group_integration_manager")
        cls.lead = cls._new_user("test_lead", "group_integration_lead")
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
    def _new_user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            context=WITHOUT_INVITATION,
            groups=f"integration_case.{group}",
            name=login.replace("_", " ").capitalize(),
            tz="Europe/Berlin",
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
