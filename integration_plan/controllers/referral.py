from datetime import timedelta

from odoo import fields, http
from odoo.http import request
from odoo.tools import format_date

from ..models.referral.integration_referral_letter import PATH, PURPOSE
from ..models.referral.integration_referral_steps import ANSWERS, NEEDS_REASON
from .link_pages import LinkPages, link_route

LONGEST_NOTE = 1000
#: a start further away is a slip of the finger
FARTHEST_DAYS = 3 * 366


class ReferralController(LinkPages, http.Controller):
    """Where the recipient of a referral reads what was passed on and answers (C44)."""

    path = PATH
    cookie = "integration_referral"
    purpose = PURPOSE
    templates = "integration_plan.integration_referral_page"
    form_scope = "integration_referral_form"
    first_page = "/referral"

    @link_route(PATH)
    def entry(self, **params):
        return self._show_entry()

    @link_route(f"{PATH}/enter", "POST")
    def enter(self, **params):
        return self._enter(params)

    @link_route(f"{PATH}/referral")
    def referral(self, **params):
        visit = self._get_visit()
        if not visit:
            return self._show_entry(failed=True, status=403)
        return self._show_letter(visit)

    def _show_letter(self, visit, typed=None, wrong=()):
        letter = visit.token_id._get_record()
        state = letter._get_state()
        shown = letter.disclosure_ids._get_shown()
        if not shown or state not in ANSWERS:
            return self._show_entry(failed=True, status=403)
        # the log tells that the recipient has looked
        visit.token_id._log("read")
        labels = shown._fields["label"]._description_selection(letter.env)
        referrals = letter.env["integration.referral"]
        outcomes = referrals._fields["outcome"]._description_selection(letter.env)
        return self._render(
            *("letter", request.httprequest.cookies[self.cookie]),
            422 if wrong else 200,
            letter=letter,
            state=state,
            answers=ANSWERS[state],
            rows=shown,
            labels=dict(labels),
            outcomes=outcomes,
            reasons=letter.env["integration.unmet.reason"].search([]),
            until=format_date(letter.env, letter.date_until.date()),
            typed=typed or {},
            wrong=wrong,
        )

    @link_route(f"{PATH}/answer", "POST")
    def answer(self, **params):
        visit = self._get_visit()
        if not visit or not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        letter = visit.token_id._get_record()
        answer, vals, wrong = self._read_answer(letter, params)
        if wrong:
            return self._show_letter(visit, params, wrong)
        if not letter._answer(answer, **vals):
            # the office, or another click, came first
            return self._show_entry(failed=True, status=403)
        visit._end()
        return self._render("thanks", self._make_stranger())

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
        today = fields.Date.today()
        if not today <= day <= today + timedelta(days=FARTHEST_DAYS):
            raise ValueError(text)
        return day
