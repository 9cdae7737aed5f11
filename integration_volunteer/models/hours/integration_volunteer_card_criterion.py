from odoo import api, fields, models
from odoo.tools import format_date, formatLang


class IntegrationVolunteerCardCriterion(models.Model):
    """What somebody must have done to get the card for volunteers (V25)."""

    _name = "integration.volunteer.card.criterion"
    _inherit = ["integration.volunteer.dated"]
    _description = "Criterion of the volunteers' card"
    _order = "name, valid_from desc, id desc"
    _dated_key = ("name",)

    name = fields.Char(required=True, translate=True)
    hours_per_week = fields.Float(required=True, help="On average.")
    months = fields.Integer(
        required=True, default=12, help="Looked at until the day asked for."
    )

    _positive = models.Constraint(
        "CHECK(hours_per_week > 0 AND months > 0)", "Give hours and months."
    )

    @api.model
    def _check(self, volunteer, day):
        """Compare a volunteer's approved hours with the criteria of a day.

        :param volunteer: ``integration.volunteer``
        :param day: date
        :return: list of dicts ``criterion``, ``met``, ``words``
        """
        result = []
        for criterion in self._get_valid(day, volunteer.company_id):
            since = fields.Date.subtract(day, months=criterion.months)
            since = fields.Date.add(since, days=1)
            minutes = sum(volunteer._get_hours_by_task(since, day).values())
            weeks = ((day - since).days + 1) / 7
            average = minutes / 60 / weeks
            met = round(average, 4) >= criterion.hours_per_week
            text = (
                self.env._(
                    "%(name)s: met. %(average)s hours a week on average since "
                    "%(since)s; %(needed)s are needed."
                )
                if met
                else self.env._(
                    "%(name)s: not met. %(average)s hours a week on average since "
                    "%(since)s; %(needed)s are needed."
                )
            )
            words = text % {
                "name": criterion.name,
                "average": formatLang(self.env, average, digits=1),
                "since": format_date(self.env, since),
                "needed": formatLang(self.env, criterion.hours_per_week, digits=1),
            }
            if not criterion.verified:
                words += " " + self.env._("The criterion is not verified.")
            result.append({"criterion": criterion, "met": met, "words": words})
        return result
