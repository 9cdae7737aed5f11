from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .local_time import to_clock

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class IntegrationVolunteerAvailability(models.Model):
    """When a volunteer has time in an ordinary week, by the clock in Germany (V17).

    Somebody without any row has said nothing: that is unknown, not never. Days on
    which the week does not hold are absences.
    """

    _name = "integration.volunteer.availability"
    _description = "Weekly availability of a volunteer"
    _order = "volunteer_id, weekday, hour_from, id"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True
    )
    weekday = fields.Selection(WEEKDAYS, required=True, index=True)
    hour_from = fields.Float("From", required=True, help="Hour of the day.")
    hour_to = fields.Float(
        "To", required=True, help="Hour of the day; 24:00 is midnight."
    )

    @api.depends("weekday", "hour_from", "hour_to")
    def _compute_display_name(self):
        labels = dict(self._fields["weekday"]._description_selection(self.env))
        for row in self:
            hours = f"{to_clock(row.hour_from)} – {to_clock(row.hour_to)}"
            row.display_name = f"{labels.get(row.weekday, '')} {hours}"

    @api.constrains("volunteer_id", "weekday", "hour_from", "hour_to")
    def _check_hours(self):
        for row in self:
            if not 0 <= row.hour_from < row.hour_to <= 24:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(time)s is no time of a day. It begins at 0:00 at "
                        "the earliest, ends at 24:00 at the latest, and ends after it "
                        "begins; a night is two rows.",
                        name=row.volunteer_id.name,
                        time=row.display_name,
                    )
                )
            # sudo: compares hours of the same person; names only what was typed in
            others = row.volunteer_id.sudo().availability_ids - row
            if any(
                other.weekday == row.weekday
                and other.hour_from < row.hour_to
                and other.hour_to > row.hour_from
                for other in others
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(time)s is entered twice in part.",
                        name=row.volunteer_id.name,
                        time=row.display_name,
                    )
                )
