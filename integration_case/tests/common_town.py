from odoo import Command
from odoo.tests import TransactionCase, new_test_user

from .common import WITHOUT_INVITATION

MANAGER = "integration_case.group_integration_manager"
LEAD = "integration_case.group_integration_lead"
DPO = "integration_base.group_integration_dpo"
EXPORT = "integration_base.group_integration_export"


class TownCommon(TransactionCase):
    """A town of its own with two teams and every role; another town beside it.

    ``manager`` and ``colleague`` work in team North, which ``lead`` leads;
    ``stranger`` works in team South. ``clerk`` is an ordinary user with contacts and
    exports, ``outsider`` a manager of the other town.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.town = cls.env["res.company"].create({"name": "Teststadt"})
        cls.other_town = cls.env["res.company"].create({"name": "Nachbarstadt"})
        cls.env.user.company_ids += cls.town | cls.other_town
        cls.manager = cls._new_user("town_manager", "Mira Manager", MANAGER)
        cls.colleague = cls._new_user("town_colleague", "Konrad Kollege", MANAGER)
        cls.stranger = cls._new_user("town_stranger", "Stella Fremd", MANAGER)
        cls.lead = cls._new_user("town_lead", "Lena Leitung", LEAD)
        cls.dpo = cls._new_user("town_dpo", "Dora Datenschutz", DPO)
        cls.clerk = cls._new_user(
            "town_clerk",
            "Karl Amt",
            "base.group_user,base.group_partner_manager,base.group_allow_export",
        )
        cls.outsider = cls._new_user(
            "town_outsider", "Olga Nachbar", MANAGER, cls.other_town
        )
        cls.north = cls._new_team("Town North", cls.manager | cls.colleague, cls.lead)
        cls.south = cls._new_team("Town South", cls.stranger)

    @classmethod
    def _new_user(cls, login, name, groups, company=None):
        company = company or cls.town
        return new_test_user(
            cls.env,
            login,
            groups,
            context=WITHOUT_INVITATION,
            name=name,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            tz="Europe/Berlin",
        )

    @classmethod
    def _new_team(cls, name, members, leads=None):
        return cls.env["integration.team"].create(
            {
                "name": name,
                "company_id": cls.town.id,
                "lead_ids": [Command.set(leads.ids if leads else [])],
                "member_ids": [Command.set(members.ids)],
            }
        )

    @classmethod
    def _as(cls, user, model):
        """:return: a model in a user's rights and company."""
        return cls.env[model].with_user(user).with_company(user.company_id)

    @classmethod
    def _open_file(cls, user, last_name, first_name="", case_vals=None, **person_vals):
        """Open a client file as a user.

        :return: the case, in the user's rights
        """
        vals = {"last_name": last_name, "first_name": first_name, **person_vals}
        return cls._as(user, "integration.case").open_file(vals, case_vals)
