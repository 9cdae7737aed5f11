from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import to_german_time

from ..availability.local_time import get_days, say_time, to_clock, to_utc
from ..availability.postcodes import find_zip, get_distance_km

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class IntegrationVolunteer(models.Model):
    """What speaks against a time: hard blocks, soft warns (V10, V11).

    The words name no client and no title of another booking or appointment.
    """

    _inherit = "integration.volunteer"

    def _get_conflicts(self, start, stop, besides=None):
        """Say what speaks against a time.

        Hard: another booking, an appointment in the house's calendar, an absence.
        Soft: outside of or unknown availability, too little time between two places,
        the way, rest, hours a week or month. Back-to-back at one place is fine.

        The place asked for is taken from the context (``volunteer_place``), from
        ``besides`` or from its booking; without one only the buffer is looked at.
        """
        found = super()._get_conflicts(start, stop, besides)
        # sudo: the volunteer's own times; nothing but the words below is told
        volunteer = self.sudo()
        hard = [*volunteer._find_busy(start, stop), *volunteer._find_away(start, stop)]
        soft = [
            *volunteer._find_outside(start, stop),
            *volunteer._find_limits(start, stop, besides),
        ]
        found += [{"hard": True, "words": words} for words in hard]
        found += [{"hard": False, "words": words} for words in soft]
        return sorted(found, key=lambda conflict: not conflict["hard"])

    # ------------------------------------------------------------------
    # Hard
    # ------------------------------------------------------------------

    def _find_busy(self, start, stop):
        """:return: words for appointments of colleagues who also volunteer"""
        users = self.partner_id.user_ids.filtered(lambda user: user._is_internal())
        if not users:
            return []
        first, last = get_days(start, stop)
        at_times = (
            Domain("allday", "=", False)
            & Domain("start", "<", stop)
            & Domain("stop", ">", start)
        )
        on_days = (
            Domain("allday", "=", True)
            & Domain("start_date", "<=", last)
            & Domain("stop_date", ">=", first)
        )
        declined = Domain("state", "=", "declined")
        declined &= Domain("partner_id", "=", self.partner_id.id)
        # only times are fetched, no title
        events = self.env["calendar.event"].search_fetch(
            Domain("partner_ids", "in", self.partner_id.ids)
            & Domain("show_as", "=", "busy")
            & (at_times | on_days)
            # bookings were looked at already
            & Domain("volunteer_booking_id", "=", False)
            & Domain("attendee_ids", "not any", declined),
            ["allday", "start", "stop", "start_date", "stop_date"],
        )
        return [
            self.env._(
                "%(name)s has another appointment: %(time)s.",
                name=self.name,
                time=self._say_day(event.start_date, event.stop_date)
                if event.allday
                else say_time(self.env, event.start, event.stop),
            )
            for event in events
        ]

    def _find_away(self, start, stop):
        return [
            self.env._(
                "%(name)s is away: %(days)s.",
                name=self.name,
                days=self._say_day(absence.date_from, absence.date_to),
            )
            for absence in self._get_absences(start, stop)
        ]

    def _say_day(self, first, last):
        days = dict.fromkeys(format_date(self.env, day) for day in (first, last))
        return " – ".join(days)

    # ------------------------------------------------------------------
    # Soft
    # ------------------------------------------------------------------

    def _find_outside(self, start, stop):
        state = self._get_availability(start, stop)
        if state == "outside":
            return [
                self.env._(
                    "%(name)s has not offered this time: %(time)s.",
                    name=self.name,
                    time=say_time(self.env, start, stop),
                )
            ]
        holidays = self.availability_ids and self._get_holidays(start, stop)
        if state == "unknown" and holidays:
            return [
                self.env._(
                    "Public holiday (%(holiday)s): it is not known whether %(name)s has "
                    "time.",
                    holiday=holidays[0],
                    name=self.name,
                )
            ]
        if state == "unknown":
            words = self.env._(
                "It is not known when %(name)s has time.", name=self.name
            )
            return [words]
        return []

    def _find_limits(self, start, stop, besides):
        """:return: words for what stands too close, and for too many hours"""
        day = to_german_time(start).date()
        month = day.replace(day=1)
        domain = Domain("volunteer_id", "=", self.id) & Domain("state", "=", "booked")
        domain &= Domain("stop", ">", to_utc(month) - timedelta(days=7))
        ends = to_utc(month + relativedelta(months=1)) + timedelta(days=7)
        domain &= Domain("start", "<", max(ends, stop + timedelta(days=7)))
        if besides:
            domain &= ~(
                Domain("res_model", "=", besides._name)
                & Domain("res_id", "in", besides.ids)
            )
        bookings = self.booking_ids.search(domain)
        before = bookings.filtered(lambda row: row.stop <= start)
        after = bookings.filtered(lambda row: row.start >= stop)
        place = self._get_place_asked(besides)
        found = []
        if before:
            row = max(before, key=lambda row: row.stop)
            found += self._find_too_close(row, start - row.stop, place)
            found += self._find_rest(row.stop, start)
        if after:
            row = min(after, key=lambda row: row.start)
            found += self._find_too_close(row, row.start - stop, place)
            found += self._find_rest(stop, row.start)
        return [*found, *self._find_hours(bookings, start, stop)]

    def _get_place_asked(self, besides):
        """:return: place of the time asked for, as far as known"""
        if place := self.env.context.get("volunteer_place"):
            return place
        if not besides:
            return False
        if "place" in besides._fields:
            return besides[:1].place
        source = Domain("res_model", "=", besides._name)
        source &= Domain("res_id", "in", besides.ids)
        mine = Domain("volunteer_id", "=", self.id)
        return self.booking_ids.search(source & mine, limit=1).place

    def _find_too_close(self, row, gap, place):
        """:return: words if the time to or from a booking elsewhere is short"""
        here, there = ((text or "").strip().casefold() for text in (place, row.place))
        if here == there:
            return []
        rules = self.env["integration.rule.value"]
        km = get_distance_km(find_zip(here), find_zip(there))
        if km:
            speed = rules._get_number("travel_speed_kmh", company=self.company_id)
            if gap < km / speed * HOUR:
                return [
                    self.env._(
                        "%(minutes)s minutes lie between this and another booking of "
                        "%(name)s, about %(km)s km away as the crow flies.",
                        minutes=int(gap / MINUTE),
                        name=self.name,
                        km=round(km),
                    )
                ]
        minutes = rules._get_number("booking_buffer_minutes", company=self.company_id)
        if gap < minutes * MINUTE:
            return [
                self.env._(
                    "Only %(minutes)s minutes lie between this and another booking of "
                    "%(name)s at another place.",
                    minutes=int(gap / MINUTE),
                    name=self.name,
                )
            ]
        return []

    def _find_rest(self, stop, start):
        """:return: words if the night between two days is shorter than wanted"""
        if to_german_time(stop).date() == to_german_time(start).date():
            return []
        hours = (start - stop) / HOUR
        if hours >= self.rest_hours:
            return []
        return [
            self.env._(
                "%(name)s wants %(wanted)s hours of rest; here it would be %(hours)s.",
                name=self.name,
                wanted=to_clock(self.rest_hours),
                hours=to_clock(hours),
            )
        ]

    def _find_hours(self, bookings, start, stop):
        """:return: words if more hours are booked than they want to give"""
        day = to_german_time(start).date()
        week = day.isocalendar()[:2]
        hours = {"week": (stop - start) / HOUR, "month": (stop - start) / HOUR}
        for row in bookings:
            other = to_german_time(row.start).date()
            length = (row.stop - row.start) / HOUR
            if other.isocalendar()[:2] == week:
                hours["week"] += length
            if (other.year, other.month) == (day.year, day.month):
                hours["month"] += length
        found = []
        if self.max_hours_week and hours["week"] > self.max_hours_week:
            found.append(
                self.env._(
                    "%(name)s would have %(hours)s hours in this week and wants "
                    "%(limit)s at most.",
                    name=self.name,
                    hours=to_clock(hours["week"]),
                    limit=to_clock(self.max_hours_week),
                )
            )
        if self.max_hours_month and hours["month"] > self.max_hours_month:
            found.append(
                self.env._(
                    "%(name)s would have %(hours)s hours in this month and wants "
                    "%(limit)s at most.",
                    name=self.name,
                    hours=to_clock(hours["month"]),
                    limit=to_clock(self.max_hours_month),
                )
            )
        return found
