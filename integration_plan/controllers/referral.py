from odoo import http
from odoo.http import request

from ..models.referral.integration_referral_letter import PATH, PURPOSE
from .link_pages import LinkPages, link_route
from .referral_answers import ReferralAnswers


class ReferralController(ReferralAnswers, LinkPages, http.Controller):
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
        values = self._get_letter_values(letter)
        if not values:
            return self._show_entry(failed=True, status=403)
        # the log tells that the recipient has looked
        visit.token_id._log("read")
        return self._render(
            *("letter", request.httprequest.cookies[self.cookie]),
            422 if wrong else 200,
            **values,
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
