import re
from datetime import datetime, time, timedelta

from dateutil import rrule

from odoo import api, fields, models
from odoo.exceptions import ValidationError

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
FREQUENCIES = {"weekly": rrule.WEEKLY, "monthly": rrule.MONTHLY}


class IntegrationOfferSchedule(models.Model):
    """When an offer is open (HSDS: schedule; RFC 5545 for its days).

    Days are kept as RFC 5545 writes them (``MO,WE``; ``1TU`` the first, ``-1SU`` the
    last of a month). Hours are those of Germany.
    """

    _name = "integration.offer.schedule"
    _description = "Opening hours of an offer"
    _order = "offer_id, location_id, sequence, id"
    _rec_name = "words"
    _rec_names_search = ["offer_id", "byday"]

    offer_id = fields.Many2one(
        "integration.offer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="offer_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    location_id = fields.Many2one(
        "integration.offer.location",
        "At place",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('offer_id', '=', offer_id)]",
        help="Empty: wherever the offer is.",
    )
    freq = fields.Selection(
        [("weekly", "Weekly"), ("monthly", "Monthly"), ("once", "Once")],
        "Repeats",
        required=True,
        default="weekly",
    )
    interval = fields.Integer("Every … weeks or months", default=1)
    byday = fields.Char("Days")
    bymonthday = fields.Char("Days of the month", help="For instance 1,15 or -1.")
    mo = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    tu = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    we = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    th = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    fr = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    sa = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    su = fields.Boolean(compute="_compute_days", inverse="_inverse_days")
    date_from = fields.Date("From", help="First day; needed if not every week counts.")
    date_until = fields.Date("Until", help="Inclusive.")
    count = fields.Integer("Times", help="0: until further notice.")
    opens_at = fields.Float("Opens")
    closes_at = fields.Float("Closes")
    by_appointment = fields.Boolean("By appointment")
    closed_on_holidays = fields.Boolean("Closed on public holidays", default=True)
    note = fields.Char(translate=True)
    exception_ids = fields.One2many(
        "integration.offer.exception", "schedule_id", "Exceptions", copy=True
    )
    words = fields.Char("In words", compute="_compute_words")

    _interval_positive = models.Constraint(
        "CHECK(interval > 0)", "Hours repeat every one or more weeks or months."
    )

    # ------------------------------------------------------------------
    # Days as buttons
    # ------------------------------------------------------------------

    @api.depends("byday")
    def _compute_days(self):
        for schedule in self:
            days = {match[2] for match in BYDAY.finditer(schedule.byday or "")}
            for day in DAYS:
                schedule[day.lower()] = day in days

    def _inverse_days(self):
        for schedule in self:
            before = {
                match[2]: match[1] or ""
                for match in BYDAY.finditer(schedule.byday or "")
            }
            chosen = [day for day in DAYS if schedule[day.lower()]]
            schedule.byday = ",".join(before.get(day, "") + day for day in chosen)

    @api.depends(
        *("freq", "interval", "byday", "bymonthday", "date_from", "date_until"),
        *("opens_at", "closes_at", "by_appointment"),
    )
    @api.depends_context("lang")
    def _compute_words(self):
        for schedule in self:
            schedule.words = schedule._say()

    def _say(self):
        """:return: the hours in one line"""
        self.ensure_one()
        names = dict(zip(DAYS, self._get_day_names(), strict=True))
        days = []
        for match in BYDAY.finditer(self.byday or ""):
            name = names[match[2]]
            if match[1] == "-1":
                name = self.env._("last %s", name)
            elif match[1]:
                name = f"{int(match[1])}. {name}"
            days.append(name)
        parts = [", ".join(days)]
        if self.freq == "once" and self.date_from:
            parts = [fields.Date.to_string(self.date_from)]
        if self.bymonthday:
            parts.append(self.bymonthday)
        if self.interval > 1:
            parts.append(self.env._("every %s", self.interval))
        if self.opens_at or self.closes_at:
            parts.append(f"{say_time(self.opens_at)}–{say_time(self.closes_at)}")
        if self.by_appointment:
            parts.append(self.env._("by appointment"))
        return " ".join(filter(None, parts))

    def _get_day_names(self):
        names = dict(self.fields_get([day.lower() for day in DAYS], ["string"]))
        return [names[day.lower()]["string"] for day in DAYS]

    # ------------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------------

    @api.constrains("byday", "bymonthday", "opens_at", "closes_at", "freq", "date_from")
    def _check_hours(self):
        for schedule in self:
            if problem := schedule._get_problem():
                raise ValidationError(
                    self.env._(
                        "%(offer)s, opening hours: %(problem)s",
                        offer=schedule.offer_id.name,
                        problem=problem,
                    )
                )

    def _get_problem(self):
        self.ensure_one()
        for part in filter(None, (self.byday or "").split(",")):
            if not BYDAY.fullmatch(part.strip()):
                return self.env._("“%s” is no day.", part)
        for part in filter(None, (self.bymonthday or "").split(",")):
            if not re.fullmatch(r"\s*-?([1-9]|[12]\d|3[01])\s*", part):
                return self.env._("“%s” is no day of a month.", part)
        if not (0 <= self.opens_at <= 24 and 0 <= self.closes_at <= 24):
            return self.env._("hours lie between 0:00 and 24:00.")
        if self.closes_at and self.closes_at < self.opens_at:
            return self.env._("the end lies before the beginning.")
        if self.freq == "once" and not self.date_from:
            return self.env._("please enter the day.")
        if self.interval > 1 and not self.date_from:
            return self.env._("please enter the first day.")
        return ""

    # ------------------------------------------------------------------
    # When is it open?
    # ------------------------------------------------------------------

    def _get_openings(self, date_from, date_to):
        """List the days and hours, exceptions and public holidays taken into account.

        :param date_from: first day
        :param date_to: last day
        :return: list of (day, opens, closes), hours as decimal numbers; 0, 0 means
            the whole day
        """
        openings = []
        holidays = {}
        for schedule in self:
            state = schedule._get_state()
            if state not in holidays:
                holidays[state] = self.env["integration.holiday"]._get_days(
                    date_from, date_to, state
                )
            for day in schedule._get_days(date_from, date_to):
                exception = schedule.exception_ids._get_on(day)
                if exception:
                    if exception.is_open:
                        hours = exception.opens_at, exception.closes_at
                        openings.append((day, *hours))
                elif not (schedule.closed_on_holidays and day in holidays[state]):
                    openings.append((day, schedule.opens_at, schedule.closes_at))
        return sorted(openings)

    def _get_state(self):
        """:return: state whose holidays hold"""
        places = self.location_id.place_id or self.offer_id.location_ids.place_id[:1]
        return places._get_state()

    def _get_days(self, date_from, date_to):
        """:return: list of days by the rule alone, exceptions left aside"""
        self.ensure_one()
        if self.freq == "once":
            last = self.date_until or self.date_from
            length = (last - self.date_from).days + 1
            days = [self.date_from + timedelta(days=n) for n in range(length)]
            return [day for day in days if date_from <= day <= date_to]
        start = self.date_from or date_from
        if not self.date_from and self.freq == "monthly":
            start = start.replace(day=1)
        last = min(filter(None, (self.date_until, date_to)))
        if not (self.byday or self.bymonthday):
            return []
        days = rrule.rrule(
            FREQUENCIES[self.freq],
            dtstart=datetime.combine(start, time()),
            interval=self.interval,
            byweekday=self._get_weekdays(),
            bymonthday=[
                int(part) for part in (self.bymonthday or "").split(",") if part
            ]
            or None,
            **(
                {"count": self.count}
                if self.count
                else {"until": datetime.combine(last, time())}
            ),
        )
        return [day.date() for day in days if date_from <= day.date() <= last]

    def _get_weekdays(self):
        weekdays = []
        for match in BYDAY.finditer(self.byday or ""):
            weekday = rrule.weekday(DAYS.index(match[2]))
            # numbered days belong to months only (RFC 5545, 3.3.10)
            if match[1] and self.freq == "monthly":
                weekday = weekday(int(match[1]))
            weekdays.append(weekday)
        return weekdays or None

    def _is_open(self, moment):
        """:param moment: local time in Germany; :return: whether it is open then"""
        hour = moment.hour + moment.minute / 60
        return any(
            not (opens or closes) or opens <= hour < closes
            for _day, opens, closes in self._get_openings(moment.date(), moment.date())
        )


def say_time(hours):
    """:return: ``9.5`` as ``9:30``"""
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
