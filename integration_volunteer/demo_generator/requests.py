"""Thirty requests of the demo, in all states."""

from datetime import datetime, timedelta

from odoo.addons.integration_base.tools.days import GERMANY, UTC

#: state → number; 30 in all
STATES = {
    "done": 8,
    "filled": 6,
    "open": 8,
    "unfilled": 3,
    "cancelled": 3,
    "draft": 2,
}
#: task, language, setting, words
NEEDS = (
    ("interpreting", "ara", "on_site", "Elterngespräch in der Schule"),
    ("interpreting", "ukr", "phone", "Anruf bei der Krankenkasse"),
    ("papers", None, "on_site", "Antrag ausfüllen"),
    ("interpreting", "tir", "on_site", "Termin im Rathaus"),
    ("accompaniment", None, "on_site", "Begleitung zum Amt"),
    ("interpreting", "tur", "video", "Gespräch mit der Kita"),
    ("transport", None, "on_site", "Möbel abholen"),
    ("interpreting", "prs", "on_site", "Gespräch im Jobcenter"),
    ("housing", None, "on_site", "Wohnung besichtigen"),
    ("interpreting", "rus", "phone", "Rückfrage zu einem Bescheid"),
)
PLACES = ("Rathaus, Marktplatz 2", "Grundschule am Bach", "Jobcenter, Bahnhofstraße 7")
#: past ones are asked for in the future first, for nobody is asked for the past
AHEAD = 60


class RequestWriter:
    """Part of the writer of volunteers: what was asked for and what became of it."""

    def write_requests(self):
        states = [state for state, number in STATES.items() for _i in range(number)]
        self.requests = self.env["integration.volunteer.request"]
        for number, state in enumerate(states):
            self.requests |= self.write_request(number, state)

    def get_moment(self, days, hour):
        """:return: UTC time of an hour in Germany, some days from today"""
        day = self.today + timedelta(days=days)
        local = datetime(day.year, day.month, day.day, hour, tzinfo=GERMANY)
        return local.astimezone(UTC).replace(tzinfo=None)

    def write_request(self, number, state):
        task, language, setting, words = NEEDS[number % len(NEEDS)]
        past = state in ("done", "unfilled")
        days = AHEAD + number if past else 3 + number
        start = self.get_moment(days, 9 + number % 8)
        on_site = setting == "on_site"
        request = self.env["integration.volunteer.request"].create(
            {
                "task_id": self.get_code("task", task).id,
                "setting": setting,
                "place": on_site and PLACES[number % len(PLACES)],
                "zip": on_site and "77777",
                "start": start,
                "stop": start + timedelta(hours=1, minutes=30 * (number % 3)),
                "language_id": language and self.languages[language].id,
                "level": language and "b1",
                "note": words,
                "mode": "pick" if number % 4 == 0 else "first",
                "coordinator_id": self.coordinator.id,
            }
        )
        if state != "draft":
            self.play(request, number, state)
        return request

    def play(self, request, number, state):
        """Take a request through its steps."""
        request.action_open()
        people = self.get_suggested(request)
        if state in ("done", "filled", "open") and people:
            request._ask(people)
            asks = request.ask_ids
            if state != "open":
                asks[0]._accept()
                if request.state == "open":
                    asks[0].action_pick()
            elif len(asks) > 1:
                asks[1]._decline("Keine Zeit")
        if state == "cancelled":
            request._cancel("not_needed")
        if state in ("done", "unfilled"):
            self.put_into_past(request, 4 + 7 * (number % 12))
            if request.state == "filled":
                request.action_done()
            elif request.state == "open":
                request._miss()

    def get_suggested(self, request):
        found = self.env["integration.volunteer.match"]._find(
            **request._get_wishes(), limit=3
        )
        return self.volunteers.browse([row["volunteer"].id for row in found])

    def put_into_past(self, request, days):
        """Let a request, and its booking, have been some days ago."""
        self.env.flush_all()
        shift = timedelta(days=(request.start.date() - self.today).days + days)
        self.env.cr.execute(
            "UPDATE integration_volunteer_request SET start = start - %s,"
            " stop = stop - %s WHERE id = %s",
            (shift, shift, request.id),
        )
        self.env.cr.execute(
            "UPDATE integration_volunteer_booking SET start = start - %s,"
            " stop = stop - %s WHERE res_model = %s AND res_id = %s",
            (shift, shift, request._name, request.id),
        )
        self.env.invalidate_all()
