"""Tandems: what was released, and meetings that are reported (C13, V22)."""

from datetime import timedelta

from odoo import fields

from odoo.addons.integration_base.tools.days import get_today

from .volunteer_forms import Wrong, pick, read_clock, read_day, say_time, text, to_utc
from .volunteer_pages import NOTICES, deed, page, tile

TANDEMS = "tandems"
SHOWN_MEETINGS = 10


@tile
def tile_tandems(volunteer):
    env = volunteer.env
    return {
        "order": 30,
        "page": TANDEMS,
        "title": env._("Tandems"),
        "text": env._("Whom you accompany; report a meeting"),
        "count": len(volunteer._get_tandems()),
    }


@page(TANDEMS)
def show_tandems(frame, volunteer, form, number):
    tandems = volunteer._get_tandems()
    if number:
        return _show_tandem(frame, volunteer, form, pick(tandems, number))
    return frame._show(
        *(volunteer, TANDEMS, volunteer.env._("Tandems")),
        form=form,
        rows=[_describe(tandem) for tandem in tandems],
    )


def _describe(tandem):
    states = dict(tandem._fields["state"]._description_selection(tandem.env))
    return {
        "id": tandem.id,
        "title": tandem.task_id.name,
        "reference": tandem.reference,
        "state": states[tandem.state],
    }


def _show_tandem(frame, volunteer, form, tandem):
    env = volunteer.env
    rhythms = dict(tandem._fields["rhythm"]._description_selection(env))
    released = tandem._get_released()
    if released:
        frame._note_read(tandem)
    meetings = tandem.meeting_ids.filtered(
        lambda one: one.volunteer_id == volunteer and one.state != "cancelled"
    )
    labels = dict(meetings._fields["state"]._description_selection(env))
    return frame._show(
        *(volunteer, "tandem", tandem.task_id.name),
        form=form,
        tandem=_describe(tandem),
        purpose=tandem.purpose,
        rhythm=rhythms[tandem.rhythm],
        place=tandem.place,
        released=released,
        meets=bool(tandem.began_on) and tandem.state != "proposed",
        date=form.get("date"),
        clock=form.get("clock"),
        minutes=form.get("minutes", str(round((tandem.hours or 1) * 60))),
        note=form.get("note"),
        today=get_today(),
        meetings=[
            {
                "when": say_time(env, one.start, one.stop),
                "state": labels[one.state],
            }
            for one in meetings[:SHOWN_MEETINGS]
        ],
        up=frame._get_address(TANDEMS),
    )


@deed(TANDEMS, "report")
def report_meeting(frame, volunteer, params, number):
    tandem = pick(volunteer._get_tandems(), number)
    env, wrong = volunteer.env, {}
    day, clock = read_day(params, "date"), read_clock(params, "clock")
    minutes = text(params, "minutes", 4)
    if not day or day > get_today():
        wrong["date"] = env._("Please choose a day, today or before.")
    if not clock:
        wrong["clock"] = env._("Please enter a time.")
    if not minutes.isdecimal() or not 0 < int(minutes) <= 24 * 60:
        wrong["minutes"] = env._("Please enter minutes, up to one day.")
    if not wrong and to_utc(day, clock) > fields.Datetime.now():
        wrong["clock"] = env._("This time is still to come.")
    if wrong:
        raise Wrong(wrong)
    start, length = to_utc(day, clock), timedelta(minutes=int(minutes))
    known = tandem.meeting_ids.filtered(
        lambda one: (
            one.state == "held" and (one.start, one.stop) == (start, start + length)
        )
    )
    if known:
        return frame._go(TANDEMS, "already", number)
    tandem._report_meeting(start, int(minutes), text(params, "note") or None)
    return frame._go(TANDEMS, "reported", number)


NOTICES["reported"] = lambda env: env._("Thank you, it is noted.")
