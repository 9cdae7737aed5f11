"""Reading iCalendar (RFC 5545): events as offers with their times."""

from datetime import datetime, timedelta

import vobject

from odoo.addons.integration_base.tools.days import GERMANY

from .record import Record, RecordError, long_text, make_place, make_schedule, text

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"DAILY": "weekly", "WEEKLY": "weekly", "MONTHLY": "monthly"}


def read_ical(content):
    """:return: list of :class:`Record`

    :raise RecordError: if it is no calendar
    """
    try:
        calendars = list(vobject.readComponents(content.decode("utf-8-sig")))
    except (vobject.base.ParseError, ValueError) as error:
        raise RecordError("unreadable", str(error)[:200]) from None
    records = []
    for calendar in calendars:
        for event in getattr(calendar, "vevent_list", []):
            records.append(_read_event(event))
    if not records:
        raise RecordError("no_records")
    return records


def _get(event, name):
    return getattr(event, name).value if hasattr(event, name) else None


def _read_event(event):
    record = Record("service", text(_get(event, "uid")), text(_get(event, "summary")))
    if not record.external_id:
        record.reject("no_id")
    if not record.name:
        record.reject("no_name")
    record.withdrawn = text(_get(event, "status")).upper() == "CANCELLED"
    record.put(
        name=record.name,
        kind="event",
        description=long_text(_get(event, "description")),
        website=text(_get(event, "url")),
    )
    if place := text(_get(event, "location")):
        record.places = [make_place(name=place.partition(",")[0], note=place)]
    start = _get(event, "dtstart")
    if start is None:
        record.reject("no_date")
        return record
    end = _get(event, "dtend")
    if end is None and _get(event, "duration"):
        end = start + _get(event, "duration")
    schedule = _read_times(_local(start), _local(end))
    if rule := text(_get(event, "rrule")):
        _read_rule(record, rule, schedule)
    schedule["exceptions"] = [
        {"date_from": _day_of(moment), "date_until": None}
        for row in getattr(event, "exdate_list", [])
        for moment in (row.value if isinstance(row.value, list) else [row.value])
    ]
    record.schedules = [schedule]
    return record


def _local(moment):
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(GERMANY)
    return moment


def _day_of(moment):
    moment = _local(moment)
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def _read_times(start, end):
    if not isinstance(start, datetime):
        # whole days: the end is the day after the last one (RFC 5545, 3.6.1)
        last = end - timedelta(days=1) if end and end > start else start
        until = last.isoformat() if last > start else None
        return make_schedule(
            freq="once",
            date_from=start.isoformat(),
            date_until=until,
            closed_on_holidays=False,
        )
    closes = 24.0
    if end and end.date() == start.date():
        closes = end.hour + end.minute / 60
    return make_schedule(
        freq="once",
        date_from=start.date().isoformat(),
        opens_at=round(start.hour + start.minute / 60, 4),
        closes_at=round(closes, 4),
        closed_on_holidays=False,
    )


def _read_rule(record, rule, schedule):
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    freq = parts.get("FREQ", "").upper()
    if freq not in FREQUENCIES:
        record.reject("unknown_frequency", freq)
        return
    day = datetime.fromisoformat(schedule["date_from"])
    byday = parts.get("BYDAY", "").upper()
    if parts.get("BYSETPOS") and byday and "," not in byday:
        byday = parts["BYSETPOS"] + byday
    monthdays = parts.get("BYMONTHDAY", "")
    if freq == "DAILY":
        if parts.get("INTERVAL", "1") != "1":
            record.reject("unknown_frequency", rule)
            return
        byday = byday or ",".join(DAYS)
    elif not byday and freq == "WEEKLY":
        byday = DAYS[day.weekday()]
    elif not (byday or monthdays):
        monthdays = str(day.day)
    until = parts.get("UNTIL", "")[:8]
    schedule.update(
        freq=FREQUENCIES[freq],
        interval=int(parts.get("INTERVAL") or 1),
        byday=byday,
        bymonthday=monthdays,
        count=int(parts.get("COUNT") or 0),
        date_until=f"{until[:4]}-{until[4:6]}-{until[6:]}" if until else None,
    )
