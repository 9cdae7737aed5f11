from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError

from .clock import get_span, to_local
from .integration_volunteer_shift_series import DAYS


class IntegrationVolunteerShiftSeries(models.Model):
    """Changing a series from a day on; what has been stays as it was (V4)."""

    _inherit = "integration.volunteer.shift.series"

    def _change_from(self, shift, vals, day=None):
        """Change a shift and all that follow; a new series goes on from here.

        :param shift: the first shift to change
        :param dict vals: values of the frame, ``hour_from``, ``hour_to``
        :param day: the shift's new day, within its week; its weekday moves along
        :return: the series to which the shifts belong now
        """
        self.ensure_one()
        series = self._split(shift.date_original)
        series._change(series._get_coming(shift.date_original), vals, shift, day)
        return series

    def _change_all(self, shift, vals, day=None):
        """Change all shifts that have not begun, and the series itself.

        :return: the series
        """
        self.ensure_one()
        self._change(self._get_coming(), vals, shift, day)
        return self

    def _split(self, day):
        """Let this series end before a day and a new one go on from there.

        :return: the new series, or this one if nothing lies before
        """
        self.ensure_one()
        before = self._get_days(self.date_start, day - timedelta(days=1))
        if not before:
            return self
        vals = {"date_start": day}
        if self.end_type == "count":
            vals["count"] = self.count - len(before)
        follower = self.copy(vals)
        follower._apply({"state": self.state})
        shifts = self.env["integration.volunteer.shift"].search(
            [("series_id", "=", self.id), ("date_original", ">=", day)]
        )
        shifts._keep({"series_id": follower.id})
        later = self.exception_ids.filtered(lambda one: one.date >= day)
        later.series_id = follower
        self._apply({"end_type": "until", "until": before[-1]})
        return follower

    def _change(self, shifts, vals, shift, day):
        """Write the series and its shifts; nothing is deleted.

        Shifts that were changed by themselves keep their time.
        """
        if self.state != "running":
            raise UserError(
                self.env._(
                    "“%(series)s” does not run; its shifts are changed one by one.",
                    series=self.name,
                )
            )
        old = shift.date_original
        delta = (day or old) - old
        hours = {name: vals[name] for name in ("hour_from", "hour_to") if name in vals}
        frame = {name: vals[name] for name in vals if name not in hours}
        self._apply({**vals, **self._prepare_weekday(old, delta)})
        if delta:
            self._move_days(shifts, old.weekday(), delta)
        holidays = self._get_holidays(shifts) if delta else {}
        for one in shifts:
            own = dict(frame)
            moves = one == shift or not one.is_changed
            if moves and (hours or delta):
                on = one.date_original
                if one.is_changed:
                    on = to_local(one.start).date()
                start, stop = get_span(on, self.hour_from, self.hour_to)
                own.update(start=start, stop=stop)
            one.write(own)
            if one.date_original in holidays and not one.is_changed:
                one._cancel(holidays[one.date_original])
        self._generate()

    def _prepare_weekday(self, old, delta):
        """:return: values of the rule if one of its weekdays moves"""
        if not delta:
            return {}
        day = old + delta
        from_name, to_name = DAYS[old.weekday()], DAYS[day.weekday()]
        same_week = old.isocalendar()[:2] == day.isocalendar()[:2]
        # a day between would come before the first one
        between = DAYS[day.weekday() + 1 : old.weekday()]
        crowded = self[to_name] or any(self[name] for name in between)
        if self.freq != "weekly" or not same_week or crowded:
            raise UserError(
                self.env._(
                    "“%(series)s”: the following shifts move only to a free weekday of "
                    "the same week. Otherwise change this one only, or end the series "
                    "and make a new one.",
                    series=self.name,
                )
            )
        vals = {from_name: False, to_name: True}
        if delta < timedelta() and self.date_start.weekday() == old.weekday():
            vals["date_start"] = self.date_start + delta
        return vals

    def _move_days(self, shifts, weekday, delta):
        """Days of the rule move with their weekday, so that none is made twice."""
        known = self.env["integration.volunteer.shift"].search(
            [
                ("series_id", "=", self.id),
                ("date_original", ">=", min(shifts.mapped("date_original"))),
            ]
        )
        for one in known | shifts:
            if one.date_original.weekday() == weekday:
                one._keep({"date_original": one.date_original + delta})
        for exception in self.exception_ids:
            if exception.date.weekday() == weekday:
                exception.date += delta

    def _get_holidays(self, shifts):
        days = shifts.mapped("date_original")
        if not days or not self.skip_holidays:
            return {}
        return self.env["integration.holiday"]._get_days(
            min(days), max(days), self.company_id.state_id
        )
