"""Shifts: open ones, own ones with offers and stand-ins, places to take over (V1-V9)."""

from odoo import fields
from odoo.exceptions import UserError

from .volunteer_documents import get_waiting
from .volunteer_forms import pick, say_moment, say_time, text
from .volunteer_pages import NOTICES, deed, page, tile

SHIFTS = "shifts"
ACTIVE = ("requested", "confirmed", "waiting", "offered")


def _get_own(volunteer):
    """:return: sign-ups of the volunteer for shifts to come, in sudo mode"""
    signups = volunteer.env["integration.volunteer.signup"]
    return signups.search(
        [
            ("volunteer_id", "=", volunteer.id),
            ("state", "in", ACTIVE),
            ("start", ">", fields.Datetime.now()),
        ],
        order="start, id",
    )


def _get_any(volunteer):
    """:return: all sign-ups of the volunteer, for what is clicked on too late"""
    signups = volunteer.env["integration.volunteer.signup"]
    return signups.search([("volunteer_id", "=", volunteer.id)])


def _describe(shift, role=None):
    return {
        "title": shift.name,
        "role": role and role.name,
        "when": say_time(shift.env, shift.start, shift.stop),
        "place": shift.place,
    }


@tile
def tile_shifts(volunteer):
    env = volunteer.env
    offered = _get_own(volunteer).filtered(lambda one: one.state == "offered")
    words = env._("Sign up, withdraw, find a stand-in")
    return {
        "order": 10,
        "page": SHIFTS,
        "title": env._("Shifts"),
        "text": env._("A place is offered to you: please answer") if offered else words,
        "count": len(offered),
    }


@page(SHIFTS)
def show_shifts(frame, volunteer, form, number):
    env = volunteer.env
    signups = env["integration.volunteer.signup"]
    shifts = env["integration.volunteer.shift"]
    states = dict(signups._fields["state"]._description_selection(env))
    deployable = volunteer._is_deployable()
    own = [
        {
            **_describe(one.shift_id, one.role_id),
            "id": one.id,
            "state": one.state,
            "state_words": states[one.state],
            "position": one.position,
            "until": one.offer_until and say_moment(env, one.offer_until),
            "seeks": one.seeks_stand_in,
        }
        for one in _get_own(volunteer)
    ]
    wanted = signups._get_stand_ins_for(volunteer) if deployable else signups
    open_ones = shifts._get_open_for(volunteer) if deployable else shifts
    return frame._show(
        *(volunteer, SHIFTS, env._("Shifts")),
        form=form,
        own=own,
        deployable=deployable,
        documents=len(get_waiting(volunteer)),
        wanted=[
            {**_describe(one.shift_id, one.role_id), "id": one.id} for one in wanted
        ],
        open_ones=[
            {
                **_describe(shift),
                "id": shift.id,
                "until": shift.signup_until and say_moment(env, shift.signup_until),
                "asks": shift.mode != "instant",
                "roles": [
                    {
                        "id": role.id,
                        "name": role.name,
                        "free": role.free_count,
                        "waiting": role.waiting_count,
                    }
                    for role in shift._get_open_roles(volunteer)
                ],
            }
            for shift in open_ones
        ],
    )


@deed(SHIFTS, "sign-up")
def sign_up(frame, volunteer, params, number):
    """Sign up for a role; what is not open is answered alike."""
    shifts = volunteer.env["integration.volunteer.shift"]
    roles = volunteer.env["integration.volunteer.shift.role"]
    for shift in shifts._get_open_for(volunteer):
        roles |= shift._get_open_roles(volunteer)
    role = roles.filtered(lambda one: one.id == number)
    if not role:
        known = _get_own(volunteer).shift_id.role_ids
        return frame._go(SHIFTS, "already" if number in known.ids else "gone")
    signup = role.shift_id._sign_up(volunteer, role)
    return frame._go(SHIFTS, f"shift_{signup.state}")


@deed(SHIFTS, "withdraw")
def withdraw(frame, volunteer, params, number):
    signup = pick(_get_any(volunteer), number)
    if signup.state not in ACTIVE:
        return frame._go(SHIFTS, "already")
    signup._withdraw(reason=text(params, "reason", 200) or None)
    return frame._go(SHIFTS, "withdrawn")


@deed(SHIFTS, "accept")
def accept_offer(frame, volunteer, params, number):
    signup = pick(_get_any(volunteer), number)
    if signup.state == "confirmed":
        return frame._go(SHIFTS, "already")
    signup._accept_offer()
    return frame._go(SHIFTS, "shift_confirmed")


@deed(SHIFTS, "decline")
def decline_offer(frame, volunteer, params, number):
    signup = pick(_get_any(volunteer), number)
    if signup.state == "declined":
        return frame._go(SHIFTS, "already")
    signup._decline_offer()
    return frame._go(SHIFTS, "declined")


@deed(SHIFTS, "seek")
def seek_stand_in(frame, volunteer, params, number):
    signup = pick(_get_any(volunteer), number)
    if signup.seeks_stand_in:
        return frame._go(SHIFTS, "already")
    signup._seek_stand_in()
    return frame._go(SHIFTS, "seeking")


@deed(SHIFTS, "stay")
def stay(frame, volunteer, params, number):
    signup = pick(_get_any(volunteer), number)
    signup._stop_seeking()
    return frame._go(SHIFTS, "staying")


@deed(SHIFTS, "take-over")
def take_over(frame, volunteer, params, number):
    """Take a place over; whoever gives it up is not named, not even in an error."""
    signups = volunteer.env["integration.volunteer.signup"]

    def find():
        wanted = signups._get_stand_ins_for(volunteer)
        return wanted.filtered(lambda one: one.id == number)

    if not find():
        return frame._go(SHIFTS, "gone")
    try:
        with volunteer.env.cr.savepoint():
            own = find()._take_over(volunteer)
    except UserError:
        if find():
            raise
        return frame._go(SHIFTS, "gone")
    return frame._go(SHIFTS, f"shift_{own.state}")


NOTICES["shift_confirmed"] = lambda env: env._("You are on. Thank you!")
NOTICES["shift_requested"] = lambda env: env._(
    "Thank you. The coordination looks at it and tells you."
)
NOTICES["shift_waiting"] = lambda env: env._(
    "You are on the waiting list. You get a mail as soon as a place is free."
)
NOTICES["withdrawn"] = lambda env: env._("You have withdrawn.")
NOTICES["declined"] = lambda env: env._("You have declined. That is all right.")
NOTICES["seeking"] = lambda env: env._(
    "Others now see that a stand-in is wanted. Until somebody takes over, you are on."
)
NOTICES["staying"] = lambda env: env._("You are on. Thank you!")
