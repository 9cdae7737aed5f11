from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.misc import hmac


class IntegrationTokenGuess(models.Model):
    """How many wrong links came from one place within an hour.

    The place is kept as a digest of the address and the hour: enough to count, and
    nothing to find out who it was.
    """

    _name = "integration.token.guess"
    _description = "Wrong links within an hour"
    _order = "hour desc, id desc"
    _rec_name = "hour"
    _log_access = False

    purpose = fields.Char(required=True, readonly=True, export_string_translation=False)
    origin = fields.Char("Place", required=True, readonly=True)
    hour = fields.Datetime(required=True, readonly=True, index=True)
    number = fields.Integer("Wrong links", required=True, readonly=True)

    _place_uniq = models.UniqueIndex("(purpose, origin)", "One row for each hour.")

    @api.model
    def _get_key(self, origin):
        """:return: (begin of this hour, digest of a place in this hour)"""
        hour = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        # sudo: the key of the database, which is not handed out
        digest = hmac(self.env(su=True), "integration_token_guess", f"{origin}{hour}")
        return hour, digest[:32]

    @api.model
    def _is_limited(self, purpose, origin):
        """:return: whether too many wrong links came from a place within this hour"""
        _hour, digest = self._get_key(origin)
        # sudo: a number, for a request without an account
        row = self.sudo().search([("purpose", "=", purpose), ("origin", "=", digest)])
        limit = self.env["integration.rule.value"]._get_number("token_guesses_per_hour")
        return row.number >= limit

    @api.model
    def _count(self, purpose, origin):
        """Count a wrong link, however many come at once."""
        hour, digest = self._get_key(origin)
        self.env.execute_query(
            SQL(
                "INSERT INTO integration_token_guess (purpose, origin, hour, number)"
                " VALUES (%s, %s, %s, 1) ON CONFLICT (purpose, origin)"
                " DO UPDATE SET number = integration_token_guess.number + 1"
                " RETURNING id",
                purpose,
                digest,
                hour,
            )
        )
        # sudo: brings what was read before in line
        self.sudo().invalidate_model(["number"])

    @api.autovacuum
    def _gc_guesses(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        # sudo: a job of the system deletes what is over
        self.sudo().search([("hour", "<", limit)]).unlink()
