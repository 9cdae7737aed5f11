"""A volunteer's own data, pausing and leaving."""

import re

from odoo import fields
from odoo.tools import email_normalize

from odoo.addons.integration_base.tools.days import get_today

from .volunteer_forms import Wrong, read_day, say_day, text
from .volunteer_pages import NOTICES, deed, page, tile

PHONE = re.compile(r"\+?[\d\s()/.-]{5,40}")
LONGEST_NAME = 100
TEXTS = (
    *("phone", "email", "emergency_name", "emergency_phone"),
    *("wishes", "limits"),
)
DATA = "data"
PAUSE = "pause"
LEAVE = "leave"


# ----------------------------------------------------------------------
# Own data
# ----------------------------------------------------------------------


@tile
def tile_data(volunteer):
    return {
        "order": 80,
        "page": DATA,
        "title": volunteer.env._("My data and wishes"),
        "text": volunteer.env._("Phone, e-mail, emergency contact, tasks"),
    }


@page(DATA)
def show_data(frame, volunteer, form, number):
    tasks = volunteer.env["integration.volunteer.task"].search([])
    may_mail = frame._may_change_email(volunteer)
    values = {name: form.get(name, volunteer[name]) for name in TEXTS}
    if not may_mail:
        values["email"] = volunteer.email
    return frame._show(
        *(volunteer, DATA, volunteer.env._("My data and wishes")),
        form=form,
        values=values,
        may_mail=may_mail,
        has_car=form.has("has_car", volunteer.has_car),
        tasks=[
            {
                "key": f"task_{task.id}",
                "name": task.name,
                "chosen": form.has(f"task_{task.id}", task in volunteer.task_ids),
            }
            for task in tasks | volunteer.task_ids
        ],
    )


@deed(DATA, "save")
def save_data(frame, volunteer, params, number):
    env, wrong = volunteer.env, {}
    vals = {
        "phone": text(params, "phone", 40),
        "emergency_name": text(params, "emergency_name", LONGEST_NAME),
        "emergency_phone": text(params, "emergency_phone", 40),
        "wishes": text(params, "wishes"),
        "limits": text(params, "limits"),
        "has_car": bool(params.get("has_car")),
    }
    for name in ("phone", "emergency_phone"):
        if vals[name] and not PHONE.fullmatch(vals[name]):
            wrong[name] = env._("Please write a phone number in digits.")
    if frame._may_change_email(volunteer):
        vals["email"] = text(params, "email", 200)
        if not email_normalize(vals["email"]):
            wrong["email"] = env._("Please write one whole e-mail address.")
    if wrong:
        raise Wrong(wrong)
    tasks = env["integration.volunteer.task"].search([]) | volunteer.task_ids
    chosen = tasks.filtered(lambda task: params.get(f"task_{task.id}"))
    vals = {name: value or False for name, value in vals.items()}
    vals = {name: value for name, value in vals.items() if volunteer[name] != value}
    if chosen != volunteer.task_ids:
        vals["task_ids"] = [fields.Command.set(chosen.ids)]
    if vals:
        volunteer.write(vals)
        labels = [volunteer._fields[name]._description_string(env) for name in vals]
        volunteer._message_log(
            body=env._("Changed by the volunteer: %(fields)s", fields=", ".join(labels))
        )
    return frame._go(DATA, "saved")


# ----------------------------------------------------------------------
# Pausing
# ----------------------------------------------------------------------


@tile
def tile_pause(volunteer):
    paused = volunteer.state == "paused"
    env = volunteer.env
    until = volunteer.paused_until
    return {
        "order": 90,
        "page": PAUSE,
        "title": env._("You are pausing") if paused else env._("Take a break"),
        "text": env._("Until %(day)s", day=say_day(env, until))
        if paused and until
        else env._("For some weeks or months nobody asks you"),
    }


@page(PAUSE)
def show_pause(frame, volunteer, form, number):
    env = volunteer.env
    paused = volunteer.state == "paused"
    return frame._show(
        *(volunteer, PAUSE),
        env._("You are pausing") if paused else env._("Take a break"),
        form=form,
        paused=paused,
        may_pause=paused or volunteer._is_deployable(),
        until=form.get("until", volunteer.paused_until),
        until_words=volunteer.paused_until and say_day(env, volunteer.paused_until),
        first=fields.Date.add(get_today(), days=1),
        last=_get_last_day(volunteer),
        bookings=len(volunteer._get_future_bookings()),
    )


def _get_last_day(volunteer):
    rules = volunteer.env["integration.rule.value"]
    delta = rules._get_delta("volunteer_pause_months", company=volunteer.company_id)
    return get_today() + delta


@deed(PAUSE, "begin")
def begin_pause(frame, volunteer, params, number):
    env = volunteer.env
    until = read_day(params, "until")
    last = _get_last_day(volunteer)
    if not until or not get_today() < until <= last:
        words = env._(
            "Please choose a day in the future, at the latest %(day)s.",
            day=say_day(env, last),
        )
        raise Wrong({"until": words})
    if volunteer.state != "paused":
        volunteer._step("paused")
    volunteer.paused_until = until
    return frame._go(PAUSE, "paused")


@deed(PAUSE, "end")
def end_pause(frame, volunteer, params, number):
    if volunteer.state != "paused":
        return frame._go(PAUSE, "already")
    return frame._go(PAUSE, "back" if volunteer._end_pause() else "told")


# ----------------------------------------------------------------------
# Leaving
# ----------------------------------------------------------------------


@tile
def tile_leave(volunteer):
    return {
        "order": 100,
        "page": LEAVE,
        "title": volunteer.env._("Stop volunteering"),
        "text": volunteer.env._("You will be asked once more"),
    }


@page(LEAVE)
def show_leave(frame, volunteer, form, number):
    return frame._show(
        *(volunteer, LEAVE, volunteer.env._("Stop volunteering")),
        form=form,
        sure=form.has("sure"),
        reason=form.get("reason"),
        bookings=len(volunteer._get_future_bookings()),
    )


@deed(LEAVE, "leave")
def leave(frame, volunteer, params, number):
    if not params.get("sure"):
        words = volunteer.env._("Please tick this box if you are sure.")
        raise Wrong({"sure": words})
    volunteer._step("left")
    volunteer.left_reason = text(params, "reason", 200) or False
    return frame._say_goodbye(volunteer)


NOTICES["paused"] = lambda env: env._("Your break is noted. Enjoy it!")
NOTICES["back"] = lambda env: env._("Welcome back!")
NOTICES["told"] = lambda env: env._("The coordination was told and will call you.")
