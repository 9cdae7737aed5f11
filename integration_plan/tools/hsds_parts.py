"""Reading the parts of an object of HSDS 3.0: languages, places, hours, costs."""

import re

from .hsds_terms import (
    CLOSED,
    DAYS,
    FREQUENCIES,
    LIST_ATTRIBUTES,
    NUMBERS,
    PLACE_KINDS,
    TAXONOMY,
    VALUE_ATTRIBUTES,
    get_language,
)
from .record import day, hours, long_text, make_place, make_schedule, number, text

BYDAY = re.compile(r"[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)")


def as_list(value):
    """:return: the objects of a list; anything else is left out"""
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, dict)]


class PartReader:
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
