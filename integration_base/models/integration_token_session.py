import hashlib
import secrets
from hmac import compare_digest

from odoo import api, fields, models
from odoo.tools.misc import hmac

SCOPE = "integration_token_session"
#: how exactly the last use is kept: not one write for each page
SLIDE_SECONDS = 30
KEPT_DAYS = 30


class IntegrationTokenSession(models.Model):
    """A visit by a personal link: short, ends by itself, is no session of Odoo.

    The browser keeps a signed value in a cookie; here stands its digest.
    """

    _name = "integration.token.session"
    _description = "Visit by a personal link"
    _order = "id desc"
    _rec_name = "number"

    token_id = fields.Many2one(
        "integration.token",
        "Personal link",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="token_id.company_id", store=True, index=True)
    number = fields.Char(required=True, readonly=True)
    secret_digest = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    started_on = fields.Datetime("Started on", required=True, readonly=True)
    seen_on = fields.Datetime("Last page", required=True, readonly=True)
    ended_on = fields.Datetime("Ended on", readonly=True)

    _number_uniq = models.UniqueIndex("(number)", "Numbers of visits are unique.")

    @api.model
    def _start(self, token):
        """Begin a visit.

        :param token: ``integration.token`` record, just redeemed
        :return: value of the cookie
        """
        number, secret = secrets.token_hex(6), secrets.token_hex(24)
        now = fields.Datetime.now()
        # sudo: a row of the engine for a link that was redeemed
        self.sudo().create(
            {
                "token_id": token.id,
                "number": number,
                "secret_digest": self._digest(secret),
                "started_on": now,
                "seen_on": now,
            }
        )
        value = f"{number}.{secret}"
        return f"{value}.{self._sign(value)}"

    @api.model
    def _resume(self, cookie, purpose):
        """Go on with a visit.

        :param str cookie: value of the cookie, as it came
        :param str purpose: what the link has to be for
        :return: the session in superuser mode, or none
        """
        # sudo: whoever holds the value has no account; only its own row is given back
        sessions = self.sudo()
        value, _dot, signature = str(cookie or "")[:200].rpartition(".")
        if not compare_digest(self._sign(value).encode(), signature.encode()):
            return sessions.browse()
        number, _dot, secret = value.partition(".")
        session = sessions.search([("number", "=", number)])
        right = compare_digest(
            session.secret_digest or self._digest(""), self._digest(secret)
        )
        if not (session and right and session.token_id.purpose == purpose):
            return sessions.browse()
        if not session._is_running():
            session._end()
            return sessions.browse()
        now = fields.Datetime.now()
        if (now - session.seen_on).total_seconds() >= SLIDE_SECONDS:
            session.seen_on = now
        return session

    def _is_running(self):
        """:return: whether the visit goes on now"""
        self.ensure_one()
        rules = self.env["integration.rule.value"]
        company = self.company_id
        idle = rules._get_delta("token_session_minutes", company=company)
        longest = rules._get_delta("token_session_longest", company=company)
        now = fields.Datetime.now()
        token = self.token_id
        return bool(
            not self.ended_on
            and self.seen_on + idle > now
            and self.started_on + longest > now
            # a link used once goes on for its visit
            and (token._is_open() or (token.single_use and token._is_held()))
            and not token.revoked_on
        )

    def _end(self):
        """End visits; what is left of their cookies opens nothing."""
        running = self.filtered(lambda session: not session.ended_on)
        running.write({"ended_on": fields.Datetime.now(), "secret_digest": False})

    @api.autovacuum
    def _gc_sessions(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        # sudo: a job of the system deletes what is over
        self.sudo().search([("seen_on", "<", limit)], limit=10000).unlink()

    @api.model
    def _digest(self, secret):
        return hashlib.sha256(secret.encode()).hexdigest()

    @api.model
    def _sign(self, value):
        # sudo: the key of the database, which is not handed out
        return hmac(self.env(su=True), SCOPE, value)
