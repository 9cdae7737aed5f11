import logging
from itertools import count

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

from .reader import RowReader

BATCH = 100
ANALYZE_EVERY = 10  # batches
# as many rows are done at once, while the user waits
DIRECT_ROWS = 200
_logger = logging.getLogger(__name__)


class IntegrationImport(models.Model):
    """Going through the rows: at once if they are few, else as a job.

    One batch is one transaction: what it created and the states of its rows are
    saved together or not at all, so that an interrupted run goes on without doubling.
    """

    _inherit = "integration.import"

    def _check_targets(self):
        """:raise UserError: if columns are assigned twice, or none to the name."""
        self.ensure_one()
        targets = self.column_ids.filtered("target").mapped("target")
        labels = dict(
            self.column_ids._fields["target"].get_description(self.env, ["selection"])[
                "selection"
            ]
        )
        joined = self.column_ids._get_joined_targets()
        for target in targets:
            twice = targets.count(target) > 1 and target not in joined
            if twice or (target == "last_name" and "full_name" in targets):
                raise UserError(
                    self.env._(
                        "Two columns become “%(target)s”. Please choose one of them.",
                        target=labels[target],
                    )
                )
        if not {"last_name", "full_name"} & set(targets):
            raise UserError(
                self.env._(
                    "No column becomes the last name. Please say which column holds it."
                )
            )

    def _start(self, state):
        # sudo: the state is kept by the engine; rules let only the owner come here
        self.sudo().write({"state": state, "message": False})
        waiting = self._get_waiting_domain()
        if self.env["integration.import.row"].search_count(waiting) <= DIRECT_ROWS:
            reader = RowReader(self, self.column_ids)
            while self.state in ("checking", "running"):
                self._process_batch(reader)
        else:
            self._trigger_job()

    @api.model
    def _trigger_job(self):
        # sudo: only asks for the job to be run soon
        self.env.ref("integration_case.ir_cron_run_imports").sudo()._trigger()

    def _get_waiting_domain(self):
        states = ["new"] if self.state == "checking" else ["new", "ok"]
        return [("import_id", "=", self.id), ("state", "in", states)]

    def _process_batch(self, reader):
        """Check or import the next rows.

        :param reader: :class:`RowReader` of this import
        :return: number of rows
        """
        self.ensure_one()
        waiting = self.env["integration.import.row"].search(
            self._get_waiting_domain(), order="number, id", limit=BATCH + 1
        )
        rows = waiting[:BATCH]
        if rows:
            self._process_rows(rows, reader)
        if len(waiting) <= BATCH:
            self._finish()
        return len(rows)

    def _finish(self):
        # sudo: states are kept by the engine
        import_ = self.sudo()
        if import_.state == "checking":
            import_.state = "checked"
            return
        import_.write({"state": "done", "date_done": fields.Datetime.now()})
        # what is in the file or was there already needs no copy here
        import_.row_ids.filtered(lambda row: row.state != "error").cells = False
        import_.column_ids.sample = False

    # ------------------------------------------------------------------
    # Jobs
    # ------------------------------------------------------------------

    @api.model
    def _cron_run(self):
        """Go on with the imports that wait, each in its owner's rights."""
        imports = self.search([("state", "in", ("checking", "running"))], order="id")
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=imports._count_waiting())
        for position, import_ in enumerate(imports, 1):
            try:
                if not import_._run(commit):
                    # go on at once, not when the scheduler looks next
                    self._trigger_job()
                    return
            except psycopg2.OperationalError:
                raise  # somebody else was faster: the job is run again
            except Exception:
                self.env.cr.rollback()
                _logger.exception("Import %s was interrupted", import_.id)
                import_._interrupt()
                commit(1, remaining=imports[position:]._count_waiting())

    def _count_waiting(self):
        rows = self.env["integration.import.row"]
        return sum(rows.search_count(i._get_waiting_domain()) for i in self)

    def _run(self, commit):
        """Process batches until the end, or until the job's time is over.

        :param commit: ``ir.cron._commit_progress``
        :return: whether there is time left
        """
        owned = self._with_owner()
        reader = RowReader(owned, owned.column_ids)
        for number in count():
            if not self.try_lock_for_update():
                return True  # deleted, or in work elsewhere
            if self.state not in ("checking", "running"):
                return True  # stopped
            rows = owned._process_batch(reader)
            if number % ANALYZE_EVERY == 0 and self.state == "running":
                self._refresh_statistics()
            if not commit(rows):
                return False

    def _refresh_statistics(self):
        """Tell the database that tables it may believe empty were filled.

        Else its plans for "what may this user read" go through every combination of
        rows until it looks by itself, a minute later (PostgreSQL, 14.4.9).
        """
        self.env.flush_all()
        self.env.cr.execute(
            "ANALYZE integration_access, integration_case, integration_case_person_rel, "
            "integration_household_member, integration_import_row, integration_person"
        )

    def _with_owner(self):
        """:return: the import in the rights, company and language of its owner."""
        self.ensure_one()
        owner = self.create_uid
        if not owner.active:
            raise UserError(self.env._("The user of this import is no longer active."))
        return (
            self.with_user(owner)
            .with_company(self.company_id)
            .with_context(
                allowed_company_ids=self.company_id.ids, lang=owner.lang, tz=owner.tz
            )
        )

    def _interrupt(self):
        self.ensure_one()
        translated = self.with_context(lang=self.create_uid.lang)
        self.write(
            {
                "state": "failed",
                "message": translated.env._(
                    "The import was interrupted by an error. Rows done so far are kept; "
                    "“Import” goes on with the others."
                ),
            }
        )

    @api.model
    def _cron_delete(self):
        """Delete imports some days after their end (``import_keep_days``)."""
        for company in self.env["res.company"].search([("id", "!=", False)]):
            days = self.env["integration.rule.value"]._get_number(
                "import_keep_days", company=company
            )
            limit = fields.Datetime.subtract(fields.Datetime.now(), days=days)
            imports = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "not in", ("checking", "running")),
                    "|",
                    ("date_done", "<", limit),
                    "&",
                    ("date_done", "=", False),
                    ("write_date", "<", limit),
                ]
            )
            imports.unlink()
            self.env["ir.cron"]._commit_progress(len(imports))
