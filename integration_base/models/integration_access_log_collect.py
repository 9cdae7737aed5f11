import json
import logging

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID, Environment
from odoo.http import request
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

COLLECTED = "integration_base.access_log"
REFUSED = "integration_base.access_log.refused"
# What hands out whole records already says that they were read.
STRONGER_THAN_READ = ("export", "report")
COLUMNS = (
    "kind, user_id, company_id, date, res_model, res_count, res_ids, route, detail"
)


class IntegrationAccessLog(models.Model):
    """Gathers what a request reaches and writes it with one statement.

    Reads are written before the transaction ends and share its fate: what was not
    logged was not handed out. Refusals are written after it ended, by a cursor of
    their own, since the transaction of a refused request is rolled back.
    """

    _inherit = "integration.access.log"

    @api.model
    def _is_looking(self):
        """:return: whether reads of this environment are somebody's look.

        Superuser mode hands nothing to anybody; jobs and calls in another user's name
        (may she be told about it?) are the server's own questions.
        """
        if not self.env.registry.ready:
            return False
        caller = request and request.env and request.env.uid
        if caller == SUPERUSER_ID:
            return True  # a session of the superuser: whatever it reads is shown to it
        if self.env.su:
            return False
        if not request:
            return not self.env.context.get("cron_id")
        return not caller or caller == self.env.uid

    @api.model
    def _collect(self, kind, model, ids=(), detail=None):
        """Note that the user reached records; written once, before the commit.

        :param str kind: value of ``kind``
        :param str model: name of a protected model
        :param ids: ids of the records, none for counts and refused models
        :param str detail: what happened, without any name
        """
        if kind == "refused":
            return self._collect_refusal(model, ids)
        data = self.env.cr.precommit.data
        if COLLECTED not in data:
            data[COLLECTED] = {}
            self.env.cr.precommit.add(self._write_collected)
        key = (self.env.uid, self.env.company.id, kind, model, detail)
        data[COLLECTED].setdefault(key, set()).update(ids)

    @api.model
    def _log(self, kind, records, detail=None):
        """Note one event about records of one model, see :meth:`_collect`."""
        self._collect(kind, records._name, records.ids, detail)

    @api.model
    def _write_collected(self):
        """Write what was gathered so far."""
        collected = self.env.cr.precommit.data.pop(COLLECTED, None)
        if not collected:
            return
        for (uid, company, kind, model, _detail), ids in list(collected.items()):
            if kind in STRONGER_THAN_READ:
                if read := collected.get((uid, company, "read", model, None)):
                    read -= ids
                    if not read:
                        del collected[uid, company, "read", model, None]
        rows = [
            self._prepare_row(uid, company, kind, model, ids, detail)
            for (uid, company, kind, model, detail), ids in collected.items()
        ]
        if self.env.cr.readonly:
            # routes of core that run on a replica: after them, and before the answer
            # leaves, on the main database
            self.env.cr.postcommit.add(lambda: self._write_separately(rows))
        else:
            self._insert_rows(self.env.cr, rows)

    @api.model
    def _collect_refusal(self, model, ids):
        cr = self.env.cr
        if REFUSED not in cr.postrollback.data:
            pending = cr.postrollback.data[REFUSED] = {}

            def write():
                rows = list(pending.values())
                pending.clear()
                self._write_separately(rows, essential=False)

            cr.postrollback.add(write)
            cr.postcommit.add(write)
        pending = cr.postrollback.data[REFUSED]
        ids = tuple(sorted(ids))
        key = (self.env.uid, model, ids)
        pending[key] = self._prepare_row(
            self.env.uid, self._get_own_company(), "refused", model, ids
        )

    @api.model
    def _get_own_company(self):
        """:return: the user's company; the one asked for may be none of hers."""
        # sudo: an id for the log
        return self.env.user.sudo().company_id.id

    @api.model
    def _prepare_row(self, uid, company, kind, model, ids, detail=None):
        return {
            "kind": kind,
            "user_id": uid,
            "company_id": company,
            "date": fields.Datetime.to_string(fields.Datetime.now()),
            "res_model": model,
            "res_count": len(ids),
            "res_ids": ",".join(map(str, sorted(ids))),
            "route": self._get_route(),
            "detail": detail,
        }

    @api.model
    def _insert_rows(self, cr, rows):
        """Add rows with one statement; those of users rolled back are left out."""
        cr.execute(
            SQL(
                "INSERT INTO integration_access_log (%(columns)s) SELECT %(read)s"
                " FROM jsonb_to_recordset(%(rows)s) AS row (kind varchar, user_id int,"
                " company_id int, date timestamp, res_model varchar, res_count int,"
                " res_ids text, route varchar, detail varchar)"
                " WHERE EXISTS (SELECT FROM res_users WHERE id = row.user_id)"
                " AND EXISTS (SELECT FROM res_company WHERE id = row.company_id)",
                columns=SQL(COLUMNS),
                read=SQL(COLUMNS),
                rows=json.dumps(rows),
            )
        )

    @api.model
    def _write_separately(self, rows, essential=True):
        """Write rows with a cursor of their own.

        :param bool essential: whether a failure shall fail the request as well
        """
        if not rows:
            return
        try:
            with self.env.registry.cursor() as cr:
                # never wait for a lock that our own request may hold
                cr.execute("SET LOCAL lock_timeout = '5s'")
                env = Environment(cr, SUPERUSER_ID, {})
                env[self._name]._insert_rows(cr, rows)
        except Exception:
            if essential:
                raise
            _logger.exception("Refused attempts could not be logged: %s", rows)
