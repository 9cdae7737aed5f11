from datetime import date
from decimal import Decimal

from odoo import models
from odoo.tools import formatLang

from .integration_volunteer_rate import to_decimal

KINDS = ("trainer", "general")


class IntegrationVolunteer(models.Model):
    """Allowances of a calendar year against the tax-free amounts (V23).

    Income counts in the year in which it is paid (§ 11 EStG); until then in the year
    of the voucher. What other payers give is declared by the volunteer. Nothing is
    ever blocked: whether tax is due, the volunteer's tax office decides.
    """

    _inherit = "integration.volunteer"

    def _get_ceiling_states(self, year):
        """Compare a year's allowances with the tax-free amounts.

        :param int year: calendar year
        :return: list of dicts ``kind``, ``paid``, ``declared``, ``ceiling`` (exact
            decimals, EUR), ``level`` (empty, ``warn`` or ``over``), ``words``; kinds
            without any amount are left out
        """
        self.ensure_one()
        paid = self._get_paid(year)
        declared = {
            row.kind: to_decimal(row.amount)
            for row in self.declaration_ids
            if row.year == year and not row.superseded
        }
        return [
            self._get_ceiling_state(kind, year, paid.get(kind), declared.get(kind))
            for kind in KINDS
            if paid.get(kind) or declared.get(kind)
        ]

    def _get_paid(self, year):
        """:return: dict kind → sum of what counts as income in a year"""
        # sudo: sums of the volunteer's own vouchers, for whoever reads the volunteer
        vouchers = self.env["integration.volunteer.voucher"].sudo()
        lines = vouchers.search(
            [
                ("volunteer_id", "=", self.id),
                ("tax_year", "=", year),
                ("state", "!=", "cancelled"),
                ("reverses_id", "=", False),
            ]
        ).line_ids.filtered("counts")
        sums = {}
        for line in lines:
            sums[line.ceiling] = sums.get(line.ceiling, 0) + to_decimal(line.amount)
        return sums

    def _get_ceiling_state(self, kind, year, paid, declared):
        rules = self.env["integration.rule.value"]
        last_day = date(year, 12, 31)
        company = self.company_id
        rule = rules._get_rule(f"volunteer_ceiling_{kind}", last_day, company)
        ceiling = to_decimal(rule._to_number())
        paid, declared = paid or Decimal(0), declared or Decimal(0)
        share = (paid + declared) * 100 / ceiling
        level = ""
        for name in ("warn", "over"):
            limit = rules._get_number(
                f"volunteer_ceiling_{name}_percent", last_day, company
            )
            if share > to_decimal(limit):
                level = name
        text = self.env._(
            "%(year)s, %(kind)s: %(paid)s from here and %(declared)s from others are "
            "%(share)s %% of %(ceiling)s."
        )
        labels = dict(
            self.env["integration.volunteer.task"]
            ._fields["ceiling"]
            ._description_selection(self.env)
        )
        euro = self.env.ref("base.EUR")
        words = text % {
            "year": year,
            "kind": labels[kind],
            "paid": formatLang(self.env, float(paid), currency_obj=euro),
            "declared": formatLang(self.env, float(declared), currency_obj=euro),
            "share": formatLang(self.env, float(share), digits=1),
            "ceiling": formatLang(self.env, float(ceiling), currency_obj=euro),
        }
        if not rule.verified:
            words += " " + self.env._("The tax-free amount is not verified.")
        return {
            "kind": kind,
            "paid": paid,
            "declared": declared,
            "ceiling": ceiling,
            "level": level,
            "words": words,
        }

    def _warn_of_ceiling(self, year):
        """Tell the coordination once for each year, kind and level.

        :param int year: calendar year
        """
        for volunteer in self:
            for state in volunteer._get_ceiling_states(year):
                if not state["level"]:
                    continue
                summary = (
                    self.env._("Tax-free amount %(year)s exceeded", year=year)
                    if state["level"] == "over"
                    else self.env._("Tax-free amount %(year)s nearly used", year=year)
                )
                known = volunteer.activity_ids.filtered(
                    lambda activity, summary=summary: activity.summary == summary
                )
                if known:
                    continue
                volunteer.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=summary,
                    note=state["words"],
                    user_id=volunteer.coordinator_id.id or self.env.uid,
                )
