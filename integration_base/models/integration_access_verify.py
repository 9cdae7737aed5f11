from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# The job seals every ten minutes; a busy server may make it wait for some runs.
LATE = timedelta(hours=24)
SHOWN = 5


class IntegrationAccessSeal(models.Model):
    """Verifying the chain: by the officer's button or ``odoo verify_log`` (C68)."""

    _inherit = "integration.access.seal"

    def action_verify(self):
        """Verify the whole chain.

        :return: notification for the screen
        """
        self.check_access("read")
        # sudo: the officer may read log and seals; lines of other authorities are
        # only counted
        result = self.sudo()._verify()
        lines = result["findings"][:SHOWN] + result["notes"]
        if more := len(result["findings"]) - SHOWN:
            if more > 0:
                lines.append(self.env._("and %(count)s more.", count=more))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "danger" if result["findings"] else "success",
                "title": self.env._("The access log was changed")
                if result["findings"]
                else self.env._("The access log is complete"),
                "message": " ".join(lines),
                "sticky": True,
            },
        }

    @api.model
    def _verify(self, expected=()):
        """Compute all blocks anew and compare.

        :param expected: digests that somebody noted, which must still be there
        :return: dict with ``findings`` (texts, the first broken block first, empty if
            all is well), ``notes`` (texts) and ``digest`` of the last block
        """
        # sealed by whoever runs at the same time: one picture of both tables
        self.env.cr.flush()
        findings, number, last_id, digest = [], 0, 0, ""
        digests = set()
        for seal in self.search([("id", "!=", False)], order="number"):
            findings += seal._verify_block(number, last_id, digest)
            number, last_id, digest = seal.number, seal.last_id, seal.digest
            digests.add(digest)
            seal.invalidate_recordset()
        for text in expected:
            if text not in digests:
                findings.append(
                    self.env._("No block has the digest %(digest)s.", digest=text)
                )
        notes = self._get_open_notes(last_id)
        notes.insert(
            0,
            self.env._(
                "%(count)s blocks, rows up to %(last)s.", count=number, last=last_id
            ),
        )
        # sudo: counts blocks, see action_verify
        drawn = self._get_last_value(self._table) - self.sudo().search_count([])
        if drawn > 0:
            notes.append(
                self.env._(
                    "%(count)s blocks were begun and are not there: the job failed, or "
                    "they were removed. Compare the digests in the server's log.",
                    count=drawn,
                )
            )
        return {"findings": findings, "notes": notes, "digest": digest}

    def _verify_block(self, number, after_id, digest):
        """:return: list with a text that says what is wrong with the block, or empty"""
        self.ensure_one()
        found, count = self._compute_digest(after_id)
        if self.number != number + 1:
            text = self.env._("the block before it is missing.")
        elif (self.previous_digest or "") != digest:
            text = self.env._("it does not follow the block before it.")
        elif count < self.row_count:
            text = self.env._(
                "%(count)s rows were removed.", count=self.row_count - count
            )
        elif count > self.row_count:
            text = self.env._(
                "%(count)s rows were added.", count=count - self.row_count
            )
        elif found != self.digest:
            text = self.env._("rows, or the block itself, were changed.")
        else:
            return []
        return [
            self.env._(
                "Block %(number)s (rows %(first)s to %(last)s): %(text)s",
                number=self.number,
                first=self.first_id,
                last=self.last_id,
                text=text,
            )
        ]

    @api.model
    def _get_open_notes(self, last_id):
        """:return: texts about rows that are not sealed yet"""
        self.env.cr.execute(
            SQL(
                "SELECT COUNT(*), MIN(date) FROM integration_access_log WHERE id > %s",
                last_id,
            )
        )
        count, oldest = self.env.cr.fetchone()
        gaps = self._get_last_value("integration_access_log") - last_id - count
        notes = []
        if count:
            notes.append(
                self.env._("%(count)s newer rows are not sealed yet.", count=count)
            )
        if oldest and oldest < fields.Datetime.now() - LATE:
            notes.append(self.env._("The sealing job is behind: please check it."))
        if gaps > 0:
            notes.append(
                self.env._(
                    "%(count)s numbers after the last block have no row: their requests "
                    "failed, or the rows were removed before they were sealed.",
                    count=gaps,
                )
            )
        return notes

    @api.model
    def _get_last_value(self, table):
        """:return: the last id that a table has given out"""
        self.env.cr.execute(
            SQL(
                "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %s",
                SQL.identifier(f"{table}_id_seq"),
            )
        )
        return self.env.cr.fetchone()[0]
