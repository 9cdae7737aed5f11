from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import get_today

from .clock import get_span
from .integration_volunteer_shift_frame import FRAME_FIELDS
from .integration_volunteer_shift_series_role import ROLE_FIELDS


class IntegrationVolunteerShiftSeries(models.Model):
    """Making the shifts of a series; once more changes nothing (V4)."""

    _inherit = "integration.volunteer.shift.series"

    def action_start(self):
        """Make the shifts of the coming weeks, and go on each night."""
        self.check_access("write")
        for series in self:
            series._check_series_state("draft")
            if not series.role_ids:
                raise UserError(
                    self.env._(
                        "“%(series)s” has no role with places yet.", series=series.name
                    )
                )
            series._apply({"state": "running"})
        self._generate()

    def action_generate(self):
        """Make the shifts of the coming weeks now."""
        self.check_access("write")
        for series in self:
            series._check_series_state("running")
        self._generate()

    def action_end(self):
        """End the series: shifts to come are cancelled, those on are told."""
        self.check_access("write")
        for series in self:
            series._check_series_state("running")
            series._apply({"state": "ended"})
            series._get_coming()._cancel(self.env._("The series has ended."))

    def _check_series_state(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        if self.state != state:
            raise UserError(
                self.env._(
                    "“%(series)s” is “%(now)s”; this cannot be done.",
                    series=self.name,
                    now=labels[self.state],
                )
            )

    def action_shifts(self):
        """:return: window action with the shifts of the series"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_volunteer.integration_volunteer_shift_action"
        )
        return {**action, "domain": [("series_id", "=", self.id)], "context": {}}

    # ------------------------------------------------------------------
    # Making shifts
    # ------------------------------------------------------------------

    @api.model
    def _cron_generate(self):
        """Make shifts of all running series ahead, each series by itself."""
        # sudo: a job
        self = self.sudo()
        cron = self.env["ir.cron"]
        running = self.search([("state", "=", "running")])
        cron._commit_progress(remaining=len(running))
        for series in running:
            if series.try_lock_for_update() and series.state == "running":
                series._generate()
            if not cron._commit_progress(1):
                return

    def _generate(self, date_to=None):
        """Make the missing shifts; those made before, moved or cancelled stay.

        :param date_to: last day; ``shift_series_weeks`` from today if empty
        :return: the new shifts
        """
        rules = self.env["integration.rule.value"]
        today = get_today()
        made = self.env["integration.volunteer.shift"]
        for series in self:
            company = series.company_id
            last = date_to or today + rules._get_delta(
                "shift_series_weeks", company=company
            )
            spans = series._get_spans(today, last)
            known = series._get_known_days(list(spans))
            # sudo: shifts of a series are published as they are made
            made += made.sudo().create(
                [
                    series._prepare_shift_vals(day, *span)
                    for day, span in spans.items()
                    if day not in known and span[0] > fields.Datetime.now()
                ]
            )
        return made.sudo(self.env.su)

    def _get_known_days(self, days):
        """:return: set of days of the rule that have a shift, whatever became of it"""
        shifts = self.env["integration.volunteer.shift"].search_fetch(
            [("series_id", "=", self.id), ("date_original", "in", days)],
            ["date_original"],
        )
        return set(shifts.mapped("date_original"))

    def _get_spans(self, date_from, date_to):
        """Say when shifts take place, exceptions and holidays taken into account.

        :return: dict day of the rule → (start, stop) in UTC
        """
        self.ensure_one()
        holidays = {}
        if self.skip_holidays:
            holidays = self.env["integration.holiday"]._get_days(
                date_from, date_to, self.company_id.state_id
            )
        exceptions = {one.date: one for one in self.exception_ids}
        spans = {}
        for day in self._get_days(date_from, date_to):
            exception = exceptions.get(day)
            if exception:
                if exception.kind == "move":
                    spans[day] = exception._get_span()
            elif day not in holidays:
                spans[day] = get_span(day, self.hour_from, self.hour_to)
        return spans

    def _prepare_shift_vals(self, day, start, stop):
        """:return: values of the shift of a day of the rule"""
        frame = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in FRAME_FIELDS
        }
        ahead = timedelta(hours=self.signup_hours)
        return {
            **frame,
            "series_id": self.id,
            "date_original": day,
            "start": start,
            "stop": stop,
            "signup_until": start - ahead if ahead else False,
            "state": "published",
            "role_ids": [
                Command.create(
                    {
                        name: role._fields[name].convert_to_write(role[name], role)
                        for name in ROLE_FIELDS
                    }
                )
                for role in self.role_ids
            ],
        }

    # ------------------------------------------------------------------
    # Shifts to come
    # ------------------------------------------------------------------

    def _get_coming(self, date_from=None):
        """:return: shifts that have not begun, from a day of the rule on"""
        domain = [
            ("series_id", "in", self.ids),
            ("start", ">", fields.Datetime.now()),
            ("state", "in", ("draft", "published")),
        ]
        if date_from:
            domain.append(("date_original", ">=", date_from))
        return self.env["integration.volunteer.shift"].search(
            domain, order="date_original"
        )

    def _cut(self):
        """The series ends earlier: shifts beyond its rule are cancelled."""
        for series in self:
            coming = series._get_coming()
            if not coming:
                continue
            first, last = coming[0].date_original, coming[-1].date_original
            days = set(series._get_days(first, last))
            beyond = coming.filtered(
                lambda shift, days=days: shift.date_original not in days
            )
            beyond._cancel(self.env._("The series ends earlier."))
