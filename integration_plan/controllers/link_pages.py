from hmac import compare_digest
from secrets import token_hex

from odoo import http
from odoo.http import request
from odoo.tools.misc import hmac

from odoo.addons.integration_case.controllers.door_frame import HEADERS
from odoo.addons.integration_case.tools.pdf import get_paper_lang

STRANGER = "new."
LARGEST_FORM = 256 * 1024


def link_route(path, method="GET"):
    """Route beside Odoo's sessions, as the client's door."""
    return http.route(
        path,
        type="http",
        auth="none",
        methods=[method],
        csrf=False,  # core's is bound to a session of Odoo; see _is_own_form
        save_session=False,
        readonly=False,  # tries are counted, looks logged
        sitemap=False,
        max_content_length=LARGEST_FORM,
    )


class LinkPages:
    """Pages opened by a link for one visit, without an account.

    The link's text stands behind ``#`` and comes by form, never in an address. The heir
    is a controller and names path, cookie, purpose of the link and its templates.
    """

    path = cookie = purpose = templates = form_scope = first_page = None

    def _get_env(self):
        """:return: environment of nobody"""
        visitor = request.env.ref("base.public_user", raise_if_not_found=True)
        lang = get_paper_lang(request.env)
        request.update_env(user=visitor.id, context={"lang": lang})
        return request.env

    def _get_visit(self):
        """:return: the visit the browser holds, in superuser mode, or none"""
        cookie = request.httprequest.cookies.get(self.cookie)
        return self._get_env()["integration.token.session"]._resume(
            cookie, self.purpose
        )

    def _sign_form(self, cookie):
        # sudo: the key of the database, which is not handed out
        return hmac(request.env(su=True), self.form_scope, cookie)

    def _is_own_form(self, params):
        """:return: whether a form was sent by a page that this browser got from us"""
        headers = request.httprequest.headers
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return False
        cookie = request.httprequest.cookies.get(self.cookie, "")
        sent = str(params.get("form_key") or "")
        right = self._sign_form(cookie)
        return bool(cookie) and compare_digest(sent.encode(), right.encode())

    def _render(self, template, cookie, status=200, **values):
        # sudo: templates of ours, with the values handed in
        html = request.env(su=True)["ir.qweb"]._render(
            f"{self.templates}_{template}",
            {
                "form_key": self._sign_form(cookie),
                "path": self.path,
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
        if request.httprequest.cookies.get(self.cookie) != cookie:
            self._set_cookie(response, cookie)
        return response

    def _set_cookie(self, response, value):
        response.set_cookie(
            *(self.cookie, value),
            path=self.path,
            expires=None,  # goes with the browser; core's default is a year
            httponly=True,
            samesite="Strict",
            secure=request.httprequest.is_secure,
        )

    def _make_stranger(self):
        """:return: value of the cookie of a browser without a visit"""
        return STRANGER + token_hex(16)

    def _show_entry(self, failed=False, status=200):
        self._get_env()
        cookie = request.httprequest.cookies.get(self.cookie, "")
        if not cookie.startswith(STRANGER):
            cookie = self._make_stranger()
        return self._render("enter", cookie, status, failed=failed)

    def _enter(self, params):
        """Redeem a link and lead on to the first page."""
        env = self._get_env()
        if not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        token = env["integration.token"]._redeem(
            *(str(params.get("number") or ""), self.purpose),
            origin=request.httprequest.remote_addr,
        )
        if not token:
            return self._show_entry(failed=True, status=403)
        location = f"{self.path}{self.first_page}"
        response = request.make_response("", [("Location", location)])
        response.status_code = 303
        for name, value in HEADERS.items():
            response.headers[name] = value
        self._set_cookie(response, env["integration.token.session"]._start(token))
        return response
