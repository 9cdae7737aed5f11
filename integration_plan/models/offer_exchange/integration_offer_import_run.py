import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.record import Record
from .offer_writer import OfferWriter

BATCH = 200
# as many records are done at once, while the user waits
DIRECT_ROWS = 300
_logger = logging.getLogger(__name__)


class IntegrationOfferImport(models.Model):
    """Going through the records: at once if they are few, else as a job.

    One batch is one transaction, so that an interrupted run goes on without doubling.
    """

    _inherit = "integration.offer.import"

    def _start(self, state):
        self.check_access("write")
        # sudo: the state is kept by the engine
        self.sudo().write({"state": state, "message": False})
        waiting = self._get_waiting_domain()
        if self.env["integration.offer.import.row"].search_count(waiting) > DIRECT_ROWS:
            # sudo: only asks for the job to be run soon
            self.env.ref("integration_plan.ir_cron_run_offer_imports").sudo()._trigger()
            return
        writer = OfferWriter(self)
        while self.state in ("checking", "running"):
            self._process_batch(writer)

    def _get_waiting_domain(self):
        domain = [("import_id", "=", self.id)]
        if self.state == "checking":
            return [*domain, ("state", "=", "new")]
        return [*domain, ("state", "not in", ("error", "new")), ("is_done", "=", False)]

    def _process_batch(self, writer):
        """Compare or import the next records.

        :param writer: :class:`OfferWriter` of this import
        :return: number of records
        """
        self.ensure_one()
        # sudo: rows are kept by the engine; offers are written in the user's rights
        rows = self.env["integration.offer.import.row"].sudo()
        waiting = rows.search(
            self._get_waiting_domain(), order="number, id", limit=BATCH
        )
        if waiting and self.state == "checking":
            self._check_rows(waiting, writer)
        elif waiting:
            self._import_rows(waiting, writer)
        if len(waiting) < BATCH:
            self._finish()
        return len(waiting)

    # ------------------------------------------------------------------
    # Preview
    # ------------------------------------------------------------------

    def _check_rows(self, rows, writer):
        records = {row: Record.from_json(row.payload) for row in rows}
        for record in records.values():
            if not record.errors:
                writer.catalogue.settle(record)
                self._check_record(record)
        offers = writer.find_offers([r for r in records.values() if not r.errors])
        changes = []
        for row, record in records.items():
            offer = offers.get(record.external_id)
            vals = {"payload": record.to_json(), "message": row._say(record)}
            if record.errors:
                vals["state"] = "error"
            elif record.kind != "service":
                vals["state"] = "same" if self._is_there(record, writer) else "create"
            elif record.withdrawn:
                vals["state"] = "withdraw" if offer and offer.active else "same"
            elif not offer:
                vals["state"] = "create"
            else:
                found = writer.get_changes(record, offer)
                back = not offer.active
                vals["state"] = "change" if found or back else "same"
                changes += [row._prepare_change(offer, change) for change in found]
            vals["offer_id"] = offer and offer.id
            row.write(vals)
        rows.env["integration.offer.import.change"].create(changes)

    def _check_record(self, record):
        if record.kind == "service" and not (record.organisation or {}).get("name"):
            record.reject("no_organisation")
        if record.values.get("places_free", 0) < 0:
            record.values.pop("places_free")
        low, high = (record.values.get(name) or 0 for name in ("age_min", "age_max"))
        if low < 0 or high < 0 or (high and high < low):
            record.reject("bad_ages", f"{low}–{high}")

    def _is_there(self, record, writer):
        if record.kind == "organisation":
            return bool(writer.catalogue.find_organisation(record.organisation))
        return all(writer.catalogue.find_place(place) for place in record.places)

    # ------------------------------------------------------------------
    # Import
    # ------------------------------------------------------------------

    def _import_rows(self, rows, writer):
        records = {row: Record.from_json(row.payload or {}) for row in rows}
        new = [row for row in rows if row.state == "create"]
        self._create_offers(
            [row for row in new if records[row].kind == "service"], records, writer
        )
        for row in rows:
            record = records[row]
            if row.state == "create" and record.kind == "organisation":
                writer.catalogue.get_organisation(record.organisation)
            elif row.state == "create" and record.kind == "place":
                writer.catalogue.make_places(record.places)
            elif row.state in ("withdraw", "gone"):
                writer.withdraw(self._get_offer(row))
            elif row.state in ("change", "same") and row.offer_id:
                if not record.withdrawn:
                    declined = row.change_ids.filtered(lambda c: not c.accept)
                    self._try(
                        row,
                        writer,
                        lambda row=row, record=record, declined=declined: writer.update(
                            record, self._get_offer(row), declined.mapped("name")
                        ),
                    )
        rows.write({"is_done": True})

    def _get_offer(self, row):
        """:return: the row's offer in the rights of the import's user"""
        return row.offer_id.with_env(self.env)

    def _create_offers(self, rows, records, writer):
        """Create all at once; if one is refused, one by one, to tell which."""
        if not rows:
            return
        # matched again: an earlier record, or somebody, may have made it meanwhile
        there = writer.find_offers([records[row] for row in rows])
        for row in rows:
            if offer := there.get(row.external_id):
                row.offer_id = offer
        rows = [row for row in rows if not row.offer_id]
        try:
            with self.env.cr.savepoint():
                offers = writer.create_offers([records[row] for row in rows])
            for row, offer in zip(rows, offers, strict=True):
                row.offer_id = offer
        except (ValidationError, UserError, psycopg2.IntegrityError):
            writer.forget()
            for row in rows:
                self._try(
                    *(row, writer),
                    lambda row=row: self._create_one(row, records, writer),
                )

    def _create_one(self, row, records, writer):
        row.offer_id = writer.create_offers([records[row]])

    def _try(self, row, writer, work):
        try:
            with self.env.cr.savepoint():
                work()
        except (ValidationError, UserError, psycopg2.IntegrityError) as error:
            writer.forget()
            row.write({"state": "error", "message": str(error)})

    def _finish(self):
        # sudo: states are kept by the engine
        import_ = self.sudo()
        if import_.state == "checking":
            if import_.is_whole:
                import_._note_missing()
            import_.state = "checked"
            return
        import_.write({"state": "done", "date_done": fields.Datetime.now()})

    def _note_missing(self):
        """Add rows for offers of the source that the file holds no longer."""
        offers = self.env["integration.offer"].search(
            [
                ("source_id", "=", self.source_id.id),
                ("id", "not in", self.row_ids.offer_id.ids),
                ("external_id", "not in", self.row_ids.mapped("external_id")),
            ]
        )
        start = len(self.row_ids) + 1
        self.env["integration.offer.import.row"].create(
            [
                {
                    "import_id": self.id,
                    "number": number,
                    "name": offer.name,
                    "external_id": offer.external_id,
                    "offer_id": offer.id,
                    "state": "gone",
                    "payload": {},
                    "message": self.env._("Missing in the file"),
                }
                for number, offer in enumerate(offers, start)
            ]
        )

    # ------------------------------------------------------------------
    # Jobs
    # ------------------------------------------------------------------

    @api.model
    def _cron_run(self):
        """Go on with the imports that wait, each in the rights of who started it."""
        imports = self.search([("state", "in", ("checking", "running"))], order="id")
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=imports._count_waiting())
        for import_ in imports:
            try:
                if not import_._run(commit):
                    self.env.ref(
                        "integration_plan.ir_cron_run_offer_imports"
                    )._trigger()
                    return
            except psycopg2.OperationalError:
                raise  # somebody else was faster: the job is run again
            except Exception:
                self.env.cr.rollback()
                _logger.exception("Import of offers %s was interrupted", import_.id)
                words = import_.with_context(lang=import_.create_uid.lang)
                message = words.env._(
                    "The import was interrupted by an error. Records done so far are "
                    "kept; “Import” goes on with the others."
                )
                import_.write({"state": "failed", "message": message})
                commit(1)

    def _count_waiting(self):
        rows = self.env["integration.offer.import.row"]
        return sum(rows.search_count(i._get_waiting_domain()) for i in self)

    def _run(self, commit):
        """Process batches until the end, or until the job's time is over.

        :param commit: ``ir.cron._commit_progress``
        :return: whether there is time left
        """
        owner = self.create_uid
        if not owner.active:
            raise UserError(self.env._("The user of this import is no longer active."))
        owned = self.with_user(owner).with_company(self.company_id)
        owned = owned.with_context(
            allowed_company_ids=self.company_id.ids, lang=owner.lang, tz=owner.tz
        )
        writer = OfferWriter(owned)
        while self.try_lock_for_update() and self.state in ("checking", "running"):
            rows = owned._process_batch(writer)
            if not commit(rows):
                return False
        return True

    @api.model
    def _cron_delete(self):
        """Delete imports some days after their end (``offer_import_keep_days``)."""
        for company in self.env["res.company"].search([("id", "!=", False)]):
            days = self.env["integration.rule.value"]._get_number(
                "offer_import_keep_days", company=company
            )
            limit = fields.Datetime.subtract(fields.Datetime.now(), days=days)
            imports = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "not in", ("checking", "running")),
                    ("write_date", "<", limit),
                ]
            )
            imports.unlink()
            self.env["ir.cron"]._commit_progress(len(imports))
