"""Referrals of the demo: in all states, some waiting long, some rejected."""

import random
from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import TIMEZONE

#: how far a referral has come → number; 60 in all
COURSES = {
    "offered": 6,
    "sent": 11,
    "accepted": 9,
    "started": 12,
    "done": 10,
    "rejected": 8,
    "dropped": 2,
    "revoked": 2,
}
#: course → steps after sending
STEPS = {
    "accepted": ("accepted",),
    "started": ("accepted", "started"),
    "done": ("accepted", "started", "done"),
    "rejected": ("rejected",),
    "dropped": ("accepted", "dropped"),
}
#: step → date of the referral
DATES = {
    "sent": "date_sent",
    "accepted": "date_answered",
    "started": "date_started",
    "done": "date_ended",
    "rejected": "date_ended",
    "dropped": "date_ended",
    "revoked": "date_ended",
}
REASONS = ("course_full", "no_childcare", "course_full", "time", "distance")
MESSAGE = "Beispiel: Bitte laden Sie zu einem ersten Gespräch ein."
MARK = "Beispiel: Kollegin im Büro"


class ReferralWriter:
    """Writes referrals through their steps, in the name of the managers.

    Draws from a generator of its own, so that the people stay the same.

    :param env: environment of the demo's company, in superuser mode
    """

    def __init__(self, env):
        self.env = env
        self.draw = random.Random(2027)
        self.now = fields.Datetime.now()
        self.reasons = {
            row.code: row for row in env["integration.unmet.reason"].search([])
        }
        self.german = env["integration.language"].search([("code", "=", "deu")])
        self.purpose = env.ref("integration_case.integration_purpose_services")
        self.contact = env.ref("integration_case.integration_data_class_contact")
        self.advice = env.ref("integration_case.integration_data_class_counselling")

    def write_all(self):
        offers = self.env["integration.offer"].search(
            [("state", "=", "published"), ("company_id", "=", self.env.company.id)],
            order="id",
        )
        cases = self.get_cases()
        courses = [name for name, number in COURSES.items() for _i in range(number)]
        if not offers or not cases:
            return
        self.draw.shuffle(courses)
        for number, course in enumerate(courses):
            case = cases[number % len(cases)]
            self.write_course(case, self.draw.choice(offers), course)
        self.env["integration.gap"]._find(self.env.company)
        self.open_portal()

    def open_portal(self):
        """Give an account to the body to which most referrals run (``partner1``)."""
        running = self.env["integration.referral"].search(
            [("state", "in", ("sent", "accepted", "started"))]
        )
        bodies = running.grouped("partner_id")
        body = max(bodies, key=lambda one: (len(bodies[one]), -one.id))
        partner = self.env["res.partner"].create(
            {
                "name": "Kursbüro (Beispiel)",
                "parent_id": body.id,
                "email": "kursbuero@traeger.example",
                "lang": "de_DE",
            }
        )
        users = self.env["res.users"].with_context(no_reset_password=True)
        users.create(
            {
                "login": "partner1",
                "password": "demo",
                "partner_id": partner.id,
                "tz": TIMEZONE,
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )

    def get_cases(self):
        """:return: open cases of adults, each in the name of its manager"""
        cases = self.env["integration.case"].search(
            [("is_closed", "=", False), ("company_id", "=", self.env.company.id)],
            order="reference",
        )
        return [
            case.with_user(case.user_id).sudo()  # sudo: demo data
            for case in cases
            if not case.person_id._needs_guardian(self.now)
        ]

    def agree(self, case, offer, moment):
        """Let the client name the recipient."""
        evidence = case.env["integration.consent.evidence"]._record(
            case.person_id,
            {
                "how": "witnessed",
                "witness": MARK,
                "date": moment,
                "language_id": self.german.id,
                "user_id": case.user_id.id,
            },
        )
        return case.env["integration.consent"]._record(
            evidence, self.purpose, "given", recipients=offer.organisation_id
        )

    def write_course(self, case, offer, course):
        ago = self.draw.randint(20, 150)
        agreed = self.now - timedelta(days=ago, hours=1)
        if course != "offered":
            self.agree(case, offer, agreed)
        goal = case.plan_goal_ids.filtered(
            lambda row: row.area_id == offer.area_id and row.plan_state == "agreed"
        )[:1]
        referral = case.env["integration.referral"].create(
            {
                "case_id": case.id,
                "offer_id": offer.id,
                "goal_id": goal.id,
                "data_class_ids": [Command.set((self.contact | self.advice).ids)],
                "message": MESSAGE,
                "channel": "letter",
            }
        )
        self.set_date(referral, "offered", ago)
        if course == "offered":
            return
        referral._send()
        self.set_date(referral, "sent", ago)
        for step in STEPS.get(course, ()):
            ago = max(1, ago - self.draw.randint(3, 40))
            referral._take_step(step, by="office", **self.get_values(step))
            self.set_date(referral, step, ago)
        if course == "revoked":
            referral._revoke("office")
            self.set_date(referral, "revoked", max(1, ago - 10))

    def get_values(self, step):
        if step in ("rejected", "dropped"):
            return {"reason_id": self.reasons[self.draw.choice(REASONS)].id}
        if step == "done":
            outcomes = ("reached", "reached", "partly", "not")
            return {"outcome": self.draw.choice(outcomes)}
        if step == "accepted":
            return {"on_waiting_list": self.draw.random() < 0.3}
        return {}

    def set_date(self, referral, step, ago):
        """Let the last step have happened some days ago."""
        moment = self.now - timedelta(days=ago)
        vals = {DATES.get(step, "date_offered"): moment}
        if step == "rejected":
            vals["date_answered"] = moment
        referral._for_engine().write(vals)
        referral.env.flush_all()
        # the history refuses every change; here it is made
        referral.env.execute_query(
            SQL(
                "UPDATE integration_referral_step SET date = %s WHERE id = %s"
                " RETURNING id",
                *(moment, referral.step_ids[:1].id),
            )
        )
        referral.step_ids.invalidate_recordset(["date"])
