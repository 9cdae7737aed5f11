import hashlib
import json
import logging

from psycopg2 import errors

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import AccessError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# Rows per block: small enough to name where something was changed.
BLOCK_ROWS = 10000
FETCH_ROWS = 2000
SEALED_COLUMNS = (
    "id",
    "kind",
    "user_id",
    "company_id",
    "date",
    "res_model",
    "res_count",
    "res_ids",
    "route",
    "detail",
)


class IntegrationAccessSeal(models.Model):
    """One sealed block of the access log, chained to the one before (C68).

    Rows are sealed by a job, never one by one: that would make every reader wait for
    the one before her. Whoever changes, removes or adds a row of a sealed block
    would have to compute all later blocks anew; the digests in the server's log, and
    those the officer has noted, tell that too.
    """

    _name = "integration.access.seal"
    _description = "Sealed Block of the Access Log"
    _order = "number desc"
    _rec_name = "number"

    number = fields.Integer("Block", required=True, readonly=True)
    date = fields.Datetime("Sealed on", required=True, readonly=True)
    first_id = fields.Integer("First row", required=True, readonly=True)
    last_id = fields.Integer("Last row", required=True, readonly=True)
    row_count = fields.Integer("Rows", required=True, readonly=True)
    previous_digest = fields.Char("Digest before", readonly=True)
    digest = fields.Char(required=True, readonly=True)

    _number_unique = models.UniqueIndex("(number)", "Blocks follow each other.")

    # ------------------------------------------------------------------
    # Sealing
    # ------------------------------------------------------------------

    @api.model
    def _cron_seal(self):
        """Seal what was logged since the last block.

        The table is locked for the moment, as the first thing in a transaction of its
        own: ids are drawn before rows are committed, and without the lock a row that
        comes late could slip in below the end of a block.
        """
        try:
            with self.env.registry.cursor() as cr:
                cr.execute("SET LOCAL lock_timeout = '2s'")
                cr.execute(
                    "LOCK TABLE integration_access_log, integration_access_seal"
                    " IN SHARE ROW EXCLUSIVE MODE",
                    log_exceptions=False,
                )
                Environment(cr, SUPERUSER_ID, {})[self._name]._seal()
        except errors.LockNotAvailable:
            _logger.info("Access log is in use; it is sealed with the next run.")

    @api.model
    def _seal(self):
        """Add as many blocks as there are rows for, see :meth:`_cron_seal`."""
        last = self.search([], limit=1)
        while True:
            last_id, digest = last.last_id or 0, last.digest or ""
            self.env.cr.execute(
                SQL(
                    "SELECT MIN(id), MAX(id), COUNT(*) FROM (SELECT id FROM"
                    " integration_access_log WHERE id > %s ORDER BY id LIMIT %s) block",
                    last_id,
                    BLOCK_ROWS,
                )
            )
            first, end, count = self.env.cr.fetchone()
            if not count:
                return
            vals = {
                "number": (last.number or 0) + 1,
                "date": fields.Datetime.now(),
                "first_id": first,
                "last_id": end,
                "row_count": count,
                "previous_digest": digest,
            }
            last = self.create([{**vals, "digest": "-"}])
            last.digest = last._compute_digest(last_id)[0]
            # for a log that the database's administrator cannot reach
            _logger.info(
                "Access log sealed: block %s, rows %s to %s, digest %s",
                *(last.number, first, end, last.digest),
            )

    def _compute_digest(self, after_id):
        """Digest the rows of a block as they are now.

        :param int after_id: last id of the block before
        :return: (digest, number of rows)
        """
        self.ensure_one()
        head = [
            self.number,
            fields.Datetime.to_string(self.date),
            self.first_id,
            self.last_id,
            self.row_count,
            self.previous_digest or "",
        ]
        digest = hashlib.sha256(json.dumps(head).encode())
        count = 0
        while True:
            self.env.cr.execute(
                SQL(
                    "SELECT %s FROM integration_access_log WHERE id > %s AND id <= %s"
                    " ORDER BY id LIMIT %s",
                    SQL(", ").join(map(SQL.identifier, SEALED_COLUMNS)),
                    after_id,
                    self.last_id,
                    FETCH_ROWS,
                )
            )
            rows = self.env.cr.fetchall()
            if not rows:
                return digest.hexdigest(), count
            for row in rows:
                digest.update(json.dumps(row, default=str).encode() + b"\n")
            count += len(rows)
            after_id = rows[-1][0]

    # ------------------------------------------------------------------
    # CRUD: append-only
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("The access log is kept by the system."))
        return super().create(vals_list)

    def write(self, vals):
        if self.digest != "-" or vals.keys() != {"digest"}:
            raise AccessError(self.env._("The access log is never changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("The access log is never changed."))
