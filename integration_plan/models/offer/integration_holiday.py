from datetime import date, timedelta

from dateutil.easter import easter

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IntegrationHoliday(models.Model):
    """A public holiday: the same day each year, or counted from Easter Sunday.

    Holidays are law of the states and change: rows are dated and carry their source.
    Those without a state hold in all of Germany.
    """

    _name = "integration.holiday"
    _description = "Public holiday"
    _order = "month, day, easter_days, id"

    name = fields.Char(required=True, translate=True)
    month = fields.Integer(help="0: counted from Easter Sunday.")
    day = fields.Integer()
    easter_days = fields.Integer("Days after Easter Sunday")
    state_ids = fields.Many2many(
        "res.country.state",
        string="States",
        domain="[('country_id.code', '=', 'DE')]",
        help="Empty: all of Germany.",
    )
    valid_from = fields.Date()
    valid_until = fields.Date()
    source = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)

    @api.constrains("month", "day")
    def _check_day(self):
        for holiday in self.filtered("month"):
            try:
                date(2024, holiday.month, holiday.day)
            except ValueError:
                raise ValidationError(
                    self.env._("%(name)s: there is no such day.", name=holiday.name)
                ) from None

    def _get_day(self, year):
        """:return: the day in a year, or None if it is no holiday then"""
        self.ensure_one()
        if self.month:
            try:
                day = date(year, self.month, self.day)
            except ValueError:
                return None  # 29 February
        else:
            day = easter(year) + timedelta(days=self.easter_days)
        begun = not self.valid_from or self.valid_from <= day
        open_ = not self.valid_until or self.valid_until >= day
        return day if begun and open_ else None

    @api.model
    def _get_days(self, date_from, date_to, state=None):
        """Look up the public holidays of a state.

        :param date_from: first day
        :param date_to: last day
        :param state: ``res.country.state``, or none for those of all Germany
        :return: dict day → name
        """
        # sudo: the calendar is no secret; its answer must not depend on who asks
        begun = fields.Domain("valid_from", "=", False)
        begun |= fields.Domain("valid_from", "<=", date_to)
        holidays = self.sudo().search(begun)
        days = {}
        for holiday in holidays:
            if holiday.state_ids and state not in holiday.state_ids:
                continue
            for year in range(date_from.year, date_to.year + 1):
                day = holiday._get_day(year)
                if day and date_from <= day <= date_to:
                    days[day] = holiday.name
        return days
