from werkzeug.exceptions import NotFound

from odoo.http import content_disposition, request

from ..door_words import choose
from ..models.door.integration_door import PURPOSE
from .door_frame import COOKIE, LANGUAGE_COOKIE, DoorFrame, door_route, for_client


class DoorController(DoorFrame):
    """The client's own door: pages for somebody who is neither user nor contact.

    The link's text stands behind ``#`` and comes by form, never in an address. Every
    page gets its records from :meth:`_for_token`.
    """

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
            releases=file.get_releases(),
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

    @door_route("/releases/ask", "POST")
    @for_client
    def ask_release(self, file, **params):
        """Ask once more before a release from secrecy is taken back."""
        number = self._text(params, "release")
        row = file.get_release(number)
        if not row:
            return self._show_consents(file, file.withdraw_release(number))
        return self._show("ask_release", file, row=row)

    @door_route("/releases/answer", "POST")
    @for_client
    def answer_release(self, file, **params):
        notice = file.withdraw_release(self._text(params, "release"))
        return self._show_consents(file, notice)

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
