"""Times as people in Germany read them off the clock."""

from datetime import datetime, time, timedelta

from odoo.tools import format_date, format_time

from odoo.addons.integration_base.tools.days import (
    GERMANY,
    TIMEZONE,
    UTC,
    to_german_time,
)

MOMENT = timedelta(seconds=1)


def to_utc(day, moment=time.min):
    """:return: local day and time as UTC datetime for the database"""
    local = datetime.combine(day, moment, GERMANY)
    return local.astimezone(UTC).replace(tzinfo=None)


def get_days(start, stop):
    """:return: first and last local day of a time; its end does not count

    :param start: UTC datetime
    :param stop: UTC datetime
    """
    return to_german_time(start).date(), to_german_time(
        max(start, stop - MOMENT)
    ).date()


def split_days(start, stop):
    """Split a time at local midnight.

    :param start: UTC datetime
    :param stop: UTC datetime
    :return: list of (day, hour from, hour to) by the clock on the wall
    """
    first, last = get_days(start, stop)
    begin, end = (_to_hours(to_german_time(moment)) for moment in (start, stop))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        (
            day,
            begin if day == first else 0.0,
            # the clock may go back in between; at midnight it says zero
            max(end or 24.0, begin if day == first else 0.0) if day == last else 24.0,
        )
        for day in days
    ]


def _to_hours(moment):
    return moment.hour + moment.minute / 60 + moment.second / 3600


def say_time(env, start, stop):
    """:return: words for a time, as “Tuesday, 24 November 2026, 10:00 – 12:00”"""
    first, last = get_days(start, stop)
    begin, end = (
        format_time(env, moment, tz=TIMEZONE, time_format="short")
        for moment in (start, stop)
    )
    day = format_date(env, first, date_format="full")
    if first != last:
        end = f"{format_date(env, last, date_format='full')}, {end}"
    return f"{day}, {begin} – {end}"


def to_clock(hours):
    """:return: hours as ``9:30``"""
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
