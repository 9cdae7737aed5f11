from functools import wraps
from hmac import compare_digest
from secrets import token_hex

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request
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


class DoorController(http.Controller):
    """The client's own door: pages for somebody who is neither user nor contact.

    The link's text stands behind ``#`` and comes by form, never in an address. Every
    page gets its records from :meth:`_for_token`.
    """

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

    # ------------------------------------------------------------------
    # Coming and going
    # ------------------------------------------------------------------

    @door_route("")
    def entry(self, **params):
        """The entry, also for a browser in which a visit is running: on a shared phone
        the next paper must not open the file before."""
        return self._show_entry()

    @door_route("/enter", "POST")
    def enter(self, **params):
        env = self._get_env()
        if not self._is_own_form(params):
            return self._show_entry("expired", 403)
        cookies = request.httprequest.cookies
        running = env["integration.token.session"]._resume(cookies.get(COOKIE), PURPOSE)
        running._end()
        token = env["integration.token"]._redeem(
            *(self._text(params, "number"), PURPOSE, self._text(params, "code")),
            origin=request.httprequest.remote_addr,
        )
        if not token:
            return self._show_entry("enter_failed", 403)
        response = self._redirect("home")
        cookie = env["integration.token.session"]._start(token)
        self._set_cookie(response, COOKIE, cookie)
        if not cookies.get(LANGUAGE_COOKIE):
            language = choose(token._get_record().language_id.code)
            self._set_cookie(response, LANGUAGE_COOKIE, language.code)
        return response

    @door_route("/leave", "POST")
    @for_client
    def leave(self, file, **params):
        file.leave()
        return self._show_entry("left")

    @door_route("/language", "POST")
    def choose_language(self, **params):
        """Change the language; by form, so that it stands in no address."""
        file = self._for_token()
        if not self._is_own_form(params):
            return self._show_entry("expired", 403)
        response = self._redirect("home" if file else "")
        code = choose(self._text(params, "language")).code
        self._set_cookie(response, LANGUAGE_COOKIE, code)
        return response

    @door_route("/home")
    @for_client
    def home(self, file, **params):
        return self._show_home(file)

    # ------------------------------------------------------------------
    # Consents
    # ------------------------------------------------------------------

    @door_route("/consents")
    @for_client
    def consents(self, file, **params):
        return self._show_consents(file)

    def _show_consents(self, file, notice=None):
        return self._show(
            *("consents", file),
            rows=file.get_consents(),
            guardian=file.needs_guardian(),
            notice=notice and file.say(notice),
        )

    @door_route("/consents/ask", "POST")
    @for_client
    def ask(self, file, **params):
        """Ask once more before an answer is changed."""
        row = file.get_consent(self._text(params, "purpose"))
        answer = self._text(params, "answer")
        may = {"withdraw": "may_withdraw", "give": "may_give"}
        if not row or answer not in may or not row[may[answer]]:
            before = {"withdraw": "withdraw_before", "give": "give_before"}
            same = row and {"withdrawn": "withdraw", "given": "give"}.get(row["state"])
            notice = before[answer] if same and same == answer else "not_here"
            return self._show_consents(file, notice)
        return self._show("ask", file, row=row, answer=answer)

    @door_route("/consents/answer", "POST")
    @for_client
    def answer(self, file, **params):
        purpose = self._text(params, "purpose")
        methods = {"withdraw": file.withdraw, "give": file.give}
        method = methods.get(self._text(params, "answer"))
        return self._show_consents(file, method(purpose) if method else "not_here")

    # ------------------------------------------------------------------
    # Other pages
    # ------------------------------------------------------------------

    @door_route("/seen")
    @for_client
    def seen(self, file, **params):
        return self._show(
            *("seen", file),
            statement=file.get_statement(),
            show_days=file.show_days,
        )

    @door_route("/appointments")
    @for_client
    def appointments(self, file, **params):
        return self._show_appointments(file)

    def _show_appointments(self, file, notice=None):
        return self._show(
            *("appointments", file),
            rows=file.get_appointments(),
            notice=notice and self._say_sent(file, notice),
        )

    @door_route("/appointments/ask", "POST")
    @for_client
    def ask_for_change(self, file, **params):
        row = file.get_appointment(self._text(params, "appointment"))
        wish = self._text(params, "wish")
        if not row or wish not in ("move", "cancel_it"):
            return self._show_appointments(file, "gone")
        return self._show("change", file, row=row, wish=wish)

    @door_route("/appointments/send", "POST")
    @for_client
    def send_change(self, file, **params):
        notice = file.ask_for_change(
            *(self._text(params, "appointment"), self._text(params, "wish")),
            self._text(params, "remark"),
        )
        return self._show_appointments(file, notice)

    @door_route("/documents")
    @for_client
    def documents(self, file, **params):
        return self._show("documents", file, rows=file.get_documents())

    @door_route("/documents/open", "POST")
    @for_client
    def document(self, file, **params):
        found = file.get_document(self._text(params, "document"))
        if not found:
            return self._show(
                *("documents", file, 404),
                rows=file.get_documents(),
                notice=file.say("gone"),
            )
        name, content, mimetype = found
        response = request.make_response(
            content,
            [
                ("Content-Type", mimetype or "application/octet-stream"),
                ("Content-Disposition", content_disposition(name)),
            ],
        )
        return self._close(response)

    @door_route("/message")
    @for_client
    def message(self, file, **params):
        return self._show_message(file)

    def _show_message(self, file, notice=None, text=""):
        return self._show(
            *("message", file),
            text=text,
            longest=file.rule("door_message_length"),
            notice=notice and self._say_sent(file, notice),
        )

    @door_route("/message/send", "POST")
    @for_client
    def send_message(self, file, **params):
        text = self._text(params, "text")
        notice = file.send_message(text)
        # nothing typed is lost
        kept = "" if notice == "message_done" else text
        return self._show_message(file, notice, kept)

    def _say_sent(self, file, notice):
        rules = {
            "message_long": "door_message_length",
            "message_many": "door_messages_per_day",
        }
        count = file.rule(rules[notice]) if notice in rules else ""
        return file.say(notice, count=count)

    @door_route("/<path:rest>", "GET", "POST")
    def elsewhere(self, rest, **params):
        """No page of the door: the same for everybody."""
        raise NotFound()
