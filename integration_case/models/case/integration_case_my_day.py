from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import (
    end_of_day_utc,
    get_today,
    start_of_day_utc,
    to_german_day,
)

# Rows of one list on the page; the full list is an action away.
ROWS = 8
APPOINTMENT_ROWS = 40


class IntegrationCase(models.Model):
    """The start page "My Day": all its figures in one call.

    The number of queries does not grow with the number of cases; lists are cut, the
    full list is an action away.
    """

    _inherit = "integration.case"

    @api.model
    def get_my_day(self):
        """Give what the user's start page shows, in the user's own rights.

        :return: dict with ``appointments``, ``due``, ``unseen``, ``caseload`` and
            ``teams``; every figure comes with the action of its list
        """
        self.check_access("read")
        return {
            "today": fields.Date.to_string(get_today()),
            "appointments": self._get_my_day_appointments(),
            "due": [group for group in self._get_my_day_due() if group["count"]],
            "unseen": self._get_my_day_unseen(),
            "caseload": self._get_my_day_caseload(),
            "teams": self._get_my_day_teams() if self._is_lead() else [],
        }

    @api.model
    def _get_my_day_domain(self):
        """:return: domain of the open cases the user works, cover included."""
        reasons = ("manager", "deputy", "cover")
        rows = self.env["integration.access"]._get_current_domain()
        rows &= fields.Domain("user_id", "=", self.env.uid)
        rows &= fields.Domain("reason", "in", reasons)
        return fields.Domain("is_closed", "=", False) & fields.Domain(
            "access_ids", "any", rows
        )

    @api.model
    def _prepare_my_day_action(self, name, model, domain, view_mode="list"):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": list(domain),
            "views": [[False, view_mode], [False, "form"]],
            "context": {},
        }

    # ------------------------------------------------------------------
    # Appointments
    # ------------------------------------------------------------------

    @api.model
    def _get_my_day_appointments(self):
        today = get_today()
        tomorrow = today + timedelta(days=1)
        covered = self.env["integration.access"]._get_current_domain()
        covered &= fields.Domain("user_id", "=", self.env.uid)
        covered &= fields.Domain("reason", "=", "cover")
        domain = (
            fields.Domain("partner_ids", "in", self.env.user.partner_id.ids)
            | fields.Domain("case_id.access_ids", "any", covered)
        ) & self._get_my_day_period(today, tomorrow)
        events = self.env["calendar.event"].search(
            domain, order="start, id", limit=APPOINTMENT_ROWS
        )
        return {
            "rows": [self._prepare_my_day_appointment(row, today) for row in events],
            "count": len(events),
            "action": self._prepare_my_day_action(
                self.env._("Appointments today and tomorrow"),
                "calendar.event",
                domain,
            ),
        }

    @api.model
    def _get_my_day_period(self, first, last):
        """:return: domain of events that touch the days, which are German days"""
        begin = fields.Datetime.to_string(start_of_day_utc(first))
        end = fields.Datetime.to_string(end_of_day_utc(last))
        timed = fields.Domain("allday", "=", False)
        timed &= fields.Domain("start", "<", end) & fields.Domain("stop", ">", begin)
        whole = fields.Domain("allday", "=", True)
        whole &= fields.Domain("start_date", "<=", fields.Date.to_string(last))
        whole &= fields.Domain("stop_date", ">=", fields.Date.to_string(first))
        return timed | whole

    @api.model
    def _prepare_my_day_appointment(self, event, today):
        case = event.case_id
        start = event.start_date if event.allday else to_german_day(event.start)
        return {
            "id": event.id,
            "case_id": case.id,
            "name": event.case_client_name if case else event.name,
            "reference": case.reference or "",
            "start": fields.Datetime.to_string(event.start),
            "allday": event.allday,
            "is_today": start <= today,
            "place": event.location or "",
            "is_recorded": bool(event.counselling_ids),
        }

    # ------------------------------------------------------------------
    # Clients not seen, caseload
    # ------------------------------------------------------------------

    @api.model
    def _get_my_day_unseen(self):
        weeks = self.env["integration.rule.value"]._get_number("contact_gap_weeks")
        now = fields.Datetime.now()
        limit = now - timedelta(weeks=weeks)
        domain = fields.Domain("is_closed", "=", False)
        domain &= fields.Domain("user_id", "=", self.env.uid)
        domain &= fields.Domain(
            "date_last_contact", "<", fields.Datetime.to_string(limit)
        ) | (
            fields.Domain("date_last_contact", "=", False)
            & fields.Domain(
                "date_open", "<", fields.Date.to_string(to_german_day(limit))
            )
        )
        order = "date_last_contact NULLS FIRST, date_open, id"
        cases = self.search(domain, order=order, limit=ROWS)
        return {
            "weeks": weeks,
            "count": self.search_count(domain) if len(cases) >= ROWS else len(cases),
            "rows": [
                {
                    "case_id": case.id,
                    "name": case.client_name,
                    "reference": case.reference,
                    "weeks": case.date_last_contact
                    and (now - case.date_last_contact).days // 7,
                }
                for case in cases
            ],
            "action": self._prepare_my_day_action(
                self.env._("Clients not seen for %(weeks)s weeks", weeks=weeks),
                self._name,
                domain,
            ),
        }

    @api.model
    def _get_my_day_guide(self):
        return self.env["integration.rule.value"]._get_number(
            "caseload_guide_value", default=0
        )

    @api.model
    def _get_my_day_caseload(self):
        domain = [("is_closed", "=", False), ("user_id", "=", self.env.uid)]
        return {
            "count": self.search_count(domain),
            "guide": self._get_my_day_guide(),
            "action": self._prepare_my_day_action(
                self.env._("My open cases"), self._name, domain
            ),
        }
