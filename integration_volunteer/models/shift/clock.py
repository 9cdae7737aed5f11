"""Times as people in Germany say them, and as the database keeps them."""

from datetime import UTC, datetime, time, timedelta

from odoo.tools import format_datetime

from odoo.addons.integration_base.tools.days import GERMANY, TIMEZONE


def to_utc(day, hours):
    """:param day: date in Germany; :param hours: time on the clock, ``22.5`` is 22:30

    A time that the clock skips in March is that much later; one that it shows twice in
    October is the first.

    :return: naive UTC datetime
    """
    local = datetime.combine(day, time()) + timedelta(minutes=round(hours * 60))
    return local.replace(tzinfo=GERMANY).astimezone(UTC).replace(tzinfo=None)


def to_local(moment):
    """:param moment: naive UTC datetime; :return: naive datetime in Germany"""
    return moment.replace(tzinfo=UTC).astimezone(GERMANY).replace(tzinfo=None)


def get_span(day, hour_from, hour_to):
    """:return: UTC start and stop; an end before the beginning is on the next day"""
    length = hour_to - hour_from
    if length <= 0:
        length += 24
    start = to_utc(day, hour_from)
    stop = to_utc(day, hour_from + length)
    if stop <= start:
        # both ends in the hour that the clock skips
        stop = start + timedelta(minutes=round(length * 60))
    return start, stop


def say_time(env, moment):
    """:return: day and time in Germany, as the language of ``env`` writes them"""
    return format_datetime(env, moment, tz=TIMEZONE, dt_format="short")
