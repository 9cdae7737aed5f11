from odoo import fields, models
from odoo.fields import Domain

#: what is told of the log; refused and counted says nothing of this client
KINDS = ("read", "file", "report", "export", "break_glass", "token")
#: reason of an access row → role that is told, the nearest first
ROLES = {
    "manager": "manager",
    "deputy": "deputy",
    "cover": "cover",
    "lead": "lead",
    "team": "team",
    "handover": "team",
    "break_glass": "emergency",
}


class IntegrationPerson(models.Model):
    """Statement for the client: who saw or received her data (C69)."""

    _inherit = "integration.person"

    def _get_statement_by_day(self, since):
        """Tell who reached the client's records and who received data.

        Grouped by day and role. Of those who work the case only the manager is named,
        whom she knows; all others are told by what they do.

        :param since: UTC time from which on
        :return: list of dicts, the newest first: ``day``, ``role`` (code), ``name``
            (or False), ``what`` (sorted codes)
        """
        self.ensure_one()
        found = {}
        # sudo: read for the client herself, or in a method that checked the reader;
        # rows of the log, access rows and transfers carry no personal data
        person = self.sudo().with_context(active_test=False)
        for day, role, name, what in (
            *person._get_day_rows_of_log(since),
            *person._get_day_rows_of_handovers(since),
        ):
            found.setdefault((day, role, name), set()).add(what)
        rows = [
            {"day": day, "role": role, "name": name, "what": sorted(what)}
            for (day, role, name), what in found.items()
        ]
        return sorted(
            rows,
            key=lambda row: (row["day"], row["role"], row["name"] or ""),
            reverse=True,
        )

    def _get_day_rows_of_log(self, since):
        rows = self.env["integration.access.log"].search(
            self._get_day_domain()
            & Domain("kind", "in", KINDS)
            & Domain("date", ">=", since)
        )
        readers = self._get_day_readers()
        visitor = self.env.ref("base.public_user")
        for row in rows:
            day = self._get_day(row.date)
            if row.user_id == visitor:
                yield day, "self", False, "token"
            elif row.kind != "token":
                role = self._get_day_role(row, readers)
                name = role == "manager" and row.user_id.name
                what = "read" if row.kind == "break_glass" else row.kind
                yield day, role, name, what

    def _get_day_domain(self):
        """:return: domain of the log's rows about this client and what hangs on her"""
        log = self.env["integration.access.log"]
        cases = self.case_ids.filtered(lambda case: case.person_id == self)
        domain = log._get_record_domain(self._name, self.ids)
        domain |= log._get_record_domain(cases._name, cases.ids)
        for model in self.env["integration.protected"]._get_protected_models():
            records = self.env[model].with_context(active_test=False)
            for field, ids in (("person_id", self.ids), ("case_id", cases.ids)):
                column = records._fields.get(field)
                if column is None or not column.store or not ids:
                    continue
                if column.comodel_name in ("integration.person", "integration.case"):
                    if hanging := records.search([(field, "in", ids)]).ids:
                        domain |= log._get_record_domain(model, hanging)
        return domain

    def _get_day_readers(self):
        """:return: rows of the access lists of the client's cases, by user"""
        cases = self.case_ids
        rows = self.env["integration.access"].search(
            [("res_model", "=", cases._name), ("res_id", "in", cases.ids)]
        )
        return rows.grouped("user_id")

    def _get_day_role(self, row, readers):
        if row.kind == "break_glass":
            return "emergency"
        reasons = {
            access.reason
            for access in readers.get(row.user_id, ())
            # a row and the look that it allows may share a second
            if access.date_from <= fields.Datetime.add(row.date, seconds=1)
            and (not access.date_until or access.date_until >= row.date)
        }
        return next((ROLES[one] for one in ROLES if one in reasons), "office")

    def _get_day_rows_of_handovers(self, since):
        handovers = self.case_ids.handover_ids.filtered(
            lambda handover: (
                handover.state == "done"
                and handover.new_user_id
                and (handover.date_answer or handover.write_date) >= since
            )
        )
        for handover in handovers:
            day = self._get_day(handover.date_answer or handover.write_date)
            yield day, "manager", handover.new_user_id.name, "handover"
        transfers = self.env["integration.transfer"].search(
            [
                ("case_id", "in", self.case_ids.ids),
                ("direction", "=", "sent"),
                ("create_date", ">=", since),
            ]
        )
        for transfer in transfers:
            day = self._get_day(transfer.create_date)
            yield day, "authority", transfer.authority, "transfer"

    def _get_day(self, moment):
        here = self.with_context(tz="Europe/Berlin")
        return fields.Datetime.context_timestamp(here, moment).date()
