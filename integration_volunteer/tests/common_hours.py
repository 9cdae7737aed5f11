from datetime import date, datetime, timedelta
from itertools import count

from odoo import fields

from .common import COORDINATOR, IntegrationVolunteerCommon

SETTLEMENT = "integration_volunteer.group_volunteer_settlement"
IBAN = "DE89 3704 0044 0532 0130 00"
#: a Tuesday long past, in a month of its own
DAY = date(2026, 3, 10)


class HoursCase(IntegrationVolunteerCommon):
    """Bookings that are over, a second coordinator, somebody of finance, a rate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coordinator2, cls.finance = cls._create_users(
            {"login": "test_coordinator2", "groups": COORDINATOR},
            {"login": "test_finance", "groups": SETTLEMENT},
        )
        cls.numbers = count(1)
        cls.company = cls.volunteer1.company_id
        cls.volunteer1.iban = IBAN
        cls.hours = cls.env["integration.volunteer.hours"].with_user(cls.coordinator)
        cls.locks = cls.env["integration.volunteer.hours.lock"].with_user(
            cls.coordinator
        )
        cls.vouchers = cls.env["integration.volunteer.voucher"].with_user(
            cls.coordinator
        )
        cls.rate = cls._new_rate("half_hour", 7.35)

    @classmethod
    def _new_rate(cls, kind, amount, **vals):
        return cls.env["integration.volunteer.rate"].create(
            {
                "kind": kind,
                "amount": amount,
                "valid_from": "2020-01-01",
                "company_id": cls.company.id,
                "source": "Beschluss",
                **vals,
            }
        )

    @classmethod
    def _book(cls, minutes=120, start=None, volunteer=None, **vals):
        """:return: a booking of volunteer1, by default over since long"""
        start = start or datetime(DAY.year, DAY.month, DAY.day, 13)
        booking = cls.env["integration.volunteer.booking"].create(
            {
                "volunteer_id": (volunteer or cls.volunteer1).id,
                "task_id": cls.task.id,
                "title": "Sommerfest",
                "start": start,
                "stop": start + timedelta(minutes=minutes),
                "res_model": "res.partner",
                "res_id": next(cls.numbers),
                **vals,
            }
        )
        return booking.with_user(cls.coordinator)

    def _report(self, minutes=60, day=DAY, volunteer=None, **vals):
        """:return: hours entered and approved by the coordination"""
        row = self.hours.create(
            {
                "volunteer_id": (volunteer or self.volunteer1).id,
                "task_id": self.task.id,
                "date": day,
                "minutes": minutes,
                **vals,
            }
        )
        row.action_approve()
        return row

    def _close(self, day=DAY):
        lock = self.locks._get_month(self.company, day).with_user(self.coordinator)
        lock.action_close()
        return lock

    def _make(self, day=DAY, until=None, volunteer=None):
        """:return: vouchers of a month"""
        volunteer = volunteer or self.volunteer1
        return self.vouchers._make(volunteer, day, until or day)

    def _approve(self, voucher):
        voucher.with_user(self.coordinator2).action_approve()
        return voucher

    @classmethod
    def _now(cls):
        return fields.Datetime.now()
