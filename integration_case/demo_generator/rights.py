"""Rights of the person in the demo: a request, a restriction, an erasure that waits."""

from .facts import RowWriter

RECEIVED_DAYS_AGO = 20
LEAD = "integration_case.res_users_lead1_demo"


class RightsWriter(RowWriter):
    """One of each, for clients of the team that lead1 leads."""

    def write_all(self):
        lead = self.env.ref(LEAD)
        led = [f for f in self.files.files if lead in f.case.team_id.lead_ids]
        running = [f for f in led if not f.case.is_closed]
        closed = [f for f in led if f.case.is_closed and f.person.case_ids == f.case]
        self._write_request(running[0], "access", "Sie möchte wissen, was wir haben.")
        self._restrict(closed[0], lead)
        self._write_request(closed[1], "erasure", "Er ist weggezogen.")
        self._plan(closed[1], lead)

    def _write_request(self, file, kind, details):
        # in her manager's name, who is told of nothing by mail
        env = self.env(user=file.case.user_id.id, su=True)
        env["integration.person.request"].create(
            {
                "person_id": file.person.id,
                "kind": kind,
                "details": details,
                "received_on": self.frame.workday(RECEIVED_DAYS_AGO),
                "user_id": file.case.user_id.id,
            }
        )

    def _restrict(self, file, lead):
        env = self.env(user=lead.id, su=True)
        env["integration.restriction"].create(
            {
                "person_id": file.person.id,
                "kind": "restriction",
                "ground": "accuracy",
                "reason": "Beispiel: Sie bestreitet die Angaben zum Aufenthalt.",
            }
        )

    def _plan(self, file, lead):
        env = self.env(user=lead.id, su=True)
        erasure = env["integration.erasure"]._propose(
            file.person.with_env(env), "request"
        )
        erasure.action_request()
