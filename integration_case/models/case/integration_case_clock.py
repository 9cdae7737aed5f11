from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.integration_base.tools.days import get_today


class IntegrationCase(models.Model):
    """The clock of advice: three years per person, four in justified single cases.

    Source: VwV Integrationsmanagement of 6 June 2023 (domain.md, 1.2); lengths,
    starting event and warning are dated rule values.
    """

    _inherit = "integration.case"

    date_entry = fields.Date("Entry into the country")
    date_allocation = fields.Date("Allocated to the town on")
    date_first_talk = fields.Date("First talk")
    is_extended = fields.Boolean("Advice extended", tracking=True)
    extension_reason = fields.Text("Reason of the extension")
    clock_start = fields.Date(
        "Advice counts from", compute="_compute_clock", store=True
    )
    clock_end = fields.Date(
        "Advice ends", compute="_compute_clock", store=True, index="btree_not_null"
    )
    clock_days_left = fields.Integer(
        "Days of advice left", compute="_compute_clock_left"
    )
    clock_state = fields.Selection(
        [("ok", "In time"), ("soon", "Ends soon"), ("over", "Ended")],
        "Advice clock",
        compute="_compute_clock_left",
        search="_search_clock_state",
    )
    clock_alerted = fields.Boolean(
        readonly=True, copy=False, export_string_translation=False
    )
    advice_year = fields.Integer("Year of advice", compute="_compute_clock_left")

    @api.depends(
        "date_allocation", "date_first_talk", "date_open", "is_extended", "company_id"
    )
    def _compute_clock(self):
        rules = self.env["integration.rule.value"]
        for case in self:
            start = case._get_clock_start()
            case.clock_start = start
            if not start:
                case.clock_end = False
                continue
            company = case.company_id
            years = rules._get_number("advice_years", start, company)
            if case.is_extended:
                years += rules._get_number("advice_extension_years", start, company)
            case.clock_end = start + relativedelta(months=round(years * 12))

    def _get_clock_start(self):
        """:return: the date of the first event, in the order of the rule, that is set."""
        self.ensure_one()
        events = self.env["integration.rule.value"]._get_text(
            "advice_clock_start", self.date_open, self.company_id
        )
        for name in (part.strip() for part in events.split(",")):
            if name in self._fields and self[name]:
                return self[name]
        return False

    @api.depends("clock_end")
    def _compute_clock_left(self):
        today = get_today()
        warn = self._get_clock_warning_date()
        for case in self:
            end, start = case.clock_end, case.clock_start
            case.clock_days_left = (end - today).days if end else 0
            case.advice_year = (
                relativedelta(today, start).years + 1 if start and start <= today else 0
            )
            case.clock_state = (
                False
                if not end
                else "over"
                if end <= today
                else "soon"
                if end <= warn
                else "ok"
            )

    def _search_clock_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today, warn = get_today(), self._get_clock_warning_date()
        parts = {
            "over": [("clock_end", "<=", today)],
            "soon": [("clock_end", ">", today), ("clock_end", "<=", warn)],
            "ok": [("clock_end", ">", warn)],
            False: [("clock_end", "=", False)],
        }
        return fields.Domain.OR([parts[v] for v in value if v in parts])

    @api.model
    def _get_clock_warning_date(self):
        months = self.env["integration.rule.value"]._get_number("advice_warning_months")
        return get_today() + relativedelta(months=round(months))

    @api.constrains("is_extended", "extension_reason")
    def _check_extension_reason(self):
        for case in self:
            if case.is_extended and not (case.extension_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "%(reference)s, extension: a fourth year needs a reason.",
                        reference=case.reference,
                    )
                )

    @api.constrains("date_entry", "date_allocation", "date_first_talk", "date_open")
    def _check_clock_dates(self):
        for case in self:
            entry, allocated = case.date_entry, case.date_allocation
            if entry and allocated and allocated < entry:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, allocation: the date lies before the entry into "
                        "the country.",
                        reference=case.reference,
                    )
                )

    def write(self, vals):
        if {"is_extended", "date_allocation", "date_first_talk"} & vals.keys():
            vals = dict(vals, clock_alerted=False)
        return super().write(vals)

    @api.model
    def _cron_alert_clock(self):
        """Put the end of advice before the manager in time, once for each end."""
        cases = self.search(
            [
                ("is_closed", "=", False),
                ("clock_alerted", "=", False),
                ("clock_state", "in", ("soon", "over")),
            ]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(cases))
        for case in cases:
            # a cron has no language of its own
            env = case.with_context(lang=case.user_id.lang).env
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                max(case.clock_end, get_today()),
                summary=env._("The time of advice ends"),
                user_id=case.user_id.id,
            )
            case.clock_alerted = True
            if not self.env["ir.cron"]._commit_progress(1):
                return
