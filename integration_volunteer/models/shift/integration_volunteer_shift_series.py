from datetime import datetime, time

from dateutil import rrule

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FREQUENCIES = {"weekly": rrule.WEEKLY, "monthly": rrule.MONTHLY}
#: may be written while the series runs; all else by the dialog "Change"
FREE_FIELDS = {"end_type", "until", "count", "role_ids", "exception_ids", "shift_ids"}


class IntegrationVolunteerShiftSeries(models.Model):
    """Shifts that come again by a rule (V4, V5; rules as in RFC 5545).

    Hours are those of the clock in Germany: an evening stays the same hour over the
    change of the clock, and the shift's length is what really passes.
    """

    _name = "integration.volunteer.shift.series"
    _inherit = ["integration.volunteer.shift.frame"]
    _description = "Series of shifts"
    _order = "state, name, id"
    _rec_names_search = ["name", "place"]

    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("ended", "Ended")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    # the rule
    freq = fields.Selection(
        [("weekly", "Weeks"), ("monthly", "Months")],
        "Repeats by",
        required=True,
        default="weekly",
    )
    interval = fields.Integer("Every", required=True, default=1)
    mon = fields.Boolean()
    tue = fields.Boolean()
    wed = fields.Boolean()
    thu = fields.Boolean()
    fri = fields.Boolean()
    sat = fields.Boolean()
    sun = fields.Boolean()
    month_by = fields.Selection(
        [("day", "Day of the month"), ("week", "Weekday")],
        "In the month by",
        required=True,
        default="week",
    )
    month_day = fields.Integer("Day", default=1)
    month_week = fields.Selection(
        [
            ("1", "First"),
            ("2", "Second"),
            ("3", "Third"),
            ("4", "Fourth"),
            ("-1", "Last"),
        ],
        "Week",
        required=True,
        default="1",
    )
    date_start = fields.Date("From", required=True, default=get_today, copy=False)
    end_type = fields.Selection(
        [
            ("forever", "Until further notice"),
            ("until", "On a day"),
            ("count", "After a number of times"),
        ],
        "Ends",
        required=True,
        default="forever",
    )
    until = fields.Date(help="Inclusive.")
    count = fields.Integer("Times", default=10)
    hour_from = fields.Float("Begins", required=True, default=18)
    hour_to = fields.Float(
        "Ends at", required=True, default=20, help="Before the beginning: the next day."
    )
    signup_hours = fields.Integer(
        "Sign-up until, hours before", help="0: until the shift begins."
    )
    skip_holidays = fields.Boolean("Not on public holidays", default=True)
    role_ids = fields.One2many(
        "integration.volunteer.shift.series.role",
        "series_id",
        "Roles",
        copy=True,
        help="Changes hold for shifts made from now on.",
    )
    exception_ids = fields.One2many(
        "integration.volunteer.shift.exception", "series_id", "Exceptions", copy=False
    )
    shift_ids = fields.One2many(
        "integration.volunteer.shift", "series_id", "Shifts", copy=False
    )
    shift_count = fields.Integer(compute="_compute_shift_count")

    _interval_positive = models.Constraint(
        "CHECK(interval > 0)", "A series repeats every one or more weeks or months."
    )

    @api.depends("shift_ids")
    def _compute_shift_count(self):
        counts = dict(
            self.env["integration.volunteer.shift"]._read_group(
                [("series_id", "in", self.ids)], ["series_id"], ["__count"]
            )
        )
        for series in self:
            series.shift_count = counts.get(series, 0)

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_by_engine(vals)
        return super().create(vals_list)

    def _check_by_engine(self, vals):
        if not self.env.su and "state" in vals:
            raise AccessError(self.env._("Series change their state by steps."))

    @api.constrains(
        *("freq", *DAYS, "month_by", "month_day", "hour_from", "hour_to"),
        *("end_type", "until", "count", "date_start"),
    )
    def _check_rule(self):
        for series in self:
            if problem := series._get_problem():
                raise ValidationError(
                    self.env._(
                        "%(series)s: %(problem)s", series=series.name, problem=problem
                    )
                )

    def _get_problem(self):
        by_weekday = self.freq == "weekly" or self.month_by == "week"
        if by_weekday and not any(self[day] for day in DAYS):
            return self.env._("please choose a weekday.")
        if not by_weekday and not 1 <= self.month_day <= 31:
            return self.env._("there is no such day of the month.")
        if not (0 <= self.hour_from < 24 and 0 <= self.hour_to <= 24):
            return self.env._("hours lie between 0:00 and 24:00.")
        if self.end_type == "until":
            if not self.until or self.until < self.date_start:
                return self.env._("the last day lies before the first, or is missing.")
        if self.end_type == "count" and self.count < 1:
            return self.env._("please say how many times.")
        return ""

    def write(self, vals):
        """A running series is changed by the dialog, which takes its shifts along."""
        self._check_by_engine(vals)
        if vals.keys() & set(self._get_rule_fields()) - FREE_FIELDS:
            for series in self:
                if series.state == "running":
                    raise UserError(
                        self.env._(
                            "“%(series)s” is running. Please use “Change”, so that its "
                            "shifts change with it.",
                            series=series.name,
                        )
                    )
        result = super().write(vals)
        if vals.keys() & {"end_type", "until", "count"}:
            self.filtered(lambda one: one.state == "running")._cut()
        return result

    @api.model
    def _get_rule_fields(self):
        """:return: names of the fields that say what shifts look like"""
        return (
            *("name", "task_id", "place", "zip", "description", "mode", "wait_list"),
            *("coordinator_id", "company_id", "freq", "interval", *DAYS, "month_by"),
            *("month_day", "month_week", "date_start", "hour_from", "hour_to"),
            *("signup_hours", "skip_holidays"),
        )

    def _apply(self, vals):
        """Write a running series; the caller takes the shifts along."""
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for series in self:
            if series.shift_ids:
                raise UserError(
                    self.env._(
                        "“%(series)s” has shifts. Please end it instead.",
                        series=series.name,
                    )
                )

    # ------------------------------------------------------------------
    # Days by the rule
    # ------------------------------------------------------------------

    def _get_days(self, date_from, date_to):
        """:return: list of days by the rule alone, exceptions and holidays left aside"""
        self.ensure_one()
        last = date_to
        if self.end_type == "until":
            last = min(last, self.until)
        rule = {
            "dtstart": datetime.combine(self.date_start, time()),
            "interval": self.interval,
        }
        if self.end_type == "count":
            rule["count"] = self.count
        else:
            rule["until"] = datetime.combine(last, time())
        weekdays = [rrule.weekday(n) for n, day in enumerate(DAYS) if self[day]]
        if self.freq == "weekly":
            rule["byweekday"] = weekdays
        elif self.month_by == "week":
            rule["byweekday"] = [day(int(self.month_week)) for day in weekdays]
        else:
            rule["bymonthday"] = self.month_day
        days = []
        for moment in rrule.rrule(FREQUENCIES[self.freq], **rule):
            day = moment.date()
            if day > last:
                break
            if day >= date_from:
                days.append(day)
        return days
