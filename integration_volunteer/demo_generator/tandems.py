"""Fifteen tandems of the demo, most of them joined to a client who has agreed."""

from datetime import timedelta

from odoo.exceptions import UserError

from .people import PORTAL_NAME

#: state → number; 15 in all
STATES = {"running": 8, "trial": 3, "proposed": 2, "paused": 1, "ended": 1}
PURPOSES = {
    "mentoring": "Ankommen in der Nachbarschaft",
    "homework": "Hausaufgaben einer Sechstklässlerin",
    "conversation": "Deutsch sprechen im Alltag",
    "papers": "Post gemeinsam lesen",
    "reading": "Vorlesen am Nachmittag",
}
PLACES = ("Stadtbücherei", "Bürgerhaus", "Café am Markt")
MARK = "Beispiel: Kollegin im Büro"


class TandemWriter:
    """Part of the writer of volunteers: tandems, whom they help, when they meet."""

    def write_tandems(self):
        states = [state for state, number in STATES.items() for _i in range(number)]
        pairs = [
            (volunteer, task)
            for code in PURPOSES
            for task in self.get_code("task", code)
            for volunteer in self.get_fit(task, self.today)
        ]
        # the first one is that of the account in the portal
        pairs.sort(key=lambda pair: pair[0].name != PORTAL_NAME)
        cases = self.get_cases()
        for number, state in enumerate(states):
            volunteer, task = pairs[number % len(pairs)]
            tandem = self.write_tandem(number, volunteer, task)
            if cases and state != "proposed":
                self.join(tandem, cases[number % len(cases)])
            self.play_tandem(tandem, state)

    def write_tandem(self, number, volunteer, task):
        return self.env["integration.volunteer.tandem"].create(
            {
                "volunteer_id": volunteer.id,
                "task_id": task.id,
                "purpose": PURPOSES[task.code],
                "rhythm": ("weekly", "fortnightly")[number % 2],
                "hours": 2,
                "place": PLACES[number % len(PLACES)],
                "coordinator_id": self.coordinator.id,
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
        ][20:]

    def join(self, tandem, case):
        """Join a tandem to a client who agrees, and release what is needed."""
        evidence = case.env["integration.consent.evidence"]._record(
            case.person_id,
            {
                "how": "witnessed",
                "witness": MARK,
                "date": self.now,
                "language_id": self.languages["deu"].id,
                "user_id": case.user_id.id,
            },
        )
        purpose = self.env.ref("integration_case.integration_purpose_volunteers")
        case.env["integration.consent"]._record(
            evidence, purpose, "given", recipients=tandem.partner_id
        )
        engagement = case.env["integration.engagement"].create(
            {
                "case_id": case.id,
                "tandem_id": tandem.id,
                "meeting_point": tandem.place,
            }
        )
        engagement._release()

    def play_tandem(self, tandem, state):
        if state == "proposed":
            return
        tandem.action_trial()
        if state != "trial":
            tandem.agreement_on = self.today
            tandem.action_run()
        if state == "paused":
            tandem.action_pause()
        if state == "ended":
            tandem.end_reason_id = self.env.ref(
                "integration_volunteer.integration_tandem_end_reason_reached"
            )
            tandem.action_end()
        if state in ("running", "trial"):
            self.plan_meeting(tandem)

    def plan_meeting(self, tandem):
        start = self.get_moment(2 + tandem.id % 9, 15 + tandem.id % 4)
        try:
            self.env["integration.volunteer.meeting"].create(
                {
                    "tandem_id": tandem.id,
                    "start": start,
                    "stop": start + timedelta(hours=2),
                    "place": tandem.place,
                }
            )
        except UserError:
            # expected elsewhere at this time
            return
