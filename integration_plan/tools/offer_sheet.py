"""Reading offers from a spreadsheet: one row each, headings in German or English."""

import re

from odoo.addons.integration_case.tools.spreadsheet import (
    SpreadsheetError,
    read_table,
)

from .hsds_terms import CLOSED, get_language
from .record import (
    Record,
    RecordError,
    day,
    hours,
    make_place,
    make_schedule,
    number,
    text,
)

HEADINGS = {
    "external_id": ("id", "nr", "nummer", "kennung", "number"),
    "name": ("angebot", "name", "bezeichnung", "titel", "offer", "title"),
    "organisation": ("organisation", "träger", "anbieter", "provider", "organization"),
    "kind": ("art", "kategorie", "kind", "category"),
    "description": ("beschreibung", "inhalt", "description"),
    "languages": ("sprachen", "sprache", "languages", "language"),
    "level_needed": ("niveau ab", "eingangsniveau", "vorausgesetzt", "level needed"),
    "level_reached": ("niveau bis", "zielniveau", "level reached"),
    "age_min": ("alter ab", "age from"),
    "age_max": ("alter bis", "age until"),
    "gender": ("geschlecht", "gender"),
    "childcare": ("kinderbetreuung", "childcare"),
    "cost_note": ("kosten", "preis", "costs", "cost"),
    "document_note": ("unterlagen", "dokumente", "documents"),
    "places_free": ("freie plätze", "freie plaetze", "free places"),
    "places_total": ("plätze", "plaetze", "places"),
    "capacity_on": ("stand", "as of"),
    "contact_name": ("ansprechpartner", "ansprechperson", "contact"),
    "phone": ("telefon", "phone"),
    "email": ("e-mail", "email", "mail"),
    "website": ("internet", "webseite", "website", "url"),
    "application": ("anmeldung", "registration"),
    "place": ("ort der veranstaltung", "ort", "veranstaltungsort", "place"),
    "street": ("straße", "strasse", "adresse", "street"),
    "zip": ("plz", "postleitzahl", "postcode"),
    "city": ("stadt", "gemeinde", "town", "city"),
    "weekdays": ("wochentage", "tage", "weekdays", "days"),
    "opens_at": ("von", "beginn", "uhrzeit von", "from"),
    "closes_at": ("bis", "ende", "uhrzeit bis", "until"),
    "date_start": ("start", "kursbeginn", "begins on"),
    "date_end": ("kursende", "ends on"),
}
INDEX = {word: name for name, words in HEADINGS.items() for word in words}
WEEKDAYS = {
    **dict.fromkeys(("mo", "montag", "monday"), "MO"),
    **dict.fromkeys(("di", "dienstag", "tu", "tuesday"), "TU"),
    **dict.fromkeys(("mi", "mittwoch", "we", "wednesday"), "WE"),
    **dict.fromkeys(("do", "donnerstag", "th", "thursday"), "TH"),
    **dict.fromkeys(("fr", "freitag", "friday"), "FR"),
    **dict.fromkeys(("sa", "samstag", "saturday"), "SA"),
    **dict.fromkeys(("so", "sonntag", "su", "sunday"), "SU"),
}
WORDS = {
    "gender": {"frauen": "female", "women": "female", "männer": "male", "men": "male"},
    "childcare": {
        **dict.fromkeys(("ja", "yes", "x"), "yes"),
        **dict.fromkeys(("nein", "no", "keine"), "none"),
        **dict.fromkeys(("auf anfrage", "nach absprache", "on request"), "ask"),
    },
}
FREE = ("kostenlos", "kostenfrei", "frei", "free", "0", "0 €")
TEXTS = (
    *("description", "cost_note", "document_note", "contact_name", "phone", "email"),
    *("website", "application"),
)


def _meaning(heading):
    return INDEX.get(" ".join(heading.lower().strip(" :*").split()))


def count_headings(texts):
    """:return: how many of these texts are known headings"""
    return sum(_meaning(value) is not None for value in texts)


def read_sheet(content):
    """:return: list of :class:`Record`

    :raise RecordError: if it is no table of offers
    """
    try:
        table = read_table(content, count_headings)
    except SpreadsheetError as error:
        raise RecordError("unreadable", error.code) from None
    names = [_meaning(heading) for heading in table.headings]
    if "name" not in names:
        raise RecordError("unknown_layout", "Angebot / Offer")
    records = []
    for row_number, cells in table.rows:
        row = {}
        for name, cell in zip(names, cells, strict=False):
            if name and text(cell):
                row.setdefault(name, str(cell).strip())
        records.append(_read_row(row_number, row))
    return records


def _read_row(row_number, row):
    name = text(row.get("name"))
    organisation = text(row.get("organisation"))
    # without a number a row is found again by what it is called, and where
    number_ = text(row.get("external_id")) or f"{organisation} / {name}"
    record = Record("service", number_, name or f"#{row_number}")
    if not name:
        record.reject("no_name")
    if organisation:
        record.organisation = {"id": "", "name": organisation}
    record.put(name=name, kind_words=text(row.get("kind")))
    for field in TEXTS:
        record.put(**{field: row.get(field)})
    if text(row.get("cost_note")).lower() in FREE:
        record.put(cost_kind="free")
    for field in ("age_min", "age_max", "places_free", "places_total"):
        _take(record, field, number, row.get(field), "bad_number")
    for field in ("capacity_on", "date_start", "date_end"):
        _take(record, field, day, row.get(field), "bad_date")
    if "places_free" in record.values or row.get("places_free") == "0":
        record.put(
            capacity_state="free" if record.values.get("places_free") else "full"
        )
    for field in ("gender", "childcare", "level_needed", "level_reached"):
        if word := text(row.get(field)).lower():
            value = WORDS.get(field, {}).get(word, word)
            if value in CLOSED[field]:
                record.put(**{field: value})
            else:
                record.warn("unknown_term", row[field])
    parts = re.split(r"[,;/]", row.get("languages") or "")
    # names of languages are looked up later; codes are made alike here
    codes = [
        get_language(p.strip()) if len(p.strip()) == 2 else p.strip() for p in parts
    ]
    record.put(languages=[code for code in codes if code])
    _read_place(record, row)
    return record


def _take(record, field, convert, value, code):
    try:
        record.put(**{field: convert(value)})
    except (ValueError, TypeError):
        record.warn(code, value)


def _read_place(record, row):
    schedule = _read_hours(record, row)
    if not (row.get("place") or row.get("street") or row.get("city")):
        record.schedules = schedule
        return
    record.places = [
        make_place(
            name=text(row.get("place") or row.get("street") or row.get("city")),
            street=text(row.get("street")),
            zip=text(row.get("zip")),
            city=text(row.get("city")),
            schedules=schedule,
        )
    ]


def _read_hours(record, row):
    words = re.split(r"[,;/+\s]+", (row.get("weekdays") or "").lower())
    days = []
    for word in filter(None, words):
        if word.strip(".") in WEEKDAYS:
            days.append(WEEKDAYS[word.strip(".")])
        elif word not in ("und", "and"):
            record.warn("unknown_term", word)
    if not days:
        return []
    try:
        opens, closes = hours(row.get("opens_at")), hours(row.get("closes_at"))
    except ValueError as error:
        record.warn("bad_time", error)
        opens = closes = None
    return [make_schedule(byday=",".join(days), opens_at=opens, closes_at=closes)]
