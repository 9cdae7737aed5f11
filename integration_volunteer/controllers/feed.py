import hashlib
import logging
import re

from odoo import http
from odoo.http import request

from ..models.calendar.integration_volunteer_feed import PATH

PURPOSE = "volunteer_feed"
SECRET = re.compile(re.escape(PATH) + r"/[^\s?#\"]+")
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class HideSecrets(logging.Filter):
    """Keeps the secret part of addresses out of the server's log of requests.

    Calendar programs know no other way than an address, so it cannot stand behind
    ``#`` as in other links. A proxy before Odoo has to do the same in its log.
    """

    def filter(self, record):
        hidden = f"{PATH}/*"
        if isinstance(record.msg, str):
            record.msg = SECRET.sub(hidden, record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(
                SECRET.sub(hidden, arg) if isinstance(arg, str) else arg
                for arg in record.args
            )
        return True


logging.getLogger("werkzeug").addFilter(HideSecrets())


class VolunteerFeed(http.Controller):
    """The personal calendar subscription of a volunteer, without an account (V26)."""

    @http.route(
        f"{PATH}/<string:secret>.ics",
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
        readonly=False,  # wrong addresses are counted
        sitemap=False,
    )
    def feed(self, secret, **params):
        """Answer with own bookings; the same 404 for whatever is wrong.

        Wrong addresses are counted by place. Beyond the limit they are turned away with
        429; right ones are not, since calendar services fetch for many from one place.
        """
        visitor = request.env.ref("base.public_user", raise_if_not_found=True)
        request.update_env(user=visitor.id)
        volunteer = request.env["integration.volunteer"]._find_by_feed(secret)
        if not volunteer:
            return self._turn_away()
        text = volunteer._to_ical().encode()
        tag = hashlib.sha256(text).hexdigest()
        response = self._answer(text, "text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
        response.set_etag(tag)
        return response.make_conditional(request.httprequest.environ)

    def _turn_away(self):
        guesses = request.env["integration.token.guess"]
        origin = request.httprequest.remote_addr
        limited = guesses._is_limited(PURPOSE, origin)
        guesses._count(PURPOSE, origin)
        response = self._answer(b"", "text/plain; charset=utf-8")
        response.status_code = 429 if limited else 404
        if limited:
            response.headers["Retry-After"] = "3600"
        return response

    def _answer(self, body, kind):
        response = request.make_response(body, [("Content-Type", kind)])
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
