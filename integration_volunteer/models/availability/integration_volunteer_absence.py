from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from .local_time import say_time, to_utc


class IntegrationVolunteerAbsence(models.Model):
    """Days on which a volunteer cannot be booked: both ends count (V17).

    Why somebody is away is told roughly and never leaves the coordination. Bookings
    that lie inside stay until somebody gives them up; the coordinator is told.
    """

    _name = "integration.volunteer.absence"
    _description = "Absence of a volunteer"
    _order = "date_from desc, id desc"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True
    )
    date_from = fields.Date("First day", required=True)
    date_to = fields.Date("Last day", required=True, help="This day counts.")
    reason = fields.Selection(
        [("away", "Away"), ("no_time", "No time"), ("other", "Other")],
        required=True,
        default="away",
        help="Roughly; why somebody is ill or away is not noted.",
    )
    booking_count = fields.Integer("Bookings inside", compute="_compute_booking_count")

    _order_of_days = models.Constraint(
        "CHECK(date_to >= date_from)", "An absence cannot end before it begins."
    )
    _days_idx = models.Index("(volunteer_id, date_from, date_to)")

    @api.depends("volunteer_id", "date_from", "date_to")
    def _compute_display_name(self):
        for absence in self:
            days = (
                format_date(self.env, day)
                for day in (absence.date_from, absence.date_to)
            )
            words = [absence.volunteer_id.name or "", " – ".join(days)]
            absence.display_name = ": ".join(filter(None, words))

    @api.depends("volunteer_id", "date_from", "date_to")
    def _compute_booking_count(self):
        bookings = self.volunteer_id._get_future_bookings()
        for absence in self:
            absence.booking_count = len(absence._get_bookings(bookings))

    @api.constrains("volunteer_id", "date_from", "date_to")
    def _check_days(self):
        for absence in self:
            # sudo: compares days of the same person; names only what was typed in
            if any(
                other.date_from <= absence.date_to
                and other.date_to >= absence.date_from
                for other in absence.volunteer_id.sudo().absence_ids - absence
            ):
                raise ValidationError(
                    self.env._(
                        "%(absence)s: a part of these days is entered already.",
                        absence=absence.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        absences = super().create(vals_list)
        absences._tell_coordination()
        return absences

    def write(self, vals):
        before = {absence: absence._get_bookings() for absence in self}
        result = super().write(vals)
        if {"date_from", "date_to", "volunteer_id"} & vals.keys():
            for absence in self:
                absence._tell_coordination(before[absence])
        return result

    # ------------------------------------------------------------------
    # Bookings inside
    # ------------------------------------------------------------------

    def action_give_up(self):
        """Give up all bookings inside; their places are free again."""
        for absence in self:
            absence.check_access("write")
            bookings = absence._get_bookings()
            if not bookings:
                raise UserError(
                    self.env._(
                        "%(absence)s: no booking lies inside any more.",
                        absence=absence.display_name,
                    )
                )
            bookings._give_up("unavailable")

    def _get_bookings(self, among=None):
        """:return: bookings inside that have not begun, in superuser mode

        :param among: bookings to choose from, all of the volunteer if not given
        """
        self.ensure_one()
        # sudo: rows of the engine for code that holds the volunteer
        none = self.env["integration.volunteer.booking"].sudo()
        if not (self.volunteer_id and self.date_from and self.date_to):
            return none
        start = to_utc(self.date_from)
        stop = to_utc(fields.Date.add(self.date_to, days=1))
        if among is None:
            among = self.volunteer_id._get_future_bookings()
        return among.filtered(
            lambda booking: (
                booking.volunteer_id == self.volunteer_id._origin
                and booking.start < stop
                and booking.stop > start
            )
        )

    def _tell_coordination(self, known=None):
        """List the bookings inside to the coordinator, as a to-do.

        :param known: bookings that lay inside before
        """
        for absence in self:
            bookings = absence._get_bookings()
            if known:
                bookings -= known
            if not bookings:
                continue
            volunteer = absence.volunteer_id
            lang = volunteer.coordinator_id.lang or self.env.lang
            words = absence.with_context(lang=lang)
            volunteer._tell_coordinator(
                words.env._("Bookings during an absence"),
                words.display_name,
                *(
                    f"{booking.title}, {say_time(words.env, booking.start, booking.stop)}"
                    for booking in bookings
                ),
            )
