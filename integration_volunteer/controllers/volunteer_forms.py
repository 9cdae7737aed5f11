"""What was typed into forms of volunteers' pages, and words for days and times."""

from datetime import UTC, datetime, time

from werkzeug.exceptions import NotFound

from odoo import fields
from odoo.tools import format_date, format_time

from odoo.addons.integration_base.tools.days import GERMANY, TIMEZONE, to_german_time

LONGEST_TEXT = 2000


class Wrong(Exception):
    """A form cannot be taken.

    :param dict fields: name of a field → sentence that says what to do
    """

    def __init__(self, fields):
        super().__init__(fields)
        self.fields = fields


class Form:
    """A form as it is shown: as it is on file, or as it was typed and what is wrong."""

    def __init__(self, typed=None, wrong=None, problem=None):
        self.typed = typed
        self.wrong = wrong or {}
        self.problem = problem

    def get(self, name, value=""):
        """:return: what stands in a field: what was typed, else the given value"""
        if self.typed is None:
            return value or ""
        return text(self.typed, name)

    def has(self, name, value=False):
        """:return: whether a box is ticked"""
        return bool(value) if self.typed is None else bool(self.typed.get(name))

    @property
    def status(self):
        return 422 if self.wrong or self.problem else 200


def text(params, name, longest=LONGEST_TEXT):
    """:return: what was typed into a field, without space around it"""
    value = params.get(name)
    return value.strip()[:longest] if isinstance(value, str) else ""


def read_day(params, name):
    """:return: date of a field, or None if it is none"""
    try:
        return fields.Date.to_date(text(params, name, 10))
    except ValueError:
        return None


def read_clock(params, name):
    """:return: time of a field, or None if it is none"""
    try:
        return time.fromisoformat(text(params, name, 5))
    except ValueError:
        return None


def read_number(params, name, most):
    """:return: number of a field from 0 to ``most``; 0 if it is empty, None if it is
    none; with comma or point
    """
    typed = text(params, name, 10).replace(",", ".")
    try:
        number = float(typed or 0)
    except ValueError:
        return None
    return number if 0 <= number <= most else None


def pick(records, number):
    """:return: one of the records a volunteer may see
    :raise NotFound: alike for those of others and those that are not there
    """
    found = records.filtered(lambda record: record.id == number)
    if not found:
        raise NotFound
    return found


def say_day(env, moment):
    """:return: words for the day of a UTC time, or for a date"""
    if hasattr(moment, "hour"):
        moment = to_local(env, moment).date()
    return format_date(env, moment, date_format="full")


def say_time(env, start, stop):
    """:return: words for a time, for instance “Monday, 3 November, 14:00–16:00”"""

    def clock(moment):
        return format_time(env, moment, tz=TIMEZONE, time_format="short")

    days = [say_day(env, moment) for moment in (start, stop)]
    if days[0] == days[1]:
        return f"{days[0]}, {clock(start)} – {clock(stop)}"
    return f"{days[0]}, {clock(start)} – {days[1]}, {clock(stop)}"


def say_moment(env, moment):
    """:return: words for a UTC time"""
    clock = format_time(env, moment, tz=TIMEZONE, time_format="short")
    return f"{say_day(env, moment)}, {clock}"


def to_local(env, moment):
    """:return: a UTC time as it is on clocks in Germany"""
    return to_german_time(moment)


def to_utc(day, clock):
    """:return: UTC time of a day and a time as they are on clocks in Germany"""
    local = datetime.combine(day, clock, GERMANY)
    return local.astimezone(UTC).replace(tzinfo=None)
