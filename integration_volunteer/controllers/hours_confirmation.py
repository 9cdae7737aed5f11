from odoo import http
from odoo.fields import Datetime
from odoo.http import request
from odoo.tools import format_datetime

from odoo.addons.integration_base.tools.days import TIMEZONE
from odoo.addons.integration_plan.controllers.link_pages import LinkPages, link_route

from ..models.hours.integration_volunteer_confirmation import PATH, PURPOSE

LONGEST = 24 * 60


class HoursConfirmationController(LinkPages, http.Controller):
    """Where an institution confirms hours of volunteers, without an account (V24).

    Only the bookings that the link is about are shown, and nothing else of the house.
    """

    path = PATH
    cookie = "integration_hours"
    purpose = PURPOSE
    templates = "integration_volunteer.integration_confirmation_page"
    form_scope = "integration_hours_form"
    first_page = "/hours"

    @link_route(PATH)
    def entry(self, **params):
        return self._show_entry()

    @link_route(f"{PATH}/enter", "POST")
    def enter(self, **params):
        return self._enter(params)

    @link_route(f"{PATH}/hours")
    def hours(self, **params):
        visit = self._get_visit()
        if not visit:
            return self._show_entry(failed=True, status=403)
        return self._show_hours(visit)

    def _show_hours(self, visit, typed=None, wrong=()):
        asked = visit.token_id._get_record()
        typed = typed or {}
        rows = []
        for line in asked.line_ids:
            booking = line.booking_id
            prefix = f"b{line.id}_"
            minutes = str(booking._get_minutes())
            rows.append(
                {
                    "name": booking.volunteer_id.name,
                    "task": booking.task_id.name,
                    "title": booking.title,
                    "start": self._show_time(asked.env, booking.start),
                    "stop": self._show_time(asked.env, booking.stop),
                    "prefix": prefix,
                    "answer": typed.get(f"{prefix}answer", ""),
                    "minutes": typed.get(f"{prefix}minutes", minutes),
                    "wrong": line in wrong,
                }
            )
        return self._render(
            *("hours", request.httprequest.cookies[self.cookie], 422 if wrong else 200),
            rows=rows,
            wrong=bool(wrong),
            company=asked.company_id.name,
        )

    def _show_time(self, env, moment):
        return format_datetime(
            env, Datetime.to_datetime(moment), tz=TIMEZONE, dt_format="short"
        )

    @link_route(f"{PATH}/answer", "POST")
    def answer(self, **params):
        visit = self._get_visit()
        if not visit or not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        asked = visit.token_id._get_record()
        # one answer, also for two clicks at once
        asked.lock_for_update()
        asked.invalidate_recordset(["state"])
        if asked.state != "sent":
            return self._show_entry(failed=True, status=403)
        answers, wrong = {}, []
        for line in asked.line_ids:
            minutes = self._read_minutes(params, f"b{line.id}_")
            if minutes is None:
                wrong.append(line)
            answers[line] = minutes
        if wrong:
            return self._show_hours(visit, params, wrong)
        asked._answer(answers)
        visit._end()
        return self._render("thanks", self._make_stranger())

    def _read_minutes(self, params, prefix):
        """:return: minutes confirmed, 0 for did not come, None if it cannot be read"""
        answer = params.get(f"{prefix}answer")
        if answer == "not":
            return 0
        text = str(params.get(f"{prefix}minutes") or "").strip()
        if answer != "came" or not text.isascii() or not text.isdecimal():
            return None
        minutes = int(text[:6])
        return minutes if 0 < minutes <= LONGEST else None
