from odoo import models


class IntegrationVolunteerBooked(models.AbstractModel):
    """A record that expects volunteers at a time, and keeps their bookings.

    The heir says in :meth:`_prepare_bookings` who is expected when, and calls
    :meth:`_sync_bookings` after each change of it.
    """

    _name = "integration.volunteer.booked"
    _description = "Expects volunteers"

    def _prepare_bookings(self):
        """:return: list of values of bookings of this record: ``volunteer_id``,
        ``task_id``, ``title``, ``place``, ``start``, ``stop``; no client in any
        """
        self.ensure_one()
        return []

    def _lose_volunteer(self, volunteer, reason):
        """A volunteer does not come: free the place, tell the coordination.

        :param volunteer: ``integration.volunteer``
        :param str reason: ``left``, ``unavailable`` or ``clearance``
        """
        raise NotImplementedError

    def _get_bookings(self):
        """:return: bookings of these records, in superuser mode"""
        # sudo: rows of the engine for code that holds their source
        bookings = self.env["integration.volunteer.booking"].sudo()
        return bookings.search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )

    def _sync_bookings(self):
        """Make, move and cancel bookings so that they say what the record says."""
        existing = {
            (row.res_id, row.volunteer_id.id): row for row in self._get_bookings()
        }
        # sudo: rows of the engine
        bookings = self.env["integration.volunteer.booking"].sudo()
        new = []
        for record in self:
            for vals in record._prepare_bookings():
                row = existing.pop((record.id, vals["volunteer_id"]), bookings)
                if not row:
                    source = {"res_model": self._name, "res_id": record.id}
                    new.append({**vals, **source})
                    continue
                fresh = {**vals, "state": "booked", "cancelled_on": False}
                changed = bookings._fields
                fresh = {
                    name: value
                    for name, value in fresh.items()
                    if changed[name].convert_to_write(row[name], row) != value
                }
                if fresh:
                    row.write(fresh)
        bookings.create(new)
        for row in existing.values():
            row._cancel()
