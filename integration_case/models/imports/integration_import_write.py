import psycopg2

from odoo import models
from odoo.exceptions import UserError

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class Undo(Exception):
    """Ends a savepoint whose work was only tried."""


class IntegrationImport(models.Model):
    """From rows to client files, a batch at a time."""

    _inherit = "integration.import"

    def _process_rows(self, rows, reader):
        """Check or import rows and keep what became of each.

        :param rows: ``integration.import.row`` waiting
        :param reader: :class:`RowReader` of this import
        """
        results = {row.id: reader.read_row(row.cells) for row in rows}
        found = {}
        for row in rows:
            if results[row.id].errors:
                message = reader.format_errors(row.number, results[row.id])
                found[row.id] = {"state": "error", "message": message}
        wanted = rows.filtered(lambda row: row.id not in found)
        known, persons = self._find_known(wanted, results, reader)
        homes = {}
        for row in wanted:
            digest = results[row.id].digest
            if digest in known:
                found[row.id] = {"state": "exists", "message": known[digest]}
                home = self._get_home(persons.get(digest), results[row.id], reader)
                found[row.id].update(home)
                homes[home.get("household_digest")] = home.get("household_id")
            else:
                known[digest] = self._get_known_message(number=row.number)
        wanted = wanted.filtered(lambda row: row.id not in found)
        notes = self._find_similar_rows(wanted, results)
        found.update(self._write_files(wanted, results, reader, homes))
        for row_id, note in notes.items():
            if found[row_id]["state"] != "error":
                found[row_id]["message"] = note
        # sudo: rows are kept by the engine
        for row in rows.sudo():
            row.write({**found[row.id], "digest": results[row.id].digest})

    # ------------------------------------------------------------------
    # There already
    # ------------------------------------------------------------------

    def _find_known(self, rows, results, reader):
        """Find persons whom the user may see, or imported before.

        :return: tuple of dict digest → message and dict digest → person
        """
        digests = {results[row.id].digest for row in rows}
        known, persons = {}, {}
        for row in self._find_imported(digests, min(rows.mapped("number"), default=0)):
            number = row.number if row.import_id == self else None
            known[row.digest] = self._get_known_message(number=number)
        for person in self._find_persons([results[row.id].person for row in rows]):
            digest = reader.make_digest(
                person.last_name, person.first_name or "", person.birth_date
            )
            if digest in digests:
                known[digest] = self._get_known_message(reference=person.reference)
                persons[digest] = person
        return known, persons

    def _find_persons(self, vals_list):
        """:return: clients of these names and birth dates whom the user may read."""
        names, births = set(), {False}
        for vals in vals_list:
            name = ", ".join(filter(None, (vals["last_name"], vals.get("first_name"))))
            names |= {name, name.upper(), name.lower(), name.title()}
            births.add(vals.get("birth_date", False))
        # sudo: finds the few by name first, which the plain search with its rule does
        # not; then only those are kept that the user may read in his own rights
        people = self.env["integration.person"].sudo().with_context(active_test=False)
        found = people.search_fetch(
            [
                ("company_id", "=", self.company_id.id),
                ("name", "in", list(names)),
                ("birth_date", "in", list(births)),
            ],
            ["first_name", "last_name", "birth_date", "reference"],
        )
        return found.with_env(self.env)._filtered_access("read")

    def _find_imported(self, digests, number):
        """:return: rows of the user that brought the same persons before."""
        state = "ok" if self.state == "checking" else "done"
        rows = self.env["integration.import.row"]
        return rows.search(
            [
                ("digest", "in", list(digests)),
                ("company_id", "=", self.company_id.id),
                ("create_uid", "=", self.env.uid),
                "|",
                "&",
                ("state", "=", "done"),
                ("case_id", "!=", False),
                "&",
                "&",
                ("import_id", "=", self.id),
                ("state", "=", state),
                ("number", "<", number),
            ]
        )

    def _get_known_message(self, reference=None, number=None):
        if reference:
            return self.env._(
                "A client of this name and date of birth has a file already: "
                "%(reference)s.",
                reference=reference,
            )
        if number:
            return self.env._(
                "The same name and date of birth stand in row %(row)s.", row=number
            )
        return self.env._(
            "You have imported a client of this name and date of birth before."
        )

    def _get_home(self, person, result, reader):
        """:return: row values with the household a known person lives in now."""
        members = person and person.membership_ids.filtered(lambda m: not m.date_until)
        if not members or not result.household:
            return {}
        digest = reader.make_household_digest(result.household)
        return {"household_digest": digest, "household_id": members[0].household_id.id}

    # ------------------------------------------------------------------
    # New files
    # ------------------------------------------------------------------

    def _write_files(self, rows, results, reader, homes):
        """Open a file per row: together, or one by one if that fails.

        :return: dict row id → values of the row
        """
        if not rows:
            return {}
        try:
            return self._try_files(rows, results, reader, homes)
        except (UserError, psycopg2.IntegrityError, psycopg2.DataError) as error:
            if len(rows) == 1:
                return {rows.id: self._get_refusal(rows, error)}
        found = {}
        for row in rows:
            found.update(self._write_files(row, results, reader, homes))
        return found

    def _get_refusal(self, row, error):
        text = (
            self.env._("the values cannot be saved.")
            if isinstance(error, psycopg2.Error)
            else str(error)
        )
        message = self.env._("Row %(row)s: %(error)s", row=row.number, error=text)
        return {"state": "error", "message": message}

    def _try_files(self, rows, results, reader, homes):
        dry = self.state == "checking"
        found = {}
        try:
            with self.env.cr.savepoint():
                cases = (
                    self.env["integration.case"]
                    .with_context(**QUIET)
                    ._open_files(
                        [(results[r.id].person, results[r.id].case) for r in rows]
                    )
                )
                found = {
                    row.id: {"state": "done", "case_id": case.id, "cells": False}
                    for row, case in zip(rows, cases, strict=True)
                }
                self._join_households(rows, cases, results, reader, homes, found)
                self.env.flush_all()
                if dry:
                    raise Undo
        except Undo:
            found = {row.id: {"state": "ok", "message": False} for row in rows}
        return found

    def _join_households(self, rows, cases, results, reader, homes, found):
        """Put the new clients into the households their rows name.

        :param dict homes: digest → household of clients who were there already
        :param dict found: values of the rows, completed with the household
        """
        digests = {
            row.id: reader.make_household_digest(results[row.id].household)
            for row in rows
            if results[row.id].household
        }
        if not digests:
            return
        households = {**homes, **self._find_households(set(digests.values()))}
        missing = [d for d in dict.fromkeys(digests.values()) if d not in households]
        # sudo: households and members are made for clients opened just now, whom a
        # lead who imports for others may not see afterwards
        created = (
            self.env["integration.household"]
            .sudo()
            .create([{"company_id": self.company_id.id} for _digest in missing])
        )
        households.update(zip(missing, created.ids, strict=True))
        # sudo: as above
        self.env["integration.household.member"].sudo().create(
            [
                {
                    "household_id": households[digests[row.id]],
                    # sudo: as above
                    "person_id": case.sudo().person_id.id,
                    "role": results[row.id].role,
                }
                for row, case in zip(rows, cases, strict=True)
                if row.id in digests
            ]
        )
        for row_id, digest in digests.items():
            found[row_id].update(
                household_digest=digest, household_id=households[digest]
            )

    def _find_households(self, digests):
        """:return: dict digest → household id, of earlier rows of this import."""
        # sudo: rows of this import; households are only joined, not read
        earlier = (
            self.env["integration.import.row"]
            .sudo()
            .search(
                [
                    ("import_id", "=", self.id),
                    ("household_digest", "in", list(digests)),
                    ("household_id", "!=", False),
                ]
            )
        )
        return {row.household_digest: row.household_id.id for row in earlier}
