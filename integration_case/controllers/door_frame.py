"""The frame around the pages of the client's door."""

from functools import wraps
from hmac import compare_digest
from secrets import token_hex

from odoo import http
from odoo.http import request
from odoo.tools.misc import hmac

from ..door_words import LANGUAGES, choose
from ..models.door.client_file import ClientFile
from ..models.door.integration_door import PURPOSE
from ..tools.pdf import get_paper_lang

PATH = "/d"
COOKIE = "integration_door"
LANGUAGE_COOKIE = "integration_door_lang"
#: cookie of a browser that has not entered yet, for its forms only
STRANGER = "new."
LARGEST_FORM = 64 * 1024
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
PAGES = ("consents", "seen", "appointments", "documents", "message")


def door_route(path, *methods, **kwargs):
    """Route of the door: beside Odoo's sessions, with a protection of forms of its own.

    ``auth="none"``: also the browser of somebody logged in is nobody here, and no
    session of Odoo begins.
    """
    return http.route(
        f"{PATH}{path}",
        type="http",
        auth="none",
        methods=list(methods) or ["GET"],
        csrf=False,  # core's is bound to a session of Odoo; see _is_own_form
        save_session=False,
        readonly=False,  # looks are logged, tries are counted
        sitemap=False,
        max_content_length=LARGEST_FORM,
        **kwargs,
    )


def for_client(method):
    """Let in only who holds a running visit; forms only from our own pages."""

    @wraps(method)
    def page(self, **params):
        file = self._for_token()
        if not file:
            return self._turn_away()
        if request.httprequest.method == "POST":
            if not self._is_own_form(params):
                return self._show_home(file, notice="expired", status=403)
            file.begin_change()
        return method(self, file, **params)

    return page


class DoorFrame(http.Controller):
    """What all pages of the door share: who is in, forms, answers."""

    def _for_token(self):
        """:return: the ``ClientFile`` of the visit that the browser holds, or None"""
        env = self._get_env()
        cookie = request.httprequest.cookies.get(COOKIE)
        session = env["integration.token.session"]._resume(cookie, PURPOSE)
        if not session:
            return None
        wanted = request.httprequest.cookies.get(LANGUAGE_COOKIE)
        return ClientFile(session, choose(wanted))

    def _get_env(self):
        """:return: environment of nobody; what needs more takes it where it says why"""
        visitor = request.env.ref("base.public_user", raise_if_not_found=True)
        # what the worker reads of it is in the authority's language
        lang = get_paper_lang(request.env)
        request.update_env(user=visitor.id, context={"lang": lang})
        return request.env

    # ------------------------------------------------------------------
    # Forms
    # ------------------------------------------------------------------

    def _sign_form(self, cookie):
        # sudo: the key of the database, which is not handed out
        return hmac(request.env(su=True), "integration_door_form", cookie)

    def _is_own_form(self, params):
        """:return: whether a form was sent by a page that this browser got from us"""
        headers = request.httprequest.headers
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return False
        cookie = request.httprequest.cookies.get(COOKIE, "")
        sent = self._text(params, "form_key")
        right = self._sign_form(cookie)
        return bool(cookie) and compare_digest(sent.encode(), right.encode())

    def _text(self, params, name):
        value = params.get(name)
        return value if isinstance(value, str) else ""

    # ------------------------------------------------------------------
    # Answers
    # ------------------------------------------------------------------

    def _render(self, template, language, cookie, status=200, **values):
        def say(key, **parts):
            text = language.words[key]
            for name, value in parts.items():
                text = text.replace("{%s}" % name, str(value))
            return text

        # sudo: templates of ours, with the values handed in
        html = request.env(su=True)["ir.qweb"]._render(
            f"integration_case.integration_door_{template}",
            {
                "say": say,
                "language": language,
                "languages": LANGUAGES.values(),
                "form_key": self._sign_form(cookie),
                "path": PATH,
                "notice": None,
                "inside": False,
                **values,
            },
            minimal_qcontext=True,
        )
        response = request.make_response(
            f"<!DOCTYPE html>\n{html}", [("Content-Type", "text/html; charset=utf-8")]
        )
        response.status_code = status
        if request.httprequest.cookies.get(COOKIE) != cookie:
            self._set_cookie(response, COOKIE, cookie)
        return self._close(response)

    def _show(self, template, file, status=200, **values):
        """Show a page to a client."""
        file.note(template)
        cookie = request.httprequest.cookies[COOKIE]
        return self._render(
            template, file.language, cookie, status, inside=True, file=file, **values
        )

    def _show_home(self, file, notice=None, status=200):
        return self._show(
            *("home", file, status),
            notice=notice and file.say(notice),
            pages=PAGES,
            minutes=file.rule("token_session_minutes"),
        )

    def _show_entry(self, notice=None, status=200):
        self._get_env()
        accepted = request.httprequest.headers.get("Accept-Language")
        wanted = request.httprequest.cookies.get(LANGUAGE_COOKIE)
        language = choose(wanted or accepted)
        cookie = request.httprequest.cookies.get(COOKIE, "")
        if not cookie.startswith(STRANGER):
            cookie = STRANGER + token_hex(16)
        return self._render(
            *("enter", language, cookie, status),
            notice=notice and language.words[notice],
        )

    def _turn_away(self):
        """Whoever has no running visit gets the entry, on whatever page."""
        was_in = not request.httprequest.cookies.get(COOKIE, STRANGER).startswith(
            STRANGER
        )
        return self._show_entry("ended" if was_in else None, 403)

    def _close(self, response):
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    def _set_cookie(self, response, name, value):
        response.set_cookie(
            *(name, value),
            path=PATH,
            expires=None,  # goes with the browser; core's default is a year
            httponly=True,
            samesite="Strict",
            secure=request.httprequest.is_secure,
        )

    def _redirect(self, page):
        response = request.make_response("", [("Location", f"{PATH}/{page}")])
        response.status_code = 303
        return self._close(response)
