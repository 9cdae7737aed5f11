"""Reading HSDS 3.0 (Open Referral): single objects, lists and pages of JSON."""

import json
import re
from uuid import UUID

from .hsds_terms import (
    CLOSED,
    DAYS,
    FREQUENCIES,
    LIST_ATTRIBUTES,
    NUMBERS,
    PLACE_KINDS,
    STATUSES,
    TAXONOMY,
    VALUE_ATTRIBUTES,
    get_language,
)
from .record import (
    Record,
    RecordError,
    day,
    hours,
    long_text,
    make_place,
    make_schedule,
    number,
    text,
)

BYDAY = re.compile(r"[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)")


def load_json(content):
    """:return: the value in a file

    :raise RecordError: if it holds none
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise RecordError("too_deep") from None
    except (UnicodeDecodeError, ValueError) as error:
        raise RecordError("not_json", str(error)[:200]) from None


def read_hsds(data):
    """Read records of a JSON value.

    :param data: an object, a list of objects, or a page with ``contents``
    :return: list of :class:`Record`
    :raise RecordError: if there is none
    """
    records = []
    for item in _get_items(data):
        if not isinstance(item, dict):
            record = Record(name=text(item)[:80])
            record.reject("no_object")
        else:
            record = _read_item(item)
        records.append(record)
    if not records:
        raise RecordError("no_records")
    mark_cycles(records)
    return records


def _get_items(data):
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        raise RecordError("no_records")
    if isinstance(data.get("contents"), list):
        return data["contents"]
    if "services" in data and "status" not in data:
        # an organisation with its services
        services = [item for item in data["services"] or () if isinstance(item, dict)]
        parent = {key: data[key] for key in data if key != "services"}
        return [data] + [{"organization": parent, **item} for item in services]
    return [data]


def _read_item(item):
    if isinstance(item.get("service"), dict):
        # service at location: the service, with this one place
        links = [{**item, "service": None}]
        return _read_service({**item["service"], "service_at_locations": links})
    if "location_type" in item:
        return _read_place_record(item)
    if "taxonomy" in item or "taxonomy_detail" in item:
        record = Record(name=text(item.get("name")))
        record.reject("not_a_service", "taxonomy_term")
        return record
    organisation = {"website", "legal_status", "services", "parent_organization_id"}
    if "status" not in item and (organisation & item.keys()):
        return _read_organisation_record(item)
    return _read_service(item)


def _check_identity(record, item):
    if not record.external_id:
        record.reject("no_id")
    else:
        try:
            UUID(record.external_id)
        except ValueError:
            record.warn("no_uuid", record.external_id)
    if not record.name:
        record.reject("no_name")


def _read_service(item):
    record = Record("service", text(item.get("id")), text(item.get("name")))
    _check_identity(record, item)
    reader = _Reader(record)
    status = text(item.get("status"))
    if status not in STATUSES:
        record.reject("unknown_status" if status else "no_status", status)
    record.withdrawn = status in ("inactive", "defunct")
    record.paused = status == "temporarily closed"
    record.put(
        name=record.name,
        description=long_text(item.get("description")),
        website=text(item.get("url")),
        email=text(item.get("email")),
        interpreting=text(item.get("interpretation_services")),
        application=long_text(item.get("application_process")),
        alert=long_text(item.get("alert")),
        condition_note=long_text(item.get("eligibility_description")),
        cost_note=text(item.get("fees_description")),
        age_min=reader.take(number, item.get("minimum_age"), "bad_number"),
        age_max=reader.take(number, item.get("maximum_age"), "bad_number"),
    )
    record.confirmed_on = reader.take(day, item.get("assured_date"), "bad_date")
    reader.read_languages(item.get("languages"))
    reader.read_contact(item)
    reader.read_cost(item.get("cost_options"))
    reader.read_documents(item.get("required_documents"))
    reader.read_attributes(item.get("attributes"))
    organisation = item.get("organization")
    if isinstance(organisation, dict):
        record.organisation = read_organisation(organisation)
    elif item.get("organization_id"):
        record.organisation = {"id": text(item["organization_id"]), "name": ""}
    record.schedules = reader.read_schedules(item.get("schedules"))
    record.places = reader.read_places(item.get("service_at_locations"))
    return record


def read_organisation(item):
    """:return: dict of an organisation"""
    phones = [p for p in as_list(item.get("phones")) if text(p.get("number"))]
    return {
        "id": text(item.get("id")),
        "name": text(item.get("name")),
        "description": long_text(item.get("description")),
        "email": text(item.get("email")),
        "website": text(item.get("website")),
        "phone": text(phones[0]["number"]).strip('"') if phones else "",
        "parent_id": text(item.get("parent_organization_id")),
    }


def _read_organisation_record(item):
    record = Record("organisation", text(item.get("id")), text(item.get("name")))
    _check_identity(record, item)
    record.organisation = read_organisation(item)
    return record


def _read_place_record(item):
    record = Record("place", text(item.get("id")), text(item.get("name")))
    reader = _Reader(record)
    record.places = [reader.read_place(item)]
    record.name = record.name or record.places[0]["street"]
    _check_identity(record, item)
    return record


def as_list(value):
    """:return: the objects of a list; anything else is left out"""
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, dict)]


def mark_cycles(records):
    """Reject organisations that stand, over others, above themselves."""
    parents = {}
    for record in records:
        organisation = record.organisation or {}
        if organisation.get("id") and organisation.get("parent_id"):
            parents.setdefault(organisation["id"], organisation["parent_id"])
    for record in records:
        start = (record.organisation or {}).get("id")
        seen, at = set(), start
        while at and at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if start and at == start and seen:
            record.reject("cycle", (record.organisation or {}).get("name") or start)


class _Reader:
    """Reads parts of one object; what is not known is noted on its record."""

    def __init__(self, record):
        self.record = record

    def take(self, convert, value, code):
        """:return: the value converted, or None with a note"""
        try:
            return convert(value)
        except (ValueError, TypeError, OverflowError):
            self.record.warn(code, value)
            return None

    def read_languages(self, items):
        codes = []
        for item in as_list(items):
            code = get_language(item.get("code")) or text(item.get("name")).lower()
            if code and code not in codes:
                codes.append(code)
        self.record.put(languages=codes)

    def read_contact(self, item):
        contacts = as_list(item.get("contacts"))
        phones = as_list(item.get("phones"))
        for contact in contacts:
            self.record.put(contact_name=text(contact.get("name")))
            phones += as_list(contact.get("phones"))
            if "email" not in self.record.values:
                self.record.put(email=text(contact.get("email")))
            break
        numbers = [text(phone.get("number")).strip('"') for phone in phones]
        self.record.put(phone=next(filter(None, numbers), ""))

    def read_cost(self, items):
        options = as_list(items)
        notes = []
        for option in options:
            parts = (option.get("option"), option.get("amount_description"))
            notes.append(" · ".join(text(part) for part in parts if part))
        if (
            len(options) == 1
            and str(options[0].get("currency") or "EUR").upper() == "EUR"
        ):
            amount = options[0].get("amount")
            if isinstance(amount, int | float):
                self.record.put(cost_amount=float(amount))
                self.record.put(cost_kind="paid" if amount else "free")
        elif options:
            for option, note in zip(options, list(notes), strict=True):
                if option.get("amount") is not None:
                    paid = f"{option['amount']} {text(option.get('currency')).upper()}"
                    notes[notes.index(note)] = f"{paid} {note}".strip()
            self.record.put(cost_kind="paid")
        if any(notes) and "cost_note" not in self.record.values:
            self.record.put(cost_note="; ".join(filter(None, notes)))

    def read_documents(self, items):
        names = [text(item.get("document")) for item in as_list(items)]
        self.record.put(documents=[name for name in names if name])

    def read_attributes(self, items):
        for item in as_list(items):
            term = item.get("taxonomy_term")
            term = term if isinstance(term, dict) else {}
            name, value = text(term.get("code")), text(item.get("value"))
            if text(term.get("taxonomy")) != TAXONOMY:
                self.record.warn("unknown_term", text(term.get("name")) or value)
            elif name == "kind":
                self.record.put(kind=value)
            elif name in LIST_ATTRIBUTES:
                self.record.values.setdefault(name, []).append(value)
            elif name in VALUE_ATTRIBUTES:
                self._read_value(name, value)
            else:
                self.record.warn("unknown_term", name)

    def _read_value(self, name, value):
        if name in CLOSED and value not in CLOSED[name]:
            self.record.warn("unknown_term", f"{name}: {value}")
        elif name in NUMBERS:
            self.record.put(**{name: self.take(number, value, "bad_number")})
        elif name in ("capacity_on", "date_start", "date_end"):
            self.record.put(**{name: self.take(day, value, "bad_date")})
        elif name == "work_permit":
            self.record.put(work_permit=value == "true")
        else:
            self.record.put(**{name: value})

    def read_places(self, links):
        places = []
        for link in as_list(links):
            location = link.get("location")
            if not isinstance(location, dict):
                if text(link.get("location_id")):
                    self.record.warn("no_place", link["location_id"])
                continue
            place = self.read_place(location)
            if not place["id"] and not place["name"]:
                self.record.warn("no_place", "")
                continue
            place["link_id"] = text(link.get("id"))
            place["link_note"] = text(link.get("description"))
            phones = as_list(link.get("phones"))
            place["link_phone"] = (
                text(phones[0].get("number")).strip('"') if phones else ""
            )
            place["schedules"] = self.read_schedules(link.get("schedules"))
            if not place["schedules"]:
                place["schedules"] = self.read_schedules(location.get("schedules"))
            places.append(place)
        return places

    def read_place(self, item):
        kind = text(item.get("location_type"))
        if kind not in PLACE_KINDS:
            self.record.warn("unknown_term", kind)
            kind = "physical"
        address = next(iter(as_list(item.get("addresses"))), {})
        notes = [
            " · ".join(
                filter(None, (text(a.get("description")), text(a.get("details"))))
            )
            for a in as_list(item.get("accessibility"))
        ]
        street = text(address.get("address_1"))
        latitude, longitude = item.get("latitude"), item.get("longitude")
        for value, limit in ((latitude, 90), (longitude, 180)):
            if isinstance(value, int | float) and abs(value) > limit:
                self.record.warn("bad_position", value)
                latitude = longitude = None
        return make_place(
            id=text(item.get("id")),
            name=text(item.get("name")) or street,
            kind=kind,
            street=street,
            street2=text(address.get("address_2")),
            zip=text(address.get("postal_code")),
            city=text(address.get("city")),
            country_code=text(address.get("country"))[:2].upper(),
            latitude=_as_float(latitude),
            longitude=_as_float(longitude),
            transport=text(item.get("transportation")),
            note=long_text(item.get("description")),
            accessibility_note="; ".join(filter(None, notes)),
        )

    def read_schedules(self, items):
        schedules = []
        for item in as_list(items):
            freq = text(item.get("freq")).upper()
            if freq and freq not in FREQUENCIES:
                self.record.reject("unknown_frequency", freq)
                continue
            if schedule := self._read_schedule(item, freq):
                schedules.append(schedule)
        return schedules

    def _read_schedule(self, item, freq):
        byday = text(item.get("byday")).upper().replace(" ", "")
        wrong = [
            part for part in byday.split(",") if part and not BYDAY.fullmatch(part)
        ]
        if wrong:
            self.record.reject("unknown_day", ",".join(wrong))
            return None
        opens = self.take(hours, item.get("opens_at"), "bad_time")
        closes = self.take(hours, item.get("closes_at"), "bad_time")
        start = self.take(
            day, item.get("valid_from") or item.get("dtstart"), "bad_date"
        )
        until = self.take(day, item.get("valid_to") or item.get("until"), "bad_date")
        if start and until and until < start:
            self.record.warn("bad_date", until)
            until = None
        if closes and opens and closes < opens:
            self.record.warn("bad_time", item.get("closes_at"))
            closes = 24.0
        count = self.take(number, item.get("count"), "bad_number") or 0
        interval = self.take(number, item.get("interval"), "bad_number") or 1
        monthdays = text(item.get("bymonthday")).replace(" ", "")
        once = start and count == 1 or (start and not freq and not byday)
        if not (once or byday or monthdays or freq == "DAILY"):
            if not (opens or closes):
                return None
            byday = ",".join(DAYS)
        return make_schedule(
            freq="once"
            if once
            else "monthly"
            if freq == "MONTHLY" or (monthdays and freq != "WEEKLY")
            else "weekly",
            interval=1 if interval < 1 or not start else interval,
            byday="" if once else byday or ("" if monthdays else ",".join(DAYS)),
            bymonthday="" if once or freq == "WEEKLY" and byday else monthdays,
            date_from=start,
            date_until=until,
            count=0 if once else count,
            opens_at=opens,
            closes_at=closes,
            by_appointment="appointment" in text(item.get("attending_type")).lower(),
            note=text(item.get("description")),
        )


def _as_float(value):
    return float(value) if isinstance(value, int | float) else None
