from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.integration_case.controllers.door_frame import HEADERS
from odoo.addons.integration_plan.controllers.link_pages import LinkPages, link_route

from ..models.portal.integration_volunteer import PATH, PURPOSE
from .volunteer_pages import HOME, VolunteerPages

LANGUAGE_COOKIE = "integration_volunteer_lang"


class VolunteerLink(VolunteerPages, LinkPages, http.Controller):
    """The pages of a volunteer without an account, by a personal link."""

    path = pages_path = PATH
    cookie = "integration_volunteer"
    purpose = PURPOSE
    templates = "integration_volunteer.volunteer_page"
    form_scope = "integration_volunteer_form"
    first_page = f"/{HOME}"

    # ------------------------------------------------------------------
    # Languages
    # ------------------------------------------------------------------

    def _get_env(self):
        env = super()._get_env()
        lang = self._choose_lang(env)
        request.update_env(context={"lang": lang})
        return request.env

    def _choose_lang(self, env):
        """:return: language asked for, else that of the browser, else the house's"""
        codes = [code for code, _name in env["res.lang"].get_installed()]
        asked = (
            request.httprequest.args.get("lang"),
            request.httprequest.cookies.get(LANGUAGE_COOKIE),
        )
        for code in asked:
            if code in codes:
                return code
        short = {code.split("_")[0]: code for code in reversed(codes)}
        best = request.httprequest.accept_languages.best_match(list(short))
        return short.get(best, env.lang)

    # ------------------------------------------------------------------
    # In and out
    # ------------------------------------------------------------------

    @link_route(PATH)
    def entry(self, **params):
        return self._show_entry()

    @link_route(f"{PATH}/enter", "POST")
    def enter(self, **params):
        return self._enter(params)

    @link_route(f"{PATH}/again", "POST")
    def again(self, **params):
        """Send a new link, if there is one for the address; answers always alike."""
        env = self._get_env()
        if not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        origin = request.httprequest.remote_addr
        guesses = env["integration.token.guess"]
        purpose = f"{PURPOSE}_again"
        if not guesses._is_limited(purpose, origin):
            guesses._count(purpose, origin)
            email = str(params.get("email") or "")[:200]
            env["integration.volunteer"]._send_links_again(email)
        return self._render("again", request.httprequest.cookies[self.cookie])

    @link_route(f"{PATH}/close", "POST")
    def close(self, **params):
        """End the visit, for instance on somebody else's phone."""
        visit = self._get_visit()
        if visit and self._is_own_form(params):
            visit._end()
        self._get_env()
        return self._render("closed", self._make_stranger())

    def _get_volunteer(self):
        """:return: the volunteer of the visit, or None"""
        visit = self._get_visit()
        return self._prepare_volunteer(visit.token_id._get_record()) if visit else None

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------

    @link_route([f"{PATH}/<string:name>", f"{PATH}/<string:name>/<int:number>"])
    def show(self, name, number=None, **params):
        volunteer = self._get_volunteer()
        if not volunteer:
            return self._show_entry(failed=True, status=403)
        try:
            return self._show_page(volunteer, name, number)
        except NotFound:
            return self._show_missing()

    @link_route(
        [
            f"{PATH}/<string:name>/<string:verb>",
            f"{PATH}/<string:name>/<int:number>/<string:verb>",
        ],
        "POST",
    )
    def do(self, name, verb, number=None, **params):
        volunteer = self._get_volunteer()
        if not volunteer or not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        try:
            return self._do_deed(volunteer, name, verb, params, number)
        except NotFound:
            return self._show_missing()

    def _show_missing(self):
        cookie = request.httprequest.cookies[self.cookie]
        return self._render("missing", cookie, 404, home=self._get_address(HOME))

    # ------------------------------------------------------------------
    # The frame
    # ------------------------------------------------------------------

    def _render(self, template, cookie, status=200, **values):
        languages = request.env["res.lang"].get_installed()
        response = super()._render(
            template, cookie, status, **{"languages": languages, **values}
        )
        lang = request.httprequest.args.get("lang")
        if lang in dict(languages):
            response.set_cookie(
                *(LANGUAGE_COOKIE, lang),
                path=self.path,
                httponly=True,
                samesite="Strict",
                secure=request.httprequest.is_secure,
            )
        return response

    def _render_frame(self, status, values):
        cookie = request.httprequest.cookies[self.cookie]
        return self._render("link", cookie, status, **values, key_name="form_key")

    def _redirect(self, address):
        response = request.make_response("", [("Location", address)])
        response.status_code = 303
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    def _say_goodbye(self, volunteer):
        heading = volunteer.env._("Thank you for your help")
        return self._render("goodbye", self._make_stranger(), heading=heading)

    def _note_read(self, record):
        self._get_visit().token_id._log(f"read {record.display_name}")

    def _may_change_email(self, volunteer):
        # a link opens less than an account: it must not become one
        return not volunteer.partner_id.user_ids
