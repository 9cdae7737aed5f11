"""Households, persons and cases of the demo."""

from dataclasses import dataclass

from odoo.fields import Command
from odoo.tools import SQL

from .frame import DAYS_OF_CONTACTS
from .people import Household, Member
from .texts import CONCERNS, EXTENSION_REASON

#: phase by age of the case in days: up to → weights
PHASES = (
    (30, {"clarification": 3, "assessment": 2}),
    (120, {"assessment": 3, "planning": 4, "linking": 2}),
    (400, {"planning": 2, "linking": 4, "monitoring": 3}),
    (900, {"linking": 2, "monitoring": 6, "evaluation": 1}),
    (9999, {"monitoring": 2, "evaluation": 3}),
)


@dataclass
class File:
    """What the writers know of one client."""

    household: Household
    member: Member
    #: records
    person: object = None
    case: object = None
    children: object = None
    #: days ago
    opened: int = 0
    mode: str = "advice"
    status: str = ""
    #: level of German today, by position in LEVELS
    german: int = 0
    #: days ago of the last contact of a closed file
    closed_ago: int = 0

    @property
    def is_family_head(self):
        return self.member is self.household.adults[0]


class FileWriter:
    """Creates households, persons and cases, and keeps them for the others."""

    def __init__(self, env, frame, town):
        self.env = env
        self.frame = frame
        self.town = town
        self.files = []
        self.stages = {
            stage.code: stage for stage in env["integration.case.stage"].search([])
        }

    def as_manager(self, desk):
        """:return: the environment of a manager, with superuser rights."""
        user = self.env.ref(f"integration_case.{desk.user}")
        return self.env(user=user.id, su=True)

    def write_all(self, households):
        for desk in self.town.desks:
            own = [household for household in households if household.desk == desk]
            self._write_desk(desk, own)
        self._write_deputies()
        self._write_waiting_intake()
        self._backdate()

    def _write_desk(self, desk, households):
        env = self.as_manager(desk)
        rows = [
            (household, member)
            for household in households
            for member in household.adults + household.children
        ]
        persons = env["integration.person"].create(
            [self._prepare_person(*row) for row in rows]
        )
        for person in persons:
            # The reference is drawn at random; here the same one each time.
            person.reference = self.frame.reference()
        by_member = {
            id(member): person
            for (_household, member), person in zip(rows, persons, strict=True)
        }
        self._write_households(env, households, by_member)
        files = [
            self._prepare_file(household, member, by_member)
            for household in households
            for member in household.adults
        ]
        cases = env["integration.case"].create(
            [self._prepare_case(desk, file) for file in files]
        )
        for file, case in zip(files, cases, strict=True):
            file.case = case
        self.files += files

    def _prepare_person(self, household, member):
        random = self.frame.random
        return {
            "first_name": member.first_name,
            "last_name": member.last_name,
            "name_native": member.name_native,
            "birth_date": member.birth_date,
            "birth_date_estimated": household.origin.country in ("so", "af")
            and random.random() < 0.3,
            "gender": member.gender,
            "nationality_id": self.env.ref(f"base.{household.origin.country}").id,
            "phone": member.phone,
            "email": member.email,
            "messenger": member.phone if random.random() < 0.4 else False,
            "street": household.street,
            "zip": self.town.zip,
            "city": household.city,
            "company_id": self.env.company.id,
        }

    def _write_households(self, env, households, by_member):
        records = env["integration.household"].create([{} for _h in households])
        env["integration.household.member"].create(
            [
                {
                    "household_id": record.id,
                    "person_id": by_member[id(member)].id,
                    "role": member.role,
                    "date_from": self.frame.day(household.allocated),
                }
                for household, record in zip(households, records, strict=True)
                for member in household.adults + household.children
            ]
        )

    def _prepare_file(self, household, member, by_member):
        random = self.frame.random
        head = member is household.adults[0]
        children = self.env["integration.person"]
        if head:
            children = children.union(
                *(by_member[id(child)] for child in household.children)
            )
        return File(
            household,
            member,
            by_member[id(member)],
            children=children,
            opened=max(2, household.opened - (0 if head else random.randint(0, 25))),
            mode="case_management" if random.random() < 0.4 else "advice",
        )

    def _prepare_case(self, desk, file):
        frame, household = self.frame, file.household
        weights = next(row[1] for row in PHASES if file.opened <= row[0])
        extended = household.stage == "extended"
        old = file.opened > DAYS_OF_CONTACTS + 10
        return {
            "person_id": file.person.id,
            "person_ids": [Command.link(child.id) for child in file.children],
            "team_id": self.env.ref(f"integration_case.{desk.team}").id,
            "stage_id": self.stages[frame.weighted(weights)].id,
            "mode": file.mode,
            "date_open": frame.workday(file.opened),
            "date_entry": frame.day(household.entered),
            "date_allocation": frame.day(household.allocated),
            # Contacts of the demo begin 14 months ago; earlier talks are dated only.
            "date_first_talk": frame.workday(file.opened - 4) if old else False,
            "is_extended": extended,
            "extension_reason": EXTENSION_REASON if extended else False,
            "concern": frame.random.choice(CONCERNS),
        }

    def _write_deputies(self):
        """A few cases have a deputy from the same team."""
        if len(self.town.desks) < 2:
            return
        own = [f for f in self.files if f.household.desk == self.town.desks[0]]
        deputy = self.as_manager(self.town.desks[2]).user
        for file in own[5:20:5]:
            file.case.deputy_ids = deputy

    def _write_waiting_intake(self):
        """One intake was left before its last step."""
        newest = min(self.files, key=lambda file: file.opened)
        newest.case.write(
            {"intake_step": "appointment", "stage_id": self.stages["clarification"].id}
        )

    def _backdate(self):
        """Let files look as old as they are; the ORM writes no create_date."""
        self.env.flush_all()
        for file in self.files:
            moment = self.frame.moment(self.frame.workday(file.opened), 9)
            persons = file.person | file.children
            self.env.cr.execute(
                SQL(
                    "UPDATE integration_case SET create_date = %s WHERE id = %s",
                    moment,
                    file.case.id,
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE integration_person SET create_date = %s WHERE id = ANY(%s)",
                    moment,
                    persons.ids,
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE integration_access SET date_from = %s"
                    " WHERE res_model = 'integration.case' AND res_id = %s",
                    moment,
                    file.case.id,
                )
            )
        self.env.invalidate_all()
