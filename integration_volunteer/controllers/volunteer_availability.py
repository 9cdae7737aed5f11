"""When a volunteer has time, and when not (V17)."""

from datetime import timedelta

from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today

from .volunteer_forms import Wrong, pick, read_clock, read_day, text
from .volunteer_pages import NOTICES, deed, page, tile

AVAILABILITY = "availability"
#: further away is a slip of the finger
FARTHEST = timedelta(days=2 * 366)


@tile
def tile_availability(volunteer):
    env = volunteer.env
    return {
        "order": 70,
        "page": AVAILABILITY,
        "title": env._("When I have time"),
        "text": env._("Your ordinary week; holidays and other absences"),
    }


@page(AVAILABILITY)
def show_availability(frame, volunteer, form, number):
    env = volunteer.env
    rows = env["integration.volunteer.availability"]
    absences = env["integration.volunteer.absence"]
    reasons = absences._fields["reason"]._description_selection(env)
    today = get_today()
    future = volunteer.absence_ids.filtered(lambda one: one.date_to >= today)
    return frame._show(
        *(volunteer, AVAILABILITY, env._("When I have time")),
        form=form,
        weekdays=rows._fields["weekday"]._description_selection(env),
        rows=[
            {"id": row.id, "title": row.display_name}
            for row in volunteer.availability_ids
        ],
        reasons=reasons,
        absences=[
            {
                "id": one.id,
                "title": f"{format_date(env, one.date_from)} – "
                f"{format_date(env, one.date_to)}",
                "reason": dict(reasons)[one.reason],
                "bookings": one.booking_count,
            }
            for one in future.sorted("date_from")
        ],
        values={
            name: form.get(name)
            for name in (
                *("weekday", "hour_from", "hour_to"),
                *("date_from", "date_to", "reason"),
            )
        },
        today=today,
    )


def _to_hours(clock):
    return clock.hour + clock.minute / 60


@deed(AVAILABILITY, "add-time")
def add_time(frame, volunteer, params, number):
    env, wrong = volunteer.env, {}
    rows = env["integration.volunteer.availability"]
    weekday = text(params, "weekday", 1)
    begin, end = read_clock(params, "hour_from"), read_clock(params, "hour_to")
    if weekday not in rows._fields["weekday"].get_values(env):
        wrong["weekday"] = env._("Please choose a day.")
    for name, clock in (("hour_from", begin), ("hour_to", end)):
        if clock is None:
            wrong[name] = env._("Please enter a time.")
    if wrong:
        raise Wrong(wrong)
    # midnight as an end is the end of the day
    hour_to = _to_hours(end) or 24.0
    if hour_to <= _to_hours(begin):
        raise Wrong({"hour_to": env._("The end lies after the beginning.")})
    vals = {"weekday": weekday, "hour_from": _to_hours(begin), "hour_to": hour_to}
    known = volunteer.availability_ids.filtered(
        lambda row: (
            row.weekday == weekday
            and abs(row.hour_from - vals["hour_from"]) < 0.01
            and abs(row.hour_to - hour_to) < 0.01
        )
    )
    if known:
        return frame._go(AVAILABILITY, "already")
    rows.create({**vals, "volunteer_id": volunteer.id})
    return frame._go(AVAILABILITY, "saved")


@deed(AVAILABILITY, "remove-time")
def remove_time(frame, volunteer, params, number):
    found = volunteer.availability_ids.filtered(lambda row: row.id == number)
    found.unlink()
    return frame._go(AVAILABILITY, "removed" if found else "not_there")


@deed(AVAILABILITY, "add-absence")
def add_absence(frame, volunteer, params, number):
    env, wrong = volunteer.env, {}
    absences = env["integration.volunteer.absence"]
    first, last = read_day(params, "date_from"), read_day(params, "date_to")
    reason = text(params, "reason", 20)
    today = get_today()
    for name, day in (("date_from", first), ("date_to", last)):
        if not day or not today - FARTHEST < day < today + FARTHEST:
            wrong[name] = env._("Please choose a day.")
    if not wrong and last < max(first, today):
        wrong["date_to"] = env._("The last day lies before the first one, or is over.")
    if reason not in absences._fields["reason"].get_values(env):
        wrong["reason"] = env._("Please choose a reason.")
    if wrong:
        raise Wrong(wrong)
    vals = {"date_from": first, "date_to": last, "reason": reason}
    if volunteer.absence_ids.filtered_domain(
        [("date_from", "=", first), ("date_to", "=", last)]
    ):
        return frame._go(AVAILABILITY, "already")
    absences.create({**vals, "volunteer_id": volunteer.id})
    return frame._go(AVAILABILITY, "saved")


@deed(AVAILABILITY, "remove-absence")
def remove_absence(frame, volunteer, params, number):
    found = volunteer.absence_ids.filtered(lambda row: row.id == number)
    found.unlink()
    return frame._go(AVAILABILITY, "removed" if found else "not_there")


@deed(AVAILABILITY, "give-up")
def give_up(frame, volunteer, params, number):
    """Give up the dates that lie in an absence."""
    absence = pick(volunteer.absence_ids, number)
    if not absence.booking_count:
        return frame._go(AVAILABILITY, "already")
    absence.action_give_up()
    return frame._go(AVAILABILITY, "given_up")


NOTICES["not_there"] = lambda env: env._("This is not there any more.")
NOTICES["given_up"] = lambda env: env._("These dates are given up.")
