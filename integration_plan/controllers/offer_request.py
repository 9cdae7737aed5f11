from hmac import compare_digest
from secrets import token_hex

from odoo import http
from odoo.http import request
from odoo.tools.misc import hmac

from odoo.addons.integration_case.controllers.door import HEADERS
from odoo.addons.integration_case.tools.pdf import get_paper_lang

from ..models.offer.integration_offer_proposal import FIELDS
from ..models.offer.integration_offer_request import PATH, PURPOSE

COOKIE = "integration_offer"
STRANGER = "new."
LARGEST_FORM = 256 * 1024
VERDICTS = ("right", "wrong", "gone")


def offer_route(path, method="GET"):
    """Route beside Odoo's sessions, as the client's door."""
    return http.route(
        f"{PATH}{path}",
        type="http",
        auth="none",
        methods=[method],
        csrf=False,  # core's is bound to a session of Odoo; see _is_own_form
        save_session=False,
        readonly=False,  # tries are counted, looks logged
        sitemap=False,
        max_content_length=LARGEST_FORM,
    )


class OfferRequestController(http.Controller):
    """Where a provider confirms or corrects its offers, without an account.

    The link's text stands behind ``#`` and comes by form, never in an address. Only
    the offers that the link is about are shown, and nothing else of the house.
    """

    def _get_env(self):
        """:return: environment of nobody"""
        visitor = request.env.ref("base.public_user", raise_if_not_found=True)
        lang = get_paper_lang(request.env)
        request.update_env(user=visitor.id, context={"lang": lang})
        return request.env

    def _get_visit(self):
        """:return: the visit the browser holds, in superuser mode, or none"""
        cookie = request.httprequest.cookies.get(COOKIE)
        return self._get_env()["integration.token.session"]._resume(cookie, PURPOSE)

    def _sign_form(self, cookie):
        # sudo: the key of the database, which is not handed out
        return hmac(request.env(su=True), "integration_offer_form", cookie)

    def _is_own_form(self, params):
        """:return: whether a form was sent by a page that this browser got from us"""
        headers = request.httprequest.headers
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return False
        cookie = request.httprequest.cookies.get(COOKIE, "")
        sent = str(params.get("form_key") or "")
        right = self._sign_form(cookie)
        return bool(cookie) and compare_digest(sent.encode(), right.encode())

    def _render(self, template, cookie, status=200, **values):
        # sudo: templates of ours, with the values handed in
        html = request.env(su=True)["ir.qweb"]._render(
            f"integration_plan.integration_offer_page_{template}",
            {
                "form_key": self._sign_form(cookie),
                "path": PATH,
                "lang": (request.env.lang or "de_DE").replace("_", "-"),
                "notice": None,
                **values,
            },
            minimal_qcontext=True,
        )
        response = request.make_response(
            f"<!DOCTYPE html>\n{html}", [("Content-Type", "text/html; charset=utf-8")]
        )
        response.status_code = status
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.httprequest.cookies.get(COOKIE) != cookie:
            self._set_cookie(response, cookie)
        return response

    def _set_cookie(self, response, value):
        response.set_cookie(
            *(COOKIE, value),
            path=PATH,
            expires=None,  # goes with the browser; core's default is a year
            httponly=True,
            samesite="Strict",
            secure=request.httprequest.is_secure,
        )

    def _show_entry(self, failed=False, status=200):
        self._get_env()
        cookie = request.httprequest.cookies.get(COOKIE, "")
        if not cookie.startswith(STRANGER):
            cookie = STRANGER + token_hex(16)
        return self._render("enter", cookie, status, failed=failed)

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------

    @offer_route("")
    def entry(self, **params):
        return self._show_entry()

    @offer_route("/enter", "POST")
    def enter(self, **params):
        env = self._get_env()
        if not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        token = env["integration.token"]._redeem(
            *(str(params.get("number") or ""), PURPOSE),
            origin=request.httprequest.remote_addr,
        )
        if not token:
            return self._show_entry(failed=True, status=403)
        response = request.make_response("", [("Location", f"{PATH}/offers")])
        response.status_code = 303
        for name, value in HEADERS.items():
            response.headers[name] = value
        self._set_cookie(response, env["integration.token.session"]._start(token))
        return response

    @offer_route("/offers")
    def offers(self, **params):
        visit = self._get_visit()
        if not visit:
            return self._show_entry(failed=True, status=403)
        return self._show_offers(visit)

    def _show_offers(self, visit, typed=None, wrong=None):
        asked = visit.token_id._get_record()
        proposals = asked.env["integration.offer.proposal"]
        cookie = request.httprequest.cookies[COOKIE]
        typed = typed or {}
        rows = []
        for offer in asked.offer_ids:
            prefix = f"o{offer.id}_"
            values = {
                name: typed.get(prefix + name, proposals._show(offer, name) or "")
                for name in FIELDS
            }
            rows.append(
                {
                    "offer": offer,
                    "prefix": prefix,
                    "values": values,
                    "verdict": typed.get(prefix + "verdict", ""),
                    "remark": typed.get(prefix + "remark", ""),
                    "wrong": (wrong or {}).get(offer, ()),
                    "labels": self._get_labels(offer),
                    "states": offer._fields["capacity_state"]._description_selection(
                        offer.env
                    ),
                }
            )
        return self._render(
            *("offers", cookie, 422 if wrong else 200),
            rows=rows,
            wrong=bool(wrong),
            organisation=asked.partner_id.name,
        )

    def _get_labels(self, offer):
        return {
            name: offer._fields[name]._description_string(offer.env) for name in FIELDS
        }

    @offer_route("/answer", "POST")
    def answer(self, **params):
        visit = self._get_visit()
        if not visit or not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        asked = visit.token_id._get_record()
        # one answer, also for two clicks at once
        asked.lock_for_update()
        asked.invalidate_recordset(["state"])
        if asked.state != "sent":
            return self._show_entry(failed=True, status=403)
        answers, wrong = self._read_answers(asked, params)
        if wrong:
            return self._show_offers(visit, params, wrong)
        asked._answer(answers)
        visit._end()
        return self._render("thanks", STRANGER + token_hex(16))

    def _read_answers(self, asked, params):
        """:return: tuple of answers as of ``_answer``, and offer → fields in error"""
        proposals = asked.env["integration.offer.proposal"]
        answers, wrong = {}, {}
        for offer in asked.offer_ids:
            prefix = f"o{offer.id}_"
            verdict = params.get(prefix + "verdict")
            if verdict not in VERDICTS:
                wrong.setdefault(offer, []).append("verdict")
                continue
            values = {}
            for name in FIELDS if verdict == "wrong" else ():
                try:
                    text = str(params.get(prefix + name) or "")
                    values[name] = proposals._read_value(name, text)
                except ValueError:
                    wrong.setdefault(offer, []).append(name)
            remark = str(params.get(prefix + "remark") or "").strip()[:1000]
            if remark and verdict == "wrong":
                values["remark"] = remark
            answers[offer] = {"verdict": verdict, "values": values}
        return answers, wrong
