from odoo import api, fields, models


class IntegrationCase(models.Model):
    """One timeline of a case; every addon adds its own entries."""

    _inherit = "integration.case"

    def get_timeline(self, limit=40, offset=0):
        """Give the newest entries of the case's timeline, in the reader's rights.

        :param int limit: entries of one page
        :param int offset: entries to pass over
        :return: dict with ``entries`` (see :meth:`_get_timeline_entries`) and
            ``more``, whether older ones exist
        """
        self.ensure_one()
        self.check_access("read")
        wanted = offset + limit + 1
        entries = self._get_timeline_entries(wanted)
        entries.sort(key=lambda entry: (entry["date"], entry["id"]), reverse=True)
        return {
            "entries": entries[offset : offset + limit],
            "more": len(entries) > offset + limit,
        }

    def _get_timeline_entries(self, limit):
        """Collect entries; extended by each addon.

        :param int limit: newest entries each kind needs to give at most
        :return: list of dict: ``date`` (UTC string), ``kind`` (technical), ``label``,
            ``title``, ``text``, ``author``, ``model``, ``id``
        """
        self.ensure_one()
        return (
            self._get_counselling_entries(limit)
            + self._get_appointment_entries(limit)
            + self._get_handover_entries(limit)
            + self._get_milestone_entries()
        )

    def _get_counselling_entries(self, limit):
        contacts = self.env["integration.counselling"].search(
            [("case_id", "=", self.id)], order="date desc, id desc", limit=limit
        )
        return [contact._prepare_timeline_entry() for contact in contacts]

    def _get_appointment_entries(self, limit):
        events = self.env["calendar.event"].search(
            [("case_id", "=", self.id), ("counselling_ids", "=", False)],
            order="start desc",
            limit=limit,
        )
        return [
            self._prepare_entry(
                event, event.start, "appointment", self.env._("Appointment")
            )
            | {"text": event.location or "", "author": event.user_id.name or ""}
            for event in events
        ]

    def _get_handover_entries(self, limit):
        states = dict(
            self.env["integration.handover"]
            ._fields["state"]
            .get_description(self.env, ["selection"])["selection"]
        )
        return [
            self._prepare_entry(
                handover, handover.create_date, "handover", self.env._("Hand-over")
            )
            | {
                "title": states[handover.state],
                "text": handover.note,
                "author": handover.from_user_id.name,
            }
            for handover in self.handover_ids[:limit]
        ]

    def _get_milestone_entries(self):
        milestones = [
            (self.date_open, self.env._("Case opened"), self.concern),
            (self.date_allocation, self.env._("Allocated to the town"), ""),
            (self.date_entry, self.env._("Entry into the country"), ""),
            (
                self.date_closed,
                self.env._("Case closed"),
                self.closure_reason_id.name,
            ),
        ]
        return [
            self._prepare_entry(
                self, fields.Datetime.to_datetime(day), "milestone", label
            )
            | {"text": text or ""}
            for day, label, text in milestones
            if day
        ]

    @api.model
    def _prepare_entry(self, record, date, kind, label):
        return {
            "date": fields.Datetime.to_string(date),
            "kind": kind,
            "label": label,
            "title": "",
            "text": "",
            "author": "",
            "model": record._name,
            "id": record.id,
        }
