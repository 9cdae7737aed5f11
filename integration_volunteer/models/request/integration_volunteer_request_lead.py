from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today, to_german_day

SATURDAY = 5


class IntegrationVolunteerRequest(models.Model):
    """How many working days lie ahead, by the holidays of the authority's state (V19)."""

    _inherit = "integration.volunteer.request"

    @api.model
    def _count_working_days(self, day_from, day_to, company):
        """Count working days: Monday to Friday without public holidays.

        The first day does not count, the last one does, as in periods of law (section
        187 of the Civil Code): from Monday to the next Monday it is five.

        :param day_from: date, day of asking
        :param day_to: date, day of the appointment
        :param company: authority; the holidays of its state hold
        :return: number of days, 0 if the second day is not later
        """
        if day_to <= day_from:
            return 0
        holidays = self.env["integration.holiday"]._get_days(
            day_from, day_to, company.state_id
        )
        days = (
            day_from + timedelta(days=number)
            for number in range(1, (day_to - day_from).days + 1)
        )
        return sum(day.weekday() < SATURDAY and day not in holidays for day in days)

    def _get_day(self):
        """:return: day of the appointment in Germany"""
        self.ensure_one()
        return to_german_day(self.start)

    def _prepare_lead_vals(self):
        """:return: lead time and whether it is short, as of now"""
        self.ensure_one()
        days = self._count_working_days(get_today(), self._get_day(), self.company_id)
        rules = self.env["integration.rule.value"]
        least = rules._get_number("request_lead_days", company=self.company_id)
        return {"lead_days": days, "urgent": days < least}

    def _is_late(self):
        """:return: whether cancelling now is late"""
        self.ensure_one()
        rules = self.env["integration.rule.value"]
        delta = rules._get_delta("request_late_cancel_hours", company=self.company_id)
        return fields.Datetime.now() > self.start - delta
