from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.integration_base.tools.days import to_last_german_day
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from .referral_answers import ReferralAnswers

PER_PAGE = 20
PATH = "/my/referrals"


def portal_route(*paths, method="GET"):
    """Page of the portal, as core's: with its languages and menus."""
    return http.route(
        list(paths), type="http", auth="user", website=True, methods=[method]
    )


class ReferralPortal(ReferralAnswers, CustomerPortal):
    """Where a partner body with an account reads its referrals and answers (C44)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "referral_count" in counters:
            values["referral_count"] = len(self._search_letters())
        return values

    def _search_letters(self):
        return request.env["integration.referral.letter"]._search_for_portal()

    @portal_route(PATH, f"{PATH}/page/<int:page>")
    def my_referrals(self, page=1, **params):
        letters = self._search_letters()
        pager = portal_pager(url=PATH, total=len(letters), page=page, step=PER_PAGE)
        states = request.env["integration.referral"]._fields["state"]
        return self._render_portal(
            "list",
            letters=letters[pager["offset"] :][:PER_PAGE],
            states=dict(states._description_selection(request.env)),
            pager=pager,
            path=PATH,
            last_day=to_last_german_day,
        )

    @portal_route(f"{PATH}/<int:number>")
    def my_referral(self, number, **params):
        return self._show_letter(self._get_letter(number))

    @portal_route(f"{PATH}/<int:number>/answer", method="POST")
    def answer_referral(self, number, **params):
        letter = self._get_letter(number)
        answer, vals, wrong = self._read_answer(letter, params)
        if wrong:
            return self._show_letter(letter, params, wrong)
        if not letter._answer(answer, **vals):
            # the office, a colleague or another click came first
            raise NotFound
        return request.redirect(PATH, code=303)

    def _get_letter(self, number):
        """:return: a letter to this body, in superuser mode
        :raise NotFound: alike for those of others and those that are over
        """
        letter = self._search_letters().filtered(lambda one: one.id == number)
        if not letter:
            raise NotFound
        return letter

    def _show_letter(self, letter, typed=None, wrong=()):
        values = self._get_letter_values(letter)
        if not values:
            raise NotFound
        request.env["integration.access.log"]._log("read", letter, "portal")
        response = self._render_portal(
            "letter", **values, typed=typed or {}, wrong=wrong, path=PATH
        )
        response.status_code = 422 if wrong else 200
        return response

    def _render_portal(self, template, **values):
        response = request.render(
            f"integration_plan.integration_referral_portal_{template}",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "integration_referral",
                **values,
            },
        )
        response.headers["Cache-Control"] = "no-store"
        return response
