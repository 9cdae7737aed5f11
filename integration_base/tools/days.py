"""Which day it is: the one way to ask for it.

Deadlines, validities and ages are days of German law, and those are days in Germany
(§ 187 ff. BGB): the day an offer ends, a restriction begins or a client comes of age is
the same for the colleague on her screen, the partner who answers by link and the job at
night. Odoo's ``context_today`` asks the time zone of whoever is logged in, which jobs and
visitors have not and anybody may change; ``Date.today`` and the database ask that of the
machine. Between midnight in Germany and midnight UTC they are a day behind.

Times stay as Odoo keeps them: UTC without a zone. What is only shown, such as the hour of
an appointment, may follow the user's time zone.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo.tools import SQL

TIMEZONE = "Europe/Berlin"
GERMANY = ZoneInfo(TIMEZONE)
UTC = ZoneInfo("UTC")


def get_today(record=None):
    """Tell the day in Germany now, which is the same for everybody.

    :param record: not looked at; lets a field take the function as its default
    :return: date
    """
    return datetime.now(GERMANY).date()


def to_german_time(moment):
    """:return: a UTC time without zone as time in Germany, with its zone"""
    return moment.replace(tzinfo=UTC).astimezone(GERMANY)


def to_german_day(moment):
    """Tell the day on which something happened; ``moment.date()`` is that of UTC.

    :param moment: UTC time without zone, as fields hold it
    :return: date
    """
    return to_german_time(moment).date()


def to_last_german_day(end):
    """Tell the last day of something that ends at a time: on it people may still act.

    What is valid for whole days ends with the midnight after the last one.

    :param end: UTC time without zone, the first moment that is outside
    :return: date
    """
    return to_german_day(end - timedelta(microseconds=1))


def start_of_day_utc(day):
    """:return: UTC time, without zone, of the midnight that begins a day in Germany"""
    local = datetime.combine(day, time(), GERMANY)
    return local.astimezone(UTC).replace(tzinfo=None)


def end_of_day_utc(day):
    """:return: UTC time, without zone, of the midnight that ends a day in Germany"""
    return start_of_day_utc(day + timedelta(days=1))


def today_sql():
    """Tell the day in Germany by the clock of the database.

    For the views of a database, which are read on later days than they were made on.
    Queries take :func:`get_today` as a parameter.
    """
    return SQL("(now() AT TIME ZONE %s)::date", TIMEZONE)


def german_day_sql(column):
    """:return: SQL of the day in Germany of a column that holds a UTC time"""
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, TIMEZONE)
