from datetime import datetime, time, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import Form

from odoo.addons.integration_base.tools.days import GERMANY, UTC

from .common import IntegrationVolunteerCommon


def utc(day, hour=9, minute=0):
    """:return: UTC datetime of a local time in Germany"""
    local = datetime.combine(fields.Date.to_date(day), time(hour, minute), GERMANY)
    return local.astimezone(UTC).replace(tzinfo=None)


class RequestCase(IntegrationVolunteerCommon):
    """Two volunteers who interpret Arabic, and a request for one of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interpreting = cls.env.ref(
            "integration_volunteer.integration_volunteer_task_interpreting"
        )
        cls.requests = cls.env["integration.volunteer.request"].with_user(
            cls.coordinator
        )
        for volunteer in (cls.volunteer1, cls.volunteer2):
            volunteer.task_ids = cls.interpreting | cls.task
            cls._add_language(volunteer, cls.arabic)
        cls.start, cls.stop = cls._hours_ahead(24 * 14)

    @classmethod
    def _add_language(cls, volunteer, language, speaking="b2", **vals):
        return cls.env["integration.volunteer.language"].create(
            {
                "volunteer_id": volunteer.id,
                "language_id": language.id,
                "speaking": speaking,
                "interprets": True,
                **vals,
            }
        )

    def new_request(self, opened=True, user=None, **vals):
        """:return: a request of the coordinator or of another user"""
        request = self.requests.with_user(user or self.coordinator).create(
            {
                "task_id": self.interpreting.id,
                "language_id": self.arabic.id,
                "level": "b1",
                "start": self.start,
                "stop": self.stop,
                "place": "Rathaus, Pforte",
                "zip": "72764",
                **vals,
            }
        )
        if opened:
            request.action_open()
        return request

    def ask(self, request, volunteers=None):
        """:return: the asks, in superuser mode as the volunteers' pages hold them"""
        volunteers = volunteers or self.volunteer1 | self.volunteer2
        request.with_user(self.coordinator)._ask(volunteers)
        asks = request.with_env(self.env).ask_ids
        asks = asks.filtered(lambda ask: ask.state == "asked")
        return asks.sorted(lambda ask: volunteers.ids.index(ask.volunteer_id.id))

    def mails_to(self, volunteer):
        """:return: subjects of the mails to somebody, oldest first"""
        mails = self.env["mail.mail"].search(
            [("email_to", "like", volunteer.email)], order="id"
        )
        return mails.mapped("subject")

    def cancel(self, request, reason="not_needed"):
        action = request.action_cancel()
        dialog = Form(
            self.env[action["res_model"]]
            .with_user(request.env.user)
            .with_context(**action["context"])
        )
        dialog.reason = reason
        dialog.save().action_cancel()

    def bookings(self, request):
        return request._get_bookings()

    def freeze(self, moment):
        return freeze_time(moment)

    def run_job(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "integration_volunteer.ir_cron_requests_unfilled"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def days_ahead(self, days):
        return fields.Datetime.now() + timedelta(days=days)
