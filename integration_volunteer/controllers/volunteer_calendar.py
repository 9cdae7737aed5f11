"""Own dates by week, and the subscription of a calendar program (V26)."""

from datetime import timedelta

from odoo import fields

from .volunteer_forms import Form, say_day, say_time, to_local
from .volunteer_pages import deed, page, tile

CALENDAR = "calendar"


@tile
def tile_calendar(volunteer):
    env = volunteer.env
    return {
        "order": 40,
        "page": CALENDAR,
        "title": env._("My calendar"),
        "text": env._("All dates by week; subscribe in your calendar"),
    }


@page(CALENDAR)
def show_calendar(frame, volunteer, form, number, url=None):
    env = volunteer.env
    bookings = env["integration.volunteer.booking"].search(
        [
            ("volunteer_id", "=", volunteer.id),
            ("stop", ">", fields.Datetime.now()),
            ("state", "=", "booked"),
        ],
        order="start, id",
    )
    weeks = {}
    for booking in bookings:
        day = to_local(env, booking.start).date()
        row = {
            "title": booking.title,
            "when": say_time(env, booking.start, booking.stop),
            "place": booking.place,
        }
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(row)
    return frame._show(
        *(volunteer, CALENDAR, env._("My calendar")),
        form=form,
        weeks=[(say_day(env, monday), rows) for monday, rows in weeks.items()],
        url=url,
        has_feed=bool(volunteer.feed_made_on),
    )


@deed(CALENDAR, "subscribe")
def subscribe(frame, volunteer, params, number):
    """Show the address, once: it cannot be told again, so no redirection follows."""
    url = volunteer._reset_feed()
    return show_calendar(frame, volunteer, Form(), number, url=url)
