from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import (
    get_today,
    to_german_day,
    to_last_german_day,
)

#: stands among the classes erased when nothing is left
ALL_CLASSES = "*"


class Verdict(NamedTuple):
    """What the rules say of one class of a person's data."""

    #: due, kept or held
    state: str
    #: day until which data are kept, or since which they are due
    date: object
    words: str


class IntegrationPerson(models.Model):
    """When which data of a person are due to be erased (C70)."""

    _inherit = "integration.person"

    retention_checked_on = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="When the job last asked the retention rules.",
    )

    def _get_retention_event(self, event, data_class):
        """Give the day a period is counted from; addons bring further events.

        :param str event: ``start_event`` of a retention rule
        :param str data_class: code of the class of data
        :return: date, or False if it has not come
        """
        self.ensure_one()
        # sudo: dates of all cases that cover the person, also those of others
        cases = self.sudo().with_context(active_test=False).case_ids
        if event == "closure":
            closed = cases.mapped("date_closed")
            return max(closed) if closed and all(closed) else False
        if event == "last_contact":
            days = [
                to_german_day(case.date_last_contact)
                if case.date_last_contact
                else case.date_open
                for case in cases
            ]
            return max(filter(None, days), default=False)
        if event == "withdrawal":
            return self._get_consent_end(data_class)
        return False

    def _get_consent_end(self, data_class):
        """:return: day on which the last consent for a class of data ended, or False"""
        # sudo: dates only
        consents = self.sudo().consent_ids.filtered(
            lambda consent: (
                consent.decision == "given"
                and data_class in consent.purpose_id.data_class_ids.mapped("code")
            )
        )
        if not consents or "given" in consents.mapped("state"):
            return False
        return max(
            to_last_german_day(
                min(filter(None, (consent.withdrawn_at, consent.date_until)))
            )
            for consent in consents
        )

    def _get_verdict(self, data_class, on_request=False, day=None):
        """:return: :class:`Verdict` on one class of data, see :meth:`_get_verdicts`"""
        return self._get_verdicts([data_class], on_request, day)[data_class]

    def _get_verdicts(self, data_classes, on_request=False, day=None):
        """Say which classes of a person's data are due to be erased.

        :param data_classes: codes
        :param bool on_request: she has asked for it: only duties to keep count
        :param day: day asked for, today if empty
        :return: dict code → :class:`Verdict`
        """
        self.ensure_one()
        day = day or get_today()
        if held := self._get_held_words():
            return {code: Verdict("held", False, held) for code in data_classes}
        events = {}
        return {
            code: self._judge(code, on_request, day, events) for code in data_classes
        }

    def _judge(self, data_class, on_request, day, events):
        rules = self.env["integration.retention.rule"]._get_in_force(
            *(data_class, self.sudo().company_id, day)  # sudo: her authority
        )
        for rule in rules:
            # the end of a consent is one of its class; the others are the person's
            start = rule.start_event
            key = (start, start == "withdrawal" and data_class)
            if key not in events:
                events[key] = self._get_retention_event(start, data_class)
        ends = {}
        for rule in rules:
            start = rule.start_event
            event = events[start, start == "withdrawal" and data_class]
            ends[rule] = (event, rule._get_end(event))
        for rule in rules.filtered(lambda rule: rule.effect == "keep"):
            event, end = ends[rule]
            if not end or end > day:
                return Verdict("kept", end, rule._get_words(event))
        if on_request:
            return Verdict("due", day, self.env._("at the person's request"))
        dated = [
            (end, rule._get_words(event))
            for rule, (event, end) in ends.items()
            if rule.effect == "erase" and end
        ]
        if not dated:
            words = self.env._("no rule, or its event has not come")
            return Verdict("kept", False, words)
        end, words = min(dated)
        return Verdict("due" if end <= day else "kept", end, words)

    def _get_held_words(self):
        """:return: why nothing of the person may be erased, or an empty text"""
        rows = self._get_file_persons()._get_restrictions()
        if rows:
            kinds = dict(rows._fields["kind"]._description_selection(self.env))
            return self.env._(
                "%(kind)s since %(date)s",
                kind=kinds[rows[0].kind],
                date=fields.Date.to_string(rows[0].date_from),
            )
        # sudo: names references only
        open_cases = (
            self._get_file_persons()
            ._get_own_cases()
            .filtered(lambda case: not case.is_closed)
        )
        if open_cases:
            return self.env._(
                "The case %(reference)s is open.", reference=open_cases[0].reference
            )
        return ""

    @api.model
    def _get_maybe_due(self):
        """:return: persons whose data could be due: all cases closed, something left to
        erase, no plan running
        """
        # sudo: jobs and the engine; gives ids to the planning of erasures
        planned = self.env["integration.erasure"].sudo()
        planned = planned.search([("state", "in", ("draft", "waiting"))])
        people = self.sudo().with_context(active_test=False)  # sudo: as above
        return people.search(
            [
                ("erased_classes", "not like", ALL_CLASSES),
                # a job that ran out of time goes on where it was
                "|",
                ("retention_checked_on", "=", False),
                ("retention_checked_on", "<", get_today()),
                ("merged_into_id", "=", False),
                ("case_ids", "!=", False),
                ("case_ids", "not any", [("is_closed", "=", False)]),
                ("id", "not in", planned.mapped("res_id")),
            ]
        )

    def _note_retention_check(self):
        """Note that the rules were asked today, also for what was erased."""
        self.env.execute_query(
            SQL(
                "UPDATE integration_person SET retention_checked_on = %s"
                " WHERE id = ANY(%s) RETURNING 1",
                *(get_today(), self.ids),
            )
        )
        self.invalidate_recordset(["retention_checked_on"])
