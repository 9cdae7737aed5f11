from datetime import timedelta

from odoo import fields
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today, to_last_german_day

from ..models.referral.integration_referral_steps import ANSWERS, NEEDS_REASON

LONGEST_NOTE = 1000
#: a start further away is a slip of the finger
FARTHEST_DAYS = 3 * 366


class ReferralAnswers:
    """Reads the form in which a recipient answers, by link or in the portal."""

    def _get_letter_values(self, letter):
        """:return: dict of what the form shows, or None if there is nothing to answer"""
        state = letter._get_state()
        shown = letter.disclosure_ids._get_shown()
        if not shown or state not in ANSWERS:
            return None
        labels = shown._fields["label"]._description_selection(letter.env)
        outcomes = letter.env["integration.referral"]._fields["outcome"]
        return {
            "letter": letter,
            "state": state,
            "answers": ANSWERS[state],
            "rows": shown,
            "labels": dict(labels),
            "outcomes": outcomes._description_selection(letter.env),
            "reasons": letter.env["integration.unmet.reason"].search([]),
            "until": format_date(letter.env, to_last_german_day(letter.date_until)),
        }

    def _read_answer(self, letter, params):
        """:return: tuple of the step, its values, and names of fields in error"""
        answer, vals, wrong = params.get("answer"), {}, []
        if answer not in ANSWERS.get(letter._get_state(), ()):
            return None, vals, ["answer"]
        if answer in NEEDS_REASON:
            code = str(params.get("reason") or "")
            reason = letter.env["integration.unmet.reason"].search(
                [("code", "=", code)], limit=1
            )
            vals["reason_id"] = reason.id
            if not reason:
                wrong.append("reason")
        if answer == "done":
            outcomes = letter.env["integration.referral"]._fields["outcome"]
            vals["outcome"] = params.get("outcome")
            if vals["outcome"] not in outcomes.get_values(letter.env):
                wrong.append("outcome")
        if answer == "accepted":
            vals["on_waiting_list"] = params.get("waiting") == "yes"
            try:
                vals["expected_on"] = self._read_day(params.get("expected_on"))
            except ValueError:
                wrong.append("expected_on")
        note = str(params.get("note") or "").strip()[:LONGEST_NOTE]
        vals["answer_note"] = note or False
        return answer, vals, wrong

    def _read_day(self, text):
        if not text:
            return False
        day = fields.Date.to_date(str(text)[:10])
        today = get_today()
        if not today <= day <= today + timedelta(days=FARTHEST_DAYS):
            raise ValueError(text)
        return day
