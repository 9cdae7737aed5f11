import hashlib
import secrets
from hmac import compare_digest

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import hmac

from ..tools import link_codes
from .integration_protected import REFERENCE_ALPHABET

NUMBER_LENGTH = 5
SECRET_LENGTH = 15
SCOPE = "integration_token"


class IntegrationTokenHolder(models.AbstractModel):
    """A record that people without an account may open by a personal link."""

    _name = "integration.token.holder"
    _description = "Opened by personal links"

    def _accepts_token(self, token):
        """Say whether a link still opens the record; asked at every use.

        :param token: ``integration.token`` record of this record
        """
        self.ensure_one()
        return True

    def _get_tokens(self):
        """:return: all links to these records"""
        # sudo: facts of links for code that holds their record
        tokens = self.env["integration.token"].sudo()
        return tokens.search(tokens._get_record_domain(self))


class IntegrationToken(models.Model):
    """A personal link for somebody without an account (design, section 6).

    Opens one record for one purpose and for a time. Only a digest of its secret is
    kept, so the link is known once, when it is made. It may want a second factor, a
    code that is handed over in person; after some wrong codes it is locked until a new
    one is handed over. Whatever is wrong, the answer is the same.

    Tokens are kept by the engine; the officer reads their facts.
    """

    _name = "integration.token"
    _inherit = ["integration.officer.row"]
    _description = "Personal link"
    _order = "id desc"

    purpose = fields.Selection([], required=True, readonly=True, index=True)
    number = fields.Char(required=True, readonly=True)
    secret_digest = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)
    code_digest = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)
    wants_code = fields.Boolean("Second factor", readonly=True)
    single_use = fields.Boolean(readonly=True)
    date_until = fields.Datetime("Valid until", readonly=True, help="Exclusive.")
    used_on = fields.Datetime("Last used", readonly=True)
    used_count = fields.Integer("Times used", readonly=True)
    failed_count = fields.Integer("Wrong codes", readonly=True)
    locked_on = fields.Datetime("Locked on", readonly=True)
    revoked_on = fields.Datetime("Revoked on", readonly=True)
    revoked_by_id = fields.Many2one("res.users", "Revoked by", readonly=True)
    session_ids = fields.One2many("integration.token.session", "token_id")

    _number_uniq = models.UniqueIndex("(number)", "Numbers of links are unique.")
    _record_idx = models.Index("(res_model, res_id)")

    # ------------------------------------------------------------------
    # CRUD: the engine only
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Personal links are kept by the system."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("Personal links are kept by the system."))
        return super().write(vals)

    # ------------------------------------------------------------------
    # Making and ending
    # ------------------------------------------------------------------

    @api.model
    def _issue(self, record, purpose, wants_code=False, single_use=False):
        """Prepare a link to a record; it opens nothing before :meth:`_renew`.

        :param record: record of an ``integration.token.holder`` the caller may write
        :param str purpose: value of ``purpose``
        :return: the token, in superuser mode
        """
        record.ensure_one()
        record.check_access("write")
        # sudo: rows of the engine; the right to the record was checked
        tokens = self.sudo()
        while tokens.search_count(
            [("number", "=", number := self._draw(NUMBER_LENGTH))], limit=1
        ):
            continue
        return tokens.create(
            {
                **self.env["integration.officer.row"]._prepare_record_vals(record),
                "purpose": purpose,
                "number": number,
                "wants_code": wants_code,
                "single_use": single_use,
            }
        )

    def _renew(self, rule="token_days"):
        """Give the link a new secret; the former one opens nothing any more.

        :param str rule: dated rule of the time it is valid
        :return: text of the link, known here and never again
        """
        self.ensure_one()
        secret = self._draw(SECRET_LENGTH)
        now = fields.Datetime.now()
        rules = self.env["integration.rule.value"]
        self.write(
            {
                "secret_digest": self._digest(secret),
                "date_until": now + rules._get_delta(rule, company=self.company_id),
                "used_count": 0,
                "revoked_on": False,
                "revoked_by_id": False,
            }
        )
        self._end_sessions()
        self._log("link made")
        text = self.number + secret
        return "-".join(text[i : i + 5] for i in range(0, len(text), 5))

    def _draw_code(self):
        """Give the link a new second factor and unlock it.

        :return: the code, to be handed over in person; known here and never again
        """
        self.ensure_one()
        rules = self.env["integration.rule.value"]
        length = rules._get_number("token_code_length", company=self.company_id)
        code = "".join(str(secrets.randbelow(10)) for _i in range(length))
        self._set_code(code)
        return code

    def _set_code(self, code):
        self.write(
            {
                "code_digest": link_codes.make_digest(self._pepper(code)),
                "wants_code": True,
                "failed_count": 0,
                "locked_on": False,
            }
        )
        self._end_sessions()
        self._log("code handed over")

    def _revoke(self):
        """End links for good, with all that was opened by them."""
        for token in self.filtered(lambda token: not token.revoked_on):
            token.write(
                {
                    "revoked_on": fields.Datetime.now(),
                    "revoked_by_id": self.env.uid,
                    "secret_digest": False,
                    "code_digest": False,
                }
            )
            token._end_sessions()
            token._log("revoked")

    def _end_sessions(self):
        self.session_ids._end()

    # ------------------------------------------------------------------
    # Use
    # ------------------------------------------------------------------

    @api.model
    def _redeem(self, text, purpose, code=None, origin=None):
        """Open a link.

        Takes as long, and says as little, whatever is wrong: unknown, replaced,
        expired, revoked, locked or used up, a wrong code, too many guesses.

        :param str text: the link's text as typed or scanned
        :param str purpose: what it has to be for
        :param str code: the second factor as typed
        :param str origin: where the request comes from, to count wrong guesses
        :return: the token in superuser mode, or none
        """
        number, secret = self._split(text)
        # sudo: whoever knows a link has no account; only its own row is handed back
        token = self.sudo()._lock_by_number(number, purpose)
        guesses = self.env["integration.token.guess"]
        slow_down = guesses._is_limited(purpose, origin)
        known = compare_digest(
            token.secret_digest or self._digest(""), self._digest(secret)
        )
        right = link_codes.verify(token.code_digest, self._pepper(code))
        holds = bool(token) and bool(secret) and known and not slow_down
        if holds and token._is_open():
            if right or not token.wants_code:
                token._note_use()
                return token
            token._note_failure()
        elif holds:
            token._log("refused")
        guesses._count(purpose, origin)
        return token.browse()

    def _lock_by_number(self, number, purpose):
        """:return: the row of a number, locked: tries of one link wait for each other"""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM integration_token WHERE number = %s AND purpose = %s"
                " FOR UPDATE",
                number,
                purpose,
            )
        )
        token = self.browse([row[0] for row in rows])
        token.invalidate_recordset()
        return token

    def _is_open(self):
        """:return: whether the link opens its record now"""
        self.ensure_one()
        if (
            not self.secret_digest
            or self.revoked_on
            or self.locked_on
            or not self.date_until
            or self.date_until <= fields.Datetime.now()
            or (self.single_use and self.used_count)
        ):
            return False
        return self._is_held()

    def _is_held(self):
        """:return: whether the record is there, of the same authority, and willing"""
        if self.res_model not in self.env:
            return False
        record = self._get_record().exists()
        return bool(
            record
            and record.company_id == self.company_id
            and record._accepts_token(self)
        )

    def _note_use(self):
        self.write(
            {
                "used_on": fields.Datetime.now(),
                "used_count": self.used_count + 1,
                "failed_count": 0,
            }
        )
        self._log("opened")

    def _note_failure(self):
        rules = self.env["integration.rule.value"]
        tries = rules._get_number("token_code_tries", company=self.company_id)
        vals = {"failed_count": self.failed_count + 1}
        if vals["failed_count"] >= tries:
            vals["locked_on"] = fields.Datetime.now()
        self.write(vals)
        if self.locked_on:
            self._end_sessions()
        self._log("locked" if self.locked_on else "wrong code")

    def _log(self, detail):
        """Note in the access log what happened to a link; never its text."""
        for token in self:
            log = self.env["integration.access.log"].with_company(token.company_id)
            log._collect("token", token.res_model, [token.res_id], detail)

    # ------------------------------------------------------------------
    # Secrets
    # ------------------------------------------------------------------

    @api.model
    def _draw(self, length):
        return "".join(secrets.choice(REFERENCE_ALPHABET) for _i in range(length))

    @api.model
    def _split(self, text):
        text = link_codes.clean(text)
        return text[:NUMBER_LENGTH], text[NUMBER_LENGTH:]

    @api.model
    def _digest(self, secret):
        # sudo: the key of the database, which is not handed out
        return hmac(self.env(su=True), SCOPE, secret, hashlib.sha256)

    @api.model
    def _pepper(self, code):
        """:return: the code as typed on any keyboard, made useless without the key"""
        digits = link_codes.clean(code)
        # sudo: as above
        return digits and hmac(self.env(su=True), f"{SCOPE}_code", digits)

    @api.model
    def _get_open_domain(self):
        """:return: domain of links that are neither over nor locked"""
        return (
            Domain("revoked_on", "=", False)
            & Domain("locked_on", "=", False)
            & Domain("date_until", ">", "now")
        )
