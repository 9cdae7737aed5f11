from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .integration_volunteer_hours_guard import CONTENT
from .rights import COORDINATOR, check_group, is_own


class IntegrationVolunteerHours(models.Model):
    """Reporting, deciding, correcting (V20, V22)."""

    _inherit = "integration.volunteer.hours"

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_approve(self):
        """Approve reports.

        :raise UserError: if a row is decided on, or is the user's own
        """
        self._check_deciding("reported")
        self._decide("approved")

    def action_reject(self):
        """:return: dialog that asks for the reason"""
        self._check_deciding("reported")
        return self.env["integration.volunteer.hours.reason"]._open(
            "reject", hours_ids=self.ids
        )

    def action_take_back(self):
        """Make approved or rejected rows reports again, while the month is open."""
        self._check_deciding("approved", "rejected")
        for row in self:
            if row.correction_ids:
                raise UserError(
                    self.env._(
                        "%(name)s has corrections and stays as it is.",
                        name=row.display_name,
                    )
                )
        self._decide("reported")

    def action_correct(self):
        """:return: dialog for a correction"""
        check_group(self, COORDINATOR)
        self.ensure_one()
        return self.env["integration.volunteer.hours.reason"]._open(
            "correct", hours_ids=self.ids
        )

    def _check_deciding(self, *states):
        check_group(self, COORDINATOR)
        labels = dict(self._fields["state"]._description_selection(self.env))
        # sudo: the right to the rows was checked
        self.sudo().lock_for_update(allow_referencing=True)
        for row in self:
            if row.state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s” already.",
                        name=row.display_name,
                        state=labels[row.state],
                    )
                )
            if is_own(row, row.volunteer_id):
                raise UserError(
                    self.env._(
                        "%(name)s: somebody else decides on your own hours.",
                        name=row.display_name,
                    )
                )
            locks = self.env["integration.volunteer.hours.lock"]
            if locks._get_month(row.company_id, row.month)._is_closed():
                raise UserError(
                    self.env._("%(name)s: the month is closed.", name=row.display_name)
                )

    def _decide(self, state, reason=None):
        # sudo: the caller has checked who decides
        self.sudo().write(
            {
                "state": state,
                "reason": reason,
                "decided_by_id": self.env.uid if state != "reported" else False,
                "decided_on": fields.Datetime.now() if state != "reported" else False,
            }
        )

    def _reject(self, reason):
        """Reject reports.

        :param str reason: told to the volunteer
        :raise UserError: without reason, or if a row is decided on
        """
        self._check_deciding("reported")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give a reason for rejecting these hours."))
        self._decide("rejected", reason)

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    @api.model
    def _report(self, volunteer, vals):
        """Take a volunteer's own report.

        The caller has checked that the user acts for the volunteer.

        :param volunteer: ``integration.volunteer``
        :param dict vals: ``task_id``; ``start`` and ``stop`` (UTC) or ``date`` and
            ``minutes``; also ``kilometres`` and ``note``, which names no client
        :return: the row, in superuser mode
        :raise UserError: if the day lies ahead or in a closed month, nothing or more
            than 24 hours of a day are reported
        """
        volunteer.ensure_one()
        if unknown := set(vals) - CONTENT:
            raise UserError(
                self.env._("%(names)s cannot be reported.", names=", ".join(unknown))
            )
        # sudo: volunteers have no right of their own; the values are filtered
        return self.sudo().create(
            [self._prepare_reported({**vals, "volunteer_id": volunteer.id})]
        )

    def _retract(self):
        """Take a volunteer's own reports back, while nobody has decided on them.

        The caller has checked that the user acts for the volunteer.

        :raise UserError: if a row is decided on or came from attendance
        """
        # sudo: see _report
        rows = self.sudo()
        rows.lock_for_update(allow_referencing=True)
        for row in rows:
            if row.state != "reported" or row.booking_id:
                raise UserError(
                    self.env._(
                        "%(name)s is decided on. Ask the coordination.",
                        name=row.display_name,
                    )
                )
        rows._decide("rejected", self.env._("Taken back by the volunteer."))

    def _get_neighbours(self):
        """:return: tuple of hours and attended bookings of the same people and days"""
        mine = Domain("volunteer_id", "in", self.volunteer_id.ids)
        rows = mine & Domain("date", "in", [row.date for row in self if row.date])
        rows &= Domain("entry", "=", "work") & Domain("state", "!=", "rejected")
        timed = self.filtered(lambda row: row.start and row.stop)
        # sudo: the volunteers' own times, told by their day only
        bookings = self.env["integration.volunteer.booking"].sudo()
        if timed:
            bookings = bookings.search(
                mine
                & Domain("attendance", "=", "present")
                & Domain("start", "<", max(timed.mapped("stop")))
                & Domain("stop", ">", min(timed.mapped("start")))
            )
        # sudo: see above
        return self.sudo().search(rows), bookings

    def _get_warnings(self, rows, bookings):
        """Say for whoever approves that the same time stands elsewhere.

        :param rows: hours of the same people and days
        :param bookings: attended bookings of the same people
        :return: list of sentences
        """
        self.ensure_one()

        def is_other(row):
            return row.volunteer_id == self.volunteer_id and row != self._origin

        def overlaps(row):
            return row.start < self.stop and row.stop > self.start

        timed = self.start and self.stop
        words = []
        if timed and not self.booking_id:
            if bookings.filtered(lambda row: is_other(row) and overlaps(row)):
                words.append(self.env._("Overlaps a booking that was attended."))
        for row in rows.filtered(lambda row: is_other(row) and row.date == self.date):
            if not (timed and row.start and row.stop) or overlaps(row):
                words.append(self.env._("There are other hours on this day."))
                break
        return words

    def _correct(self, reason, minutes=0, kilometres=0.0, cancelled_minutes=0):
        """Correct a closed or settled row by a new one.

        :param str reason: why
        :param int minutes: signed
        :param float kilometres: signed
        :param int cancelled_minutes: signed
        :return: the new row, approved if the coordination corrects
        :raise UserError: if the row can still be changed, or without reason
        """
        self.ensure_one()
        row = self.sudo()  # sudo: the caller has checked who corrects
        root = row.corrects_id or row
        reason = (reason or "").strip()
        if root.state not in ("approved", "settled") or not root.locked:
            raise UserError(
                self.env._(
                    "%(name)s is still open: change it instead.",
                    name=root.display_name,
                )
            )
        if not reason:
            raise UserError(
                self.env._(
                    "%(name)s: give a reason for the correction.",
                    name=root.display_name,
                )
            )
        correction = root.create(
            {
                "volunteer_id": root.volunteer_id.id,
                "task_id": root.task_id.id,
                "date": root.date,
                "booking_id": root.booking_id.id,
                "entry": "correction",
                "corrects_id": root.id,
                "minutes": minutes,
                "kilometres": kilometres,
                "cancelled_minutes": cancelled_minutes,
                "reason": reason,
            }
        )
        if self.env.user.has_group(COORDINATOR) and not is_own(self, root.volunteer_id):
            correction._decide("approved", reason)
        return correction

    @api.model
    def _sync_booking(self, booking, entry, minutes, approved, reason):
        """Make the hours of a booking say what its attendance says.

        :param booking: ``integration.volunteer.booking``
        :param str entry: ``work`` or ``late_cancel``
        :param int minutes: booked minutes due, or 0
        :param bool approved: whether new hours are approved at once
        :param str reason: why something changes
        """
        # sudo: hours follow from the attendance; who notes that was checked
        hours = self.sudo()
        name = "minutes" if entry == "work" else "cancelled_minutes"
        row = hours.search([("booking_id", "=", booking.id), ("entry", "=", entry)])
        if not row and minutes:
            row = hours.create(
                {
                    "volunteer_id": booking.volunteer_id.id,
                    "task_id": booking.task_id.id,
                    "booking_id": booking.id,
                    "entry": entry,
                    "date": booking._get_day(),
                    "start": entry == "work" and booking.start,
                    "stop": entry == "work" and booking.stop,
                    "minutes": 0,
                    name: minutes,
                }
            )
            if approved:
                row._decide("approved")
        elif row.state == "rejected":
            if minutes:
                # its month may have been closed meanwhile
                locks = self.env["integration.volunteer.hours.lock"]
                month = locks._get_open_month(row.company_id, row.month)
                row.write({"month": month})
                row._decide("approved" if approved else "reported")
        elif row.locked:
            now = row._get_totals()[name]
            if minutes != now:
                row._correct(reason, **{name: minutes - now})
        elif row and not minutes:
            row._decide("rejected", reason)
