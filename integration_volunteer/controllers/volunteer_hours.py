"""Hours: what was noted, and reporting them oneself (V22)."""

from datetime import timedelta

from odoo import fields
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today

from .volunteer_forms import Wrong, read_clock, read_day, read_number, text, to_utc
from .volunteer_pages import deed, page, tile

HOURS = "hours"
SHOWN_ROWS = 100
MOST_KILOMETRES = 1000


@tile
def tile_hours(volunteer):
    env = volunteer.env
    return {
        "order": 50,
        "page": HOURS,
        "title": env._("Hours"),
        "text": env._("Report hours; see what was approved"),
    }


def _get_tasks(volunteer):
    tasks = volunteer.env["integration.volunteer.task"].search([])
    return tasks.sorted(lambda task: task not in volunteer.task_ids)


@page(HOURS)
def show_hours(frame, volunteer, form, number):
    env = volunteer.env
    model = env["integration.volunteer.hours"]
    rows = model.search([("volunteer_id", "=", volunteer.id)], limit=SHOWN_ROWS)
    states = dict(model._fields["state"]._description_selection(env))
    return frame._show(
        *(volunteer, HOURS, env._("Hours")),
        form=form,
        rows=[
            {
                "date": format_date(env, row.date),
                "task": row.task_id.name,
                "length": _say_minutes(row.minutes),
                "kilometres": row.kilometres,
                "state": states[row.state],
                "reason": row.reason,
            }
            for row in rows
        ],
        tasks=_get_tasks(volunteer),
        task=form.get("task"),
        values={
            name: form.get(name)
            for name in ("date", "begin", "end", "kilometres", "note")
        },
        today=get_today(),
    )


def _say_minutes(minutes):
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"


@deed(HOURS, "report")
def report_hours(frame, volunteer, params, number):
    vals = _read_report(volunteer, params)
    # two clicks at once come one after the other
    volunteer.lock_for_update(allow_referencing=True)
    hours = volunteer.env["integration.volunteer.hours"]
    same = [
        ("volunteer_id", "=", volunteer.id),
        ("start", "=", vals["start"]),
        ("stop", "=", vals["stop"]),
        ("task_id", "=", vals["task_id"]),
        ("state", "!=", "rejected"),
    ]
    if hours.search_count(same, limit=1):
        return frame._go(HOURS, "already")
    hours._report(volunteer, vals)
    return frame._go(HOURS, "reported")


def _read_report(volunteer, params):
    """:return: values of a report
    :raise Wrong: names the fields that are missing or cannot be
    """
    env, wrong = volunteer.env, {}
    tasks = {str(task.id): task for task in _get_tasks(volunteer)}
    task = tasks.get(text(params, "task"))
    day = read_day(params, "date")
    begin, end = read_clock(params, "begin"), read_clock(params, "end")
    kilometres = read_number(params, "kilometres", MOST_KILOMETRES)
    if not task:
        wrong["task"] = env._("Please choose what you did.")
    if not day or day > get_today():
        wrong["date"] = env._("Please choose a day, today or before.")
    for name, clock in (("begin", begin), ("end", end)):
        if clock is None:
            wrong[name] = env._("Please enter a time.")
    if begin and begin == end:
        wrong["end"] = env._("The end lies after the beginning.")
    if kilometres is None:
        wrong["kilometres"] = env._("Please enter a number.")
    if wrong:
        raise Wrong(wrong)
    # until midnight, or over it
    last = day if end > begin else day + timedelta(days=1)
    start, stop = to_utc(day, begin), to_utc(last, end)
    if stop > fields.Datetime.now():
        raise Wrong({"end": env._("This time is still to come.")})
    return {
        "task_id": task.id,
        "start": start,
        "stop": stop,
        "minutes": int((stop - start).total_seconds() // 60),
        "kilometres": kilometres,
        "note": text(params, "note", 200) or False,
    }
