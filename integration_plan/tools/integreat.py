"""Reading answers of the Integreat content API (digitalfabrik): places and events.

Their opening hours are a list of seven days, Monday first. Repeated events come as one
object for each day, only the first with a number; they are joined by their recurrence.
"""

import re
from html import unescape

from .record import Record, day, hours, make_place, make_schedule, text

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TAGS = re.compile(r"<[^>]+>")
BREAKS = re.compile(r"</(?:p|div|li|h\d)>|<br\s*/?>", re.IGNORECASE)


def is_integreat(data):
    """:return: whether a JSON value is an answer of Integreat"""
    items = data if isinstance(data, list) else [data]
    first = next((item for item in items if isinstance(item, dict)), {})
    return "available_languages" in first or {"path", "excerpt"} <= first.keys()


def read_integreat(data):
    """:return: list of :class:`Record`"""
    items = data if isinstance(data, list) else [data]
    records, events = [], {}
    for item in items:
        if not isinstance(item, dict):
            record = Record(name=text(item)[:80])
            record.reject("no_object")
            records.append(record)
        elif isinstance(item.get("event"), dict):
            _read_event(item, records, events)
        else:
            records.append(_read_poi(item))
    return records


def plain(html):
    """:return: text of a piece of HTML, its paragraphs as lines"""
    lines = TAGS.sub("", BREAKS.sub("\n", html or "")).splitlines()
    return "\n".join(filter(None, (unescape(line).strip() for line in lines)))


def _read_page(item, prefix):
    number = item.get("id")
    record = Record(
        "service", f"{prefix}:{number}" if number else "", text(item.get("title"))
    )
    if not record.name:
        record.reject("no_name")
    record.put(
        name=record.name,
        description=plain(item.get("content")) or plain(item.get("excerpt")),
        website=text(item.get("url")),
    )
    return record


def _read_poi(item):
    record = _read_page(item, "poi")
    if not record.external_id:
        record.reject("no_id")
    location = item.get("location")
    location = location if isinstance(location, dict) else {}
    record.put(website=text(item.get("website")))
    record.put(phone=text(item.get("phone_number")), email=text(item.get("email")))
    for contact in item.get("contacts") or ():
        if isinstance(contact, dict):
            record.put(
                contact_name=text(contact.get("name")),
                phone=text(contact.get("phone_number")),
                email=text(contact.get("email")),
            )
            break
    category = item.get("category")
    if isinstance(category, dict):
        record.put(kind_words=text(category.get("name")))
    organisation = item.get("organization")
    if isinstance(organisation, dict) and organisation.get("name"):
        record.organisation = {
            "id": f"organisation:{organisation.get('id') or organisation['name']}",
            "name": text(organisation["name"]),
            "website": text(organisation.get("website")),
        }
    else:
        # a place without organisation stands for itself
        record.organisation = {"id": "", "name": record.name}
    record.paused = bool(item.get("temporarily_closed"))
    place = _read_place(location, record.name)
    if item.get("barrier_free"):
        record.values["accessibility"] = ["step_free"]
    place["schedules"] = _read_hours(record, item.get("opening_hours"))
    record.places = [place]
    return record


def _read_place(location, name):
    country = text(location.get("country"))
    return make_place(
        id=f"place:{location['id']}" if location.get("id") else "",
        name=text(location.get("name")) or name,
        street=text(location.get("address")),
        zip=text(location.get("postcode")),
        city=text(location.get("town")),
        country_code="DE" if country in ("Deutschland", "Germany") else "",
        latitude=_as_float(location.get("latitude")),
        longitude=_as_float(location.get("longitude")),
    )


def _as_float(value):
    return float(value) if isinstance(value, int | float) else None


def _read_hours(record, week):
    """Join the days that are alike: one schedule for each slot."""
    slots = {}
    for name, hours_of_day in zip(DAYS, week or (), strict=False):
        if not isinstance(hours_of_day, dict) or hours_of_day.get("closed"):
            continue
        appointment = bool(hours_of_day.get("appointmentOnly"))
        times = hours_of_day.get("timeSlots") or []
        if hours_of_day.get("allDay") or (appointment and not times):
            slots.setdefault((0.0, 0.0, appointment), []).append(name)
        for slot in times:
            try:
                opens, closes = hours(slot["start"]), hours(slot["end"])
            except (ValueError, KeyError, TypeError):
                record.warn("bad_time", slot)
                continue
            slots.setdefault((opens, closes or 24.0, appointment), []).append(name)
    return [
        make_schedule(
            byday=",".join(days),
            opens_at=opens,
            closes_at=closes,
            by_appointment=appointment,
        )
        for (opens, closes, appointment), days in slots.items()
    ]


def _read_event(item, records, events):
    event = item["event"]
    series = event.get("recurrence_id")
    record = events.get(series) if series else None
    if record is None:
        record = _read_page(item, "event")
        if series:
            record.external_id = f"series:{series}"
            events[series] = record
        elif not record.external_id:
            record.reject("no_id")
        record.put(kind="event")
        location = item.get("location")
        if isinstance(location, dict) and (location.get("id") or location.get("name")):
            record.places = [_read_place(location, record.name)]
        records.append(record)
    try:
        start, end = day(event.get("start_date")), day(event.get("end_date"))
        opens, closes = 0.0, 0.0
        if not event.get("all_day"):
            opens, closes = hours(event.get("start_time")), hours(event.get("end_time"))
    except ValueError as error:
        record.warn("bad_date", error)
        return
    if not start:
        record.reject("no_date")
        return
    record.schedules.append(
        make_schedule(
            freq="once",
            date_from=start,
            date_until=end if end and end > start else None,
            opens_at=opens,
            closes_at=closes if closes or not opens else 24.0,
            closed_on_holidays=False,
        )
    )
