from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import to_german_day
from odoo.addons.integration_plan.models.base.integration_plan_part import take_turn

#: longest meeting that can be reported at once, in minutes: one day
LONGEST = 24 * 60


class IntegrationVolunteerTandem(models.Model):
    """Meetings that volunteers report themselves (V22)."""

    _inherit = "integration.volunteer.tandem"

    def _report_meeting(self, start, minutes, note=None):
        """Note a meeting that has taken place; one planned on that day becomes it.

        :param start: UTC datetime, not in the future
        :param int minutes: length, up to a day
        :param str note: how it went; names no client
        :return: the meeting
        :raise UserError: if the tandem has not begun or the time cannot be
        """
        self.ensure_one()
        # sudo: the caller holds the tandem: coordination, or its own volunteer
        tandem = self.sudo()
        take_turn(tandem)
        start = fields.Datetime.to_datetime(start)
        if not tandem.began_on or tandem.state in ("proposed", "ended"):
            raise UserError(
                self.env._(
                    "%(reference)s: meetings are reported while the tandem goes on.",
                    reference=tandem.reference,
                )
            )
        if not 0 < minutes <= LONGEST or start > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(reference)s: please enter a time in the past and a length of up "
                    "to one day.",
                    reference=tandem.reference,
                )
            )
        stop = start + timedelta(minutes=minutes)
        overlap = Domain("start", "<", stop) & Domain("stop", ">", start)
        meetings = tandem.meeting_ids
        if meetings.filtered_domain(overlap & Domain("state", "=", "held")):
            raise UserError(
                self.env._(
                    "%(reference)s: a meeting at this time is reported already.",
                    reference=tandem.reference,
                )
            )
        vals = {"start": start, "stop": stop, "state": "held", "note": note}
        day = self._to_day(start)
        planned = meetings.filtered(
            lambda one: one.state == "planned" and self._to_day(one.start) == day
        )[:1]
        if not planned:
            return meetings.create({**vals, "tandem_id": tandem.id})
        planned.write(vals)
        return planned

    def _to_day(self, moment):
        return to_german_day(moment)

    def _tell_coordination(self, summary):
        """Put a task before whoever coordinates a tandem; it names no client.

        :param str summary: translated
        """
        # sudo: goes to the coordination, which reads volunteers and tandems
        for tandem in self.sudo():
            volunteer = tandem.volunteer_id
            user = tandem.coordinator_id or volunteer.coordinator_id
            if volunteer and user:
                volunteer.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=f"{tandem.reference}: {summary}",
                    user_id=user.id,
                )
