from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import get_today

from .local_time import get_days, split_days

#: half a second in hours: hours are floats
SLACK = 0.5 / 3600


class IntegrationVolunteer(models.Model):
    """When they have time, and how much of it they want to give (V11, V17)."""

    _inherit = "integration.volunteer"

    availability_ids = fields.One2many(
        "integration.volunteer.availability", "volunteer_id"
    )
    absence_ids = fields.One2many(
        "integration.volunteer.absence", "volunteer_id", "Absences"
    )
    max_hours_week = fields.Float(
        "Hours a week at most", help="Warns, does not block. Empty: no limit."
    )
    max_hours_month = fields.Float(
        "Hours a month at most", help="Warns, does not block. Empty: no limit."
    )
    rest_hours = fields.Float(
        "Hours of rest", help="Wanted between the bookings of two days. Warns only."
    )
    is_away = fields.Boolean(
        "Away today", compute="_compute_is_away", search="_search_is_away"
    )
    away_booking_count = fields.Integer(
        "Bookings during absences", compute="_compute_away_booking_count"
    )

    _limits = models.Constraint(
        "CHECK(max_hours_week >= 0 AND max_hours_month >= 0 AND rest_hours >= 0)",
        "Limits of hours cannot be negative.",
    )

    @api.depends("absence_ids.date_from", "absence_ids.date_to")
    def _compute_is_away(self):
        away = self.filtered_domain(self._get_away_domain())
        for volunteer in self:
            volunteer.is_away = volunteer in away

    def _search_is_away(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_away_domain()

    @api.model
    def _get_away_domain(self):
        today = get_today()
        inside = Domain("date_from", "<=", today) & Domain("date_to", ">=", today)
        return Domain("absence_ids", "any", inside)

    @api.depends("absence_ids.date_from", "absence_ids.date_to", "booking_ids.state")
    def _compute_away_booking_count(self):
        for volunteer in self:
            volunteer.away_booking_count = sum(
                volunteer.absence_ids.mapped("booking_count")
            )

    def _get_availability(self, start, stop):
        """Say whether a time lies in what the volunteer offers weekly.

        On a public holiday a week is not an ordinary one: what would be available is
        unknown.

        :param start: UTC datetime
        :param stop: UTC datetime
        :return: ``available``, ``outside`` or ``unknown``
        """
        self.ensure_one()
        # sudo: hours of a volunteer whom the caller holds
        rows = self.sudo().availability_ids
        if not rows:
            return "unknown"
        for day, hour_from, hour_to in split_days(start, stop):
            # rows of a day do not overlap: what they cover can be added up
            covered = sum(
                max(0, min(row.hour_to, hour_to) - max(row.hour_from, hour_from))
                for row in rows
                if row.weekday == str(day.weekday())
            )
            if covered < hour_to - hour_from - SLACK:
                return "outside"
        return "unknown" if self._get_holidays(start, stop) else "available"

    def _get_holidays(self, start, stop):
        """:return: names of the public holidays of a time, in the authority's state"""
        company = self.company_id or self.env.company
        # sudo: in which state the authority lies
        state = company.sudo().state_id
        days = self.env["integration.holiday"]._get_days(*get_days(start, stop), state)
        return list(days.values())

    def _get_absences(self, start, stop):
        """:return: absences that touch a time, in superuser mode"""
        self.ensure_one()
        first, last = get_days(start, stop)
        # sudo: days of a volunteer whom the caller holds
        return self.sudo().absence_ids.filtered(
            lambda row: row.date_from <= last and row.date_to >= first
        )

    # ------------------------------------------------------------------
    # For searches over many volunteers: see _get_conflicts for one
    # ------------------------------------------------------------------

    @api.model
    def _get_free_sql(self, start, stop, alias="integration_volunteer"):
        """Condition for a query over ``integration_volunteer``: nothing hard stands
        against a time, neither a booking nor an absence. Appointments in Odoo's
        calendar are not looked at.

        :param start: UTC datetime
        :param stop: UTC datetime
        :param str alias: of the table of volunteers in the query
        :return: ``SQL`` that is true or false
        """
        bookings = self.env["integration.volunteer.booking"]._fields
        absences = self.env["integration.volunteer.absence"]._fields
        first, last = get_days(start, stop)
        return SQL(
            "(NOT EXISTS (SELECT FROM integration_volunteer_booking b"
            " WHERE b.volunteer_id = %(id)s"
            " AND b.state = 'booked' AND b.start < %(stop)s AND b.stop > %(start)s)"
            " AND NOT EXISTS (SELECT FROM integration_volunteer_absence a"
            " WHERE a.volunteer_id = %(id)s"
            " AND a.date_from <= %(last)s AND a.date_to >= %(first)s))",
            id=SQL.identifier(alias, "id"),
            start=start,
            stop=stop,
            first=first,
            last=last,
            to_flush=[
                *(bookings[name] for name in ("volunteer_id", "state")),
                *(bookings[name] for name in ("start", "stop")),
                *(absences[name] for name in ("volunteer_id", "date_from", "date_to")),
            ],
        )

    @api.model
    def _get_available_sql(self, start, stop, alias="integration_volunteer"):
        """Expression for a query over ``integration_volunteer``: 1 if a time lies in
        what they offer weekly, 0 if outside, 0.5 if they have said nothing.

        :param start: UTC datetime
        :param stop: UTC datetime
        :param str alias: of the table of volunteers in the query
        :return: ``SQL`` of a number
        """
        rows = self.env["integration.volunteer.availability"]._fields
        covered = [
            SQL(
                "COALESCE((SELECT SUM(LEAST(s.hour_to, %(hour_to)s)"
                " - GREATEST(s.hour_from, %(hour_from)s))"
                " FROM integration_volunteer_availability s"
                " WHERE s.volunteer_id = %(id)s"
                " AND s.weekday = %(weekday)s AND s.hour_from < %(hour_to)s"
                " AND s.hour_to > %(hour_from)s), 0) >= %(length)s",
                id=SQL.identifier(alias, "id"),
                hour_from=hour_from,
                hour_to=hour_to,
                weekday=str(day.weekday()),
                length=hour_to - hour_from - SLACK,
            )
            for day, hour_from, hour_to in split_days(start, stop)
        ]
        return SQL(
            "(CASE WHEN NOT EXISTS (SELECT FROM integration_volunteer_availability s"
            " WHERE s.volunteer_id = %s) THEN 0.5"
            " WHEN %s THEN %s ELSE 0 END)",
            SQL.identifier(alias, "id"),
            SQL(" AND ").join(covered),
            # in the state of the authority that asks
            0.5 if self._get_holidays(start, stop) else 1,
            to_flush=[
                rows[name]
                for name in ("volunteer_id", "weekday", "hour_from", "hour_to")
            ],
        )

    # ------------------------------------------------------------------
    # Telling
    # ------------------------------------------------------------------

    def _tell_coordinator(self, summary, *parts):
        """Give the coordinator a to-do; without one it is noted at the volunteer.

        :param str summary: what is to be done
        :param parts: lines of plain text
        """
        self.ensure_one()
        note = Markup("").join(Markup("<p>%s</p>") % part for part in parts)
        # sudo: also volunteers and jobs cause to-dos of the coordination
        volunteer = self.sudo()
        user = volunteer.coordinator_id
        if user and user.active:
            volunteer.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=summary,
                note=note,
                user_id=user.id,
            )
        else:
            volunteer.message_post(body=Markup("<p>%s</p>%s") % (summary, note))
