from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .clock import get_span


class IntegrationVolunteerShiftException(models.Model):
    """A day on which a series does not take place, or at another time (V4)."""

    _name = "integration.volunteer.shift.exception"
    _description = "Exception of a series of shifts"
    _order = "date"
    _rec_name = "date"

    series_id = fields.Many2one(
        "integration.volunteer.shift.series",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="series_id.company_id", store=True, index=True)
    date = fields.Date("Day", required=True, help="The day that the rule gives.")
    kind = fields.Selection(
        [("skip", "Does not take place"), ("move", "At another time")],
        "What",
        required=True,
        default="skip",
    )
    date_to = fields.Date("Moved to")
    hour_from = fields.Float("Begins")
    hour_to = fields.Float("Ends at")
    reason = fields.Char(help="Names no client.")

    _date_uniq = models.UniqueIndex(
        "(series_id, date)", "The series has an exception for this day already."
    )

    @api.constrains("kind", "date_to", "hour_from", "hour_to")
    def _check_move(self):
        for exception in self.filtered(lambda one: one.kind == "move"):
            hours = exception.hour_from, exception.hour_to
            wrong = not all(0 <= hour <= 24 for hour in hours) or not any(hours)
            if wrong or not exception.date_to:
                raise ValidationError(
                    self.env._(
                        "%(series)s: please say to which day and hours.",
                        series=exception.series_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        exceptions = super().create(vals_list)
        exceptions._apply()
        return exceptions

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"date", "kind", "date_to", "hour_from", "hour_to"}:
            self._apply()
        return result

    def _get_span(self):
        """:return: UTC start and stop of a shift that was moved"""
        self.ensure_one()
        return get_span(self.date_to, self.hour_from, self.hour_to)

    def _apply(self):
        """Take a shift along that was made already; those that have begun stay."""
        for exception in self:
            series = exception.series_id
            shifts = series._get_coming().filtered(
                lambda shift, day=exception.date: shift.date_original == day
            )
            if exception.kind == "skip":
                shifts._cancel(exception.reason)
            elif shifts:
                start, stop = exception._get_span()
                shifts.write({"start": start, "stop": stop})
                shifts._keep({"is_changed": True})
