"""A record on its way between a file and an offer: plain values, no database.

:class:`Record` is what every reader gives and every writer takes. Its ``values`` are
named as the fields of ``integration.offer``; languages are ISO 639-3 codes, code lists
their codes, days ``2026-01-31`` and times decimal hours, so that two records compare.
"""

import re
from datetime import date, datetime


class RecordError(Exception):
    """A file that cannot be taken at all.

    :param str code: ``not_json``, ``too_deep``, ``no_records``, ``unreadable``,
        ``unknown_layout``, ``too_big``
    """

    def __init__(self, code, value=""):
        super().__init__(code, value)
        self.code = code
        self.value = value


class Record:
    """One record of a file.

    ``kind``: ``service``, ``organisation`` or ``place``; ``errors`` and ``warnings``
    are lists of (code, value): with an error it is rejected.
    """

    def __init__(self, kind="service", external_id="", name=""):
        self.kind = kind
        self.external_id = str(external_id or "")
        self.name = name
        self.values = {}
        self.organisation = None
        self.places = []
        self.schedules = []
        self.withdrawn = False
        self.paused = False
        self.confirmed_on = None
        self.errors = []
        self.warnings = []

    def reject(self, code, value=""):
        self.errors.append((code, str(value)))

    def warn(self, code, value=""):
        if (code, str(value)) not in self.warnings:
            self.warnings.append((code, str(value)))

    def put(self, **values):
        """Take values that say something."""
        for name, value in values.items():
            if value not in (None, "", [], False):
                self.values[name] = value

    def to_json(self):
        return dict(vars(self))

    @classmethod
    def from_json(cls, data):
        record = cls()
        for name, value in data.items():
            setattr(record, name, value)
        return record


def text(value):
    """:return: a cell or value as text without blanks around"""
    return "" if value is None else " ".join(str(value).split())


def long_text(value):
    """:return: text with its lines, ends cut"""
    return "" if value is None else str(value).strip()


def day(value):
    """:return: ISO date of a date or time stamp, or None

    :raise ValueError: if it is none
    """
    if not value:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    found = re.match(r"\s*(\d{4}-\d{2}-\d{2})", str(value))
    if found:
        return date.fromisoformat(found[1]).isoformat()
    found = re.fullmatch(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*", str(value))
    if not found:
        raise ValueError(value)
    return date(int(found[3]), int(found[2]), int(found[1])).isoformat()


def hours(value):
    """:return: decimal hours of ``18:00``, ``18:00:00``, ``18:00:00Z``, or None

    :raise ValueError: if it is no time of day
    """
    if value in (None, ""):
        return None
    found = re.match(r"\s*(\d{1,2})[:.](\d{2})(?::(\d{2}))?", str(value))
    if not found:
        raise ValueError(value)
    result = int(found[1]) + int(found[2]) / 60
    if not (0 <= result <= 24 and int(found[2]) < 60):
        raise ValueError(value)
    return round(result, 4)


def number(value):
    """:return: int of a number or its text, or None

    :raise ValueError: if it is none
    """
    if value in (None, ""):
        return None
    return int(float(str(value).replace(",", ".")))


def make_schedule(**values):
    """:return: complete dict of a schedule, so that two of them compare"""
    schedule = {
        "freq": "weekly",
        "interval": 1,
        "byday": "",
        "bymonthday": "",
        "date_from": None,
        "date_until": None,
        "count": 0,
        "opens_at": 0.0,
        "closes_at": 0.0,
        "by_appointment": False,
        "closed_on_holidays": True,
        "note": "",
        "exceptions": [],
    }
    schedule.update((k, v) for k, v in values.items() if v is not None)
    return schedule


def make_place(**values):
    """:return: complete dict of a place, so that two of them compare"""
    place = {
        "id": "",
        "name": "",
        "kind": "physical",
        "street": "",
        "street2": "",
        "zip": "",
        "city": "",
        "country_code": "",
        "latitude": 0.0,
        "longitude": 0.0,
        "transport": "",
        "note": "",
        "accessibility_note": "",
        "link_id": "",
        "link_note": "",
        "link_phone": "",
        "schedules": [],
    }
    place.update((k, v) for k, v in values.items() if v is not None)
    return place
