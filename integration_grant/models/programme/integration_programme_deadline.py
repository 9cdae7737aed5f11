from datetime import date as Day

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .integration_programme_version import UNITS

KINDS = [
    ("application", "Application"),
    ("figures", "Key figures"),
    ("interim", "Interim proof of use"),
    ("final", "Final proof of use"),
    ("remedy", "Legal remedy against the notice"),
    ("retention", "End of keeping"),
    ("other", "Other"),
]
EVENTS = [
    ("start", "Begin of the grant period"),
    ("end", "End of the grant period"),
    ("notice", "Notice of approval"),
    ("payout", "Payment received"),
    ("submission", "Proof submitted"),
]


class IntegrationProgrammeDeadline(models.Model):
    """A deadline as the guideline words it: after an event, or on a day each year (G4, G5)."""

    _name = "integration.programme.deadline"
    _inherit = ["integration.programme.part"]
    _description = "Deadline of a guideline"
    _order = "version_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    kind = fields.Selection(KINDS, required=True, default="other")
    rule = fields.Selection(
        [("event", "After an event"), ("yearly", "Each year on a day")],
        required=True,
        default="event",
    )
    event = fields.Selection(EVENTS, default="end")
    number = fields.Integer("Length")
    unit = fields.Selection(UNITS, default="months")
    day = fields.Integer()
    month = fields.Integer()
    after_end = fields.Boolean(
        "Also once after the end",
        help="The last of the yearly days follows the end of the grant period.",
    )

    @api.constrains("rule", "event", "unit", "day", "month", "number")
    def _check_rule(self):
        for deadline in self:
            if deadline.rule == "event":
                complete = deadline.event and deadline.unit and deadline.number >= 0
            else:
                complete = _is_day(deadline.day, deadline.month)
            if not complete:
                raise ValidationError(
                    self.env._(
                        "%(name)s: please enter the event with a length, or a day and "
                        "a month that exist every year.",
                        name=deadline.name,
                    )
                )

    def _get_dates(self, events):
        """Compute when a deadline falls (G5).

        :param dict events: event → day; a missing event has not happened yet. A yearly
            deadline needs ``start`` and ``end``
        :return: list of days, ascending
        """
        self.ensure_one()
        if self.rule == "event":
            day = events.get(self.event)
            return [day + relativedelta(**{self.unit: self.number})] if day else []
        start, end = events.get("start"), events.get("end")
        if not (start and end):
            return []
        years = range(start.year, end.year + 2)
        days = [Day(year, self.month, self.day) for year in years]
        within = [day for day in days if start < day <= end]
        following = [day for day in days if day > end][: int(self.after_end)]
        return within + following


def _is_day(day, month):
    """:return: whether there is such a day in every year"""
    try:
        Day(2023, month, day)
    except ValueError:
        return False
    return True
