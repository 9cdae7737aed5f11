"""Requests a volunteer is asked for, and those she goes to (V19, C13)."""

from odoo import fields

from .volunteer_forms import Wrong, pick, text
from .volunteer_pages import NOTICES, deed, page, tile

REQUESTS = "requests"
#: how long one is asked how it was
FEEDBACK_DAYS = 30


def _get_asked(volunteer):
    return volunteer.env["integration.volunteer.request"]._get_asked_for(volunteer)


def _get_asks(volunteer):
    """:return: all rows of the volunteer, for what is clicked on too late"""
    asks = volunteer.env["integration.volunteer.request.ask"]
    return asks.search([("volunteer_id", "=", volunteer.id)])


def _get_going(volunteer):
    """:return: asks of requests to which the volunteer goes"""
    return _get_asks(volunteer).filtered(
        lambda ask: (
            ask.state == "accepted"
            and ask.request_id.state == "filled"
            and ask.request_id.volunteer_id == volunteer
            and ask.request_id.stop > fields.Datetime.now()
        )
    )


def _get_past(volunteer):
    """:return: requests that took place, without a word on how it was"""
    now = fields.Datetime.now()
    requests = volunteer.env["integration.volunteer.request"]
    return requests.search(
        [
            ("volunteer_id", "=", volunteer.id),
            ("state", "in", ("filled", "done")),
            ("stop", "<", now),
            ("stop", ">", fields.Datetime.subtract(now, days=FEEDBACK_DAYS)),
            ("volunteer_rating", "=", False),
        ]
    )


def _describe(request, env, with_place):
    title, *lines = request._say_appointment(env, with_place=with_place)
    return {"title": title, "lines": lines, "reference": request.reference}


@tile
def tile_requests(volunteer):
    waiting = _get_asked(volunteer).filtered(lambda ask: ask.state == "asked")
    env = volunteer.env
    return {
        "order": 20,
        "page": REQUESTS,
        "title": env._("Requests"),
        "text": env._("Somebody needs you: please answer")
        if waiting
        else env._("What you were asked for"),
        "count": len(waiting),
    }


@page(REQUESTS)
def show_requests(frame, volunteer, form, number):
    env = volunteer.env
    going = []
    for ask in _get_going(volunteer):
        released = ask.request_id._get_released(volunteer)
        if released:
            frame._note_read(ask.request_id)
        going.append(
            {
                **_describe(ask.request_id, env, with_place=True),
                "id": ask.id,
                "released": released,
            }
        )
    ratings = env["integration.volunteer.request"]._fields["volunteer_rating"]
    return frame._show(
        *(volunteer, REQUESTS, env._("Requests")),
        form=form,
        asked=[
            {
                **_describe(ask.request_id, env, with_place=False),
                "id": ask.id,
                "state": ask.state,
                "urgent": ask.request_id.urgent,
            }
            for ask in _get_asked(volunteer)
        ],
        going=going,
        past=[
            {**_describe(one, env, with_place=False), "id": one.id}
            for one in _get_past(volunteer)
        ],
        ratings=ratings._description_selection(env),
        number=number,
    )


@deed(REQUESTS, "accept")
def accept(frame, volunteer, params, number):
    ask = pick(_get_asks(volunteer), number)
    ask._accept()
    filled = ask.request_id.state == "filled"
    return frame._go(REQUESTS, "request_filled" if filled else "request_offered")


@deed(REQUESTS, "decline")
def decline(frame, volunteer, params, number):
    ask = pick(_get_asks(volunteer), number)
    if ask.state == "declined":
        return frame._go(REQUESTS, "already")
    ask._decline(reason=text(params, "reason", 200) or None)
    return frame._go(REQUESTS, "declined")


@deed(REQUESTS, "withdraw")
def withdraw(frame, volunteer, params, number):
    ask = pick(_get_asks(volunteer), number)
    if ask not in _get_going(volunteer):
        return frame._go(REQUESTS, "already")
    ask._withdraw(reason=text(params, "reason", 200) or None)
    return frame._go(REQUESTS, "withdrawn")


@deed(REQUESTS, "feedback")
def give_feedback(frame, volunteer, params, number):
    requests = volunteer.env["integration.volunteer.request"]
    own = pick(requests.search([("volunteer_id", "=", volunteer.id)]), number)
    if own.volunteer_rating:
        return frame._go(REQUESTS, "already")
    rating = text(params, "rating", 1)
    if not rating:
        raise Wrong({f"rating_{own.id}": volunteer.env._("Please choose how it was.")})
    own._give_feedback(rating, text(params, "words") or None, by_volunteer=True)
    return frame._go(REQUESTS, "saved")


NOTICES["request_filled"] = lambda env: env._(
    "Thank you! You go. Below you see place and time."
)
NOTICES["request_offered"] = lambda env: env._(
    "Thank you! The coordination chooses who goes and tells you."
)
