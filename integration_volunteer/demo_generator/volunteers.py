"""The volunteers of the demo: forty people in all states."""

import random
from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import TIMEZONE, get_today

from .clearances import ClearanceWriter
from .hours import HoursWriter
from .people import PEOPLE, PORTAL_LOGIN, PORTAL_NAME
from .requests import RequestWriter
from .shifts import ShiftWriter
from .tandems import TandemWriter

EMERGENCY = "Beispiel: Angehörige"


class VolunteerWriter(
    ClearanceWriter, ShiftWriter, RequestWriter, TandemWriter, HoursWriter
):
    """Writes the volunteers in the coordinator's name.

    Draws from a generator of its own, so that other demo data stay the same.

    :param env: environment of the demo's company, in superuser mode
    """

    def __init__(self, env):
        self.coordinator = env.ref("integration_volunteer.res_users_coordinator1_demo")
        # sudo: demo data of an empty database
        self.env = env["base"].with_user(self.coordinator).sudo().env
        self.draw = random.Random(2028)
        self.today = get_today()
        self.now = fields.Datetime.now()
        self.languages = {
            row.code: row for row in self.env["integration.language"].search([])
        }

    def write_all(self):
        mails = self.env["mail.mail"].search([])
        self.write_people()
        self.write_clearances()
        self.write_tandems()
        self.write_shifts()
        self.write_requests()
        self.write_hours()
        self.open_portal()
        # nobody of the demo has a mailbox
        (self.env["mail.mail"].search([]) - mails).unlink()

    def get_code(self, kind, code):
        return self.env.ref(
            f"integration_volunteer.integration_volunteer_{kind}_{code}"
        )

    def write_people(self):
        self.volunteers = self.env["integration.volunteer"]
        for helper in PEOPLE:
            self.volunteers |= self.write_helper(helper)

    def write_helper(self, helper):
        login = helper.name.split()[0].lower()
        partner = self.env["res.partner"].create(
            {
                "name": helper.name,
                "zip": helper.zip,
                "city": "Musterstadt",
                "country_id": self.env.ref("base.de").id,
                "phone": f"07777 {self.draw.randrange(10000, 99999)}",
                "email": f"{login}.{len(self.volunteers)}@ehrenamt.example",
                "lang": "de_DE",
                "tz": TIMEZONE,
            }
        )
        since = self.today - timedelta(days=self.draw.randrange(120, 1400))
        volunteer = self.env["integration.volunteer"].create(
            {
                "partner_id": partner.id,
                "gender": helper.gender,
                "interested_on": since,
                "coordinator_id": self.coordinator.id,
                "has_car": "driving" in helper.abilities,
                "task_ids": [
                    Command.link(self.get_code("task", code).id)
                    for code in helper.tasks.split()
                ],
                "ability_ids": [
                    Command.link(self.get_code("ability", code).id)
                    for code in helper.abilities.split()
                ],
                "language_ids": [
                    Command.create(vals) for vals in self.prepare_languages(helper)
                ],
                "emergency_name": EMERGENCY,
                "emergency_phone": "07777 112233",
            }
        )
        volunteer.write(self.prepare_state(helper.state, since))
        return volunteer

    def prepare_state(self, state, since):
        begun = state in ("trial", "active", "paused", "left")
        return {
            "state": state,
            "active_on": since + timedelta(days=45) if begun else False,
            "paused_until": self.today + timedelta(days=40)
            if state == "paused"
            else False,
            "left_on": self.today - timedelta(days=60) if state == "left" else False,
        }

    def prepare_languages(self, helper):
        for word in helper.languages.split():
            code, level = word.rstrip("*").split(":")
            if code not in self.languages:
                continue
            native = {"is_native": True} if level == "c2" else {"speaking": level}
            yield {
                "language_id": self.languages[code].id,
                "interprets": word.endswith("*"),
                **native,
            }
        foreign = helper.languages.partition(":c2")[1]
        german = {"speaking": "c1", "writing": "b2"} if foreign else {"is_native": True}
        yield {"language_id": self.languages["deu"].id, **german}

    def open_portal(self):
        """Give one of them an account of the portal."""
        volunteer = self.volunteers.filtered(lambda one: one.name == PORTAL_NAME)
        users = self.env["res.users"].with_context(no_reset_password=True)
        users.create(
            {
                "login": PORTAL_LOGIN,
                "password": "demo",
                "partner_id": volunteer.partner_id.id,
                "tz": TIMEZONE,
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
