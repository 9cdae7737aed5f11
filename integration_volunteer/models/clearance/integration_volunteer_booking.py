from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import TIMEZONE

from .integration_volunteer_clearance_validity import VALIDITY


class IntegrationVolunteerBooking(models.Model):
    """Assignments at risk: a clearance does not hold on their day (V13)."""

    _inherit = "integration.volunteer.booking"

    clearance_state = fields.Selection(
        VALIDITY,
        "Clearances",
        compute="_compute_clearance_state",
        search="_search_clearance_state",
        help="As far as is known today, for the day of the assignment.",
    )
    clearance_words = fields.Text("What is missing", compute="_compute_clearance_state")
    clearance_told = fields.Boolean(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The coordination was told that this assignment is blocked.",
    )

    @api.depends(
        "task_id",
        "start",
        "volunteer_id.clearance_ids.result",
        "volunteer_id.clearance_ids.date_until",
        "volunteer_id.clearance_ids.superseded_on",
    )
    def _compute_clearance_state(self):
        volunteers = self.env["integration.volunteer"]
        found = volunteers._find_clearances(self._get_subjects(self.ids))
        for booking in self:
            rows = found.get(booking._origin.id, {})
            states = {state for state, _until in rows.values()}
            booking.clearance_state = next(
                (state for state in ("expired", "expiring") if state in states), "valid"
            )
            words = [
                booking.volunteer_id._say_clearance(type_, state, until)
                for type_, (state, until) in rows.items()
                if state != "valid"
            ]
            booking.clearance_words = "\n".join(words) or False

    def _search_clearance_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: builds a query; reads nothing
        requirements = self.env["integration.clearance.requirement"].sudo()
        states = [*value]

        def to_sql(model, alias, query):
            # asked row by row: other conditions leave few of them
            subject = self._get_subject_columns(SQL.identifier(alias))
            return SQL(
                "COALESCE((SELECT state FROM (%s) s), 'valid') = ANY(%s)",
                requirements._get_states_sql(SQL("SELECT %s", subject)),
                states,
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_subject_columns(self, table):
        """:return: SQL of what is asked of a booking, on its day in Germany"""
        return SQL(
            "%(t)s.id, %(t)s.volunteer_id, %(t)s.task_id,"
            " (%(t)s.start AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date AS day",
            t=table,
            tz=TIMEZONE,
        )

    @api.model
    def _get_subjects(self, ids):
        """:return: SQL of rows as ``integration.clearance.requirement`` asks for"""
        return SQL(
            "SELECT %s FROM integration_volunteer_booking b WHERE b.id = ANY(%s)",
            self._get_subject_columns(SQL.identifier("b")),
            list(ids),
        )

    def write(self, vals):
        """A new time may lie behind the end of a clearance."""
        result = super().write(vals)
        if {"start", "task_id"} & vals.keys():
            self._recheck_clearances(self.volunteer_id)
        return result

    @api.model
    def _recheck_clearances(self, volunteers=None):
        """Look at future assignments again and tell of those newly blocked, once.

        :param volunteers: only theirs; all if none are given
        """
        # sudo: the engine; the coordinators told may read the volunteers
        bookings = self.sudo()
        domain = Domain("state", "=", "booked")
        domain &= Domain("start", ">", fields.Datetime.now())
        if volunteers is not None:
            domain &= Domain("volunteer_id", "in", volunteers.ids)
        future = bookings.search(domain)
        # one question to the database, whatever is remembered
        future.invalidate_recordset(["clearance_state", "clearance_words"], flush=False)
        at_risk = future.filtered(lambda row: row.clearance_state == "expired")
        (future - at_risk).filtered("clearance_told").clearance_told = False
        blocked = at_risk.filtered(lambda row: not row.clearance_told)
        blocked.clearance_told = True
        for volunteer, rows in blocked.grouped("volunteer_id").items():
            volunteer._tell_blocked(rows)
