from datetime import timedelta

from odoo import fields

from odoo.addons.integration_plan.tests.common import PlanCase

COORDINATOR = "integration_volunteer.group_volunteer_coordinator"
#: what everybody needs, in the order in which one rests on the other
CLEARANCES = ("talk", "secrecy", "privacy", "training")


def clear_all(env, volunteers):
    """Give volunteers what is asked of everybody, where requirements are in force."""
    kinds = [
        env.ref(f"integration_volunteer.integration_clearance_type_{code}")
        for code in CLEARANCES
    ]
    for kind in kinds:
        env["integration.volunteer.clearance"].create(
            [{"volunteer_id": one.id, "type_id": kind.id} for one in volunteers]
        )


class IntegrationVolunteerCommon(PlanCase):
    """A coordinator, two volunteers who may be asked, and times that lie ahead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coordinator = cls._create_users(
            {"login": "test_coordinator", "groups": COORDINATOR}
        )
        cls.task = cls.env.ref("integration_volunteer.integration_volunteer_task_event")
        # what is shipped asks for clearances; their own tests take it up again
        cls.requirements = cls.env["integration.clearance.requirement"].search([])
        cls.requirements.active = False
        cls.volunteer1 = cls._new_volunteer("Helga Hilfreich")
        cls.volunteer2 = cls._new_volunteer("Benno Bereit")

    @classmethod
    def _new_volunteer(cls, name, state="active", **vals):
        """:return: a volunteer in the coordinator's rights"""
        partner = cls.env["res.partner"].create(
            {"name": name, "email": f"{name.split()[0].lower()}@example.com"}
        )
        volunteer = cls.env["integration.volunteer"].create(
            {"partner_id": partner.id, "coordinator_id": cls.coordinator.id, **vals}
        )
        volunteer.state = state
        return volunteer.with_user(cls.coordinator)

    @classmethod
    def _hours_ahead(cls, hours, length=2):
        """:return: start and stop in UTC, ``hours`` from now"""
        start = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        start += timedelta(hours=hours)
        return start, start + timedelta(hours=length)
