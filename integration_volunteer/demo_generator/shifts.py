"""Two series of shifts of the demo, with sign-ups and a waiting list."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command

SERIES = (
    {
        "name": "Kleiderkammer",
        "task": "clothing",
        "place": "Kleiderkammer, Spitalgasse 3, 77777 Musterstadt",
        "zip": "77777",
        "weekday": "sat",
        "hours": (10, 13),
        "mode": "instant",
        "role": ("Ausgabe", 2, 3),
        "description": "Kleidung sortieren und ausgeben.",
    },
    {
        "name": "Sprachcafé",
        "task": "conversation",
        "place": "Bürgerhaus, Marktplatz 1, 77777 Musterstadt",
        "zip": "77777",
        "weekday": "wed",
        "hours": (17, 19),
        "mode": "request",
        "role": ("Tischrunde", 2, 2),
        "description": "An einem Tisch Deutsch sprechen, Kaffee und Kuchen sind da.",
    },
)


class ShiftWriter:
    """Part of the writer of volunteers: series, shifts and who has signed up."""

    def write_shifts(self):
        for number, values in enumerate(SERIES):
            series = self.write_series(values)
            series.action_start()
            self.write_signups(series, number)

    def write_series(self, values):
        name, minimum, places = values["role"]
        begin, end = values["hours"]
        return self.env["integration.volunteer.shift.series"].create(
            {
                "name": values["name"],
                "task_id": self.get_code("task", values["task"]).id,
                "place": values["place"],
                "zip": values["zip"],
                "description": values["description"],
                "mode": values["mode"],
                "coordinator_id": self.coordinator.id,
                values["weekday"]: True,
                "date_start": self.today - timedelta(days=90),
                "end_type": "forever",
                "hour_from": begin,
                "hour_to": end,
                "role_ids": [
                    Command.create(
                        {"name": name, "min_count": minimum, "max_count": places}
                    )
                ],
            }
        )

    def write_signups(self, series, number):
        """Fill the next shifts one after the other, the very next beyond its places."""
        task = series.task_id
        people = self.get_fit(task, self.today)
        coming = series.shift_ids.sorted("start")
        coming.filtered(lambda shift: shift.state == "draft").action_publish()
        for turn, shift in enumerate(coming[:4]):
            wanted = len(people) if not turn else 1 + (turn + number) % 2
            for volunteer in people[:wanted]:
                by = "volunteer" if turn == 2 else "coordination"
                try:
                    shift._sign_up(volunteer, shift.role_ids[:1], by=by)
                except UserError:
                    # booked elsewhere at this time, or too late on this day
                    continue

    def get_fit(self, task, day):
        """:return: volunteers who may do a task on a day"""
        return self.volunteers.filtered(
            lambda one: task in one.task_ids and not one._get_unfit(task, day)
        )
