"""A record of every model that leads to a client, for each case and role."""

from odoo import Command
from odoo.exceptions import UserError

from .common_consent import agree
from .common_roles import RolesCase
from .common_security_values import SECRET, SecurityValues
from .rights import RIGHTS


class TakeBack(Exception):
    """Leaves a savepoint after an attempt that succeeded."""


class SecurityCase(SecurityValues, RolesCase):
    """Cases of all scopes with a record of every model declared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_case = cls._open_file(cls.lead, "Leitfall", SECRET)
        cls.team_case = cls._open_file(cls.colleague, "Teamfall", SECRET)
        cls.other_case = cls._open_file(cls.foreigner, "Kreisfall", SECRET)
        cls.status = cls.env["integration.residence.status"].search([], limit=1)
        cls.topics = cls.env["integration.topic"].search([], limit=2)
        cls.language = cls.env["integration.language"].search([], limit=1)
        cls.occupation = cls.env["integration.occupation"].search([], limit=1)
        cls.households = {}
        cls.contacts = {}
        cls.evidence = {}
        cls.events = {}
        cls.records = {}
        cases = cls.case1 | cls.lead_case | cls.team_case | cls.case2 | cls.other_case
        for case in cases.sudo():
            cls._prepare(case)
            for model in sorted(RIGHTS, key="integration.consent".__eq__):
                cls.records[model, case.id] = cls._make(model, case)
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _as_manager(cls, case, model):
        """:return: a model with the rights of sudo, in the name of the manager"""
        user = case.user_id
        return (
            cls.env[model]
            .with_user(user)
            .with_company(case.company_id)
            .sudo()
            .with_context(mail_create_nosubscribe=True)
        )

    @classmethod
    def _prepare(cls, case):
        """Make what other records hang on, and the basis of the profile."""
        agree(case.person_id, "profile")
        cls.households[case.id] = cls._as_manager(case, "integration.household").create(
            {
                "company_id": case.company_id.id,
                "member_ids": [
                    Command.create({"person_id": case.person_id.id, "role": "head"})
                ],
            }
        )
        cls.contacts[case.id] = cls._as_manager(case, "integration.counselling").create(
            {"case_id": case.id, "note": SECRET}
        )
        cls.events[case.id] = cls._as_manager(case, "calendar.event").create(
            {
                "case_id": case.id,
                "name": "x",
                "start": "2030-05-06 08:00",
                "stop": "2030-05-06 09:00",
                "location": SECRET,
                "partner_ids": case.user_id.partner_id.ids,
                "user_id": case.user_id.id,
                "recurrency": True,
                "rrule_type": "weekly",
                "mon": True,
                "end_type": "count",
                "count": 2,
            }
        )

    @classmethod
    def _make(cls, model, case):
        """:return: the record of a model that belongs to a case"""
        made = {
            "integration.case": lambda: case,
            "integration.person": lambda: case.person_id,
            "integration.household": lambda: cls.households[case.id],
            "integration.household.member": lambda: cls.households[case.id].member_ids,
            "integration.counselling": lambda: cls.contacts[case.id],
            "calendar.event": lambda: cls.events[case.id],
            "calendar.attendee": lambda: cls.events[case.id].attendee_ids,
            "calendar.recurrence": lambda: cls.events[case.id].recurrence_id,
        }
        if model in made:
            return made[model]()
        records = cls._as_manager(case, model)
        if model.startswith("integration.consent"):
            records = records._for_engine()
        record = records.create(cls._vals(model, case))
        if model == "integration.consent.evidence":
            cls.evidence[case.id] = record
        if model == "integration.handover":
            record.state = "done"  # so that another one may be proposed
        return record

    @classmethod
    def _second_person(cls, case):
        """:return: a further person that the case covers"""
        others = case.sudo().person_ids - case.sudo().person_id
        return others[:1] or case.sudo()._add_person({"last_name": "Zweite"})

    @classmethod
    def _county_team(cls):
        team = cls.env["integration.team"].search([("name", "=", "County team")])
        if not team:
            second = cls._role(
                "test_county2",
                "integration_case.group_integration_manager",
                company_id=cls.county.id,
                company_ids=[(6, 0, cls.county.ids)],
            )
            team = team.create(
                {
                    "name": "County team",
                    "company_id": cls.county.id,
                    "member_ids": second.ids,
                }
            )
        return team

    def get_case(self, role, scope):
        """:return: the case that stands for a scope, as a role sees it"""
        return {
            "own": self.case1 if role == "manager" else self.lead_case,
            "team": self.team_case,
            "foreign": self.case2,
            "other": self.other_case,
        }[scope]

    def get_user(self, role):
        return self.manager1 if role == "manager" else getattr(self, role)

    def try_it(self, method, *args):
        """Call a method and take back what it did.

        :return: whether it was allowed; errors other than refusals are raised
        """
        done = []
        self.refusal = None

        def attempt():
            with self.cr.savepoint():
                method(*args)
                self.env.flush_all()
                done.append(True)
                raise TakeBack

        try:
            attempt()
        except TakeBack:
            self.refusal = None
        except UserError as error:
            self.refusal = str(error)
            self.assertNotIn(SECRET, self.refusal)
        self.env.invalidate_all()
        return bool(done)
