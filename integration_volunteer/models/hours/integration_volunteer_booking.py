from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import to_german_day

from .integration_attendance_effect import ATTENDANCES
from .rights import COORDINATOR, check_group, is_own

#: may be noted before the booking begins
BEFORE = ("cancelled_late", "excused", "by_organiser")


class IntegrationVolunteerBooking(models.Model):
    """Who came: attendance with its corrections, and the hours it brings (V20, V22)."""

    _inherit = "integration.volunteer.booking"

    attendance = fields.Selection(
        ATTENDANCES,
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="“Cancelled late” is a late cancellation that is not the volunteer's "
        "doing; somebody who does not come is excused or not.",
    )
    attendance_on = fields.Datetime("Noted on", readonly=True, copy=False)
    attendance_by_id = fields.Many2one(
        "res.users", "Noted by", readonly=True, copy=False
    )
    attendance_ids = fields.One2many(
        "integration.volunteer.attendance", "booking_id", "Attendance as noted"
    )
    hours_ids = fields.One2many("integration.volunteer.hours", "booking_id")

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_present(self):
        return self._note_attendance("present")

    def action_excused(self):
        return self._note_attendance("excused")

    def action_unexcused(self):
        return self._note_attendance("unexcused")

    def action_cancelled_late(self):
        return self._note_attendance("cancelled_late")

    def action_by_organiser(self):
        return self._note_attendance("by_organiser")

    def action_ask_confirmation(self):
        """:return: dialog that asks which institution confirms the hours"""
        check_group(self, COORDINATOR)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Have hours confirmed"),
            "res_model": "integration.volunteer.confirmation.ask",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_booking_ids": self.ids},
        }

    def _note_attendance(self, value):
        """Note for the coordination; ask for the reason where this is a correction."""
        check_group(self, COORDINATOR)
        if any(row.attendance and row.attendance != value for row in self):
            return self.env["integration.volunteer.hours.reason"]._open(
                "attendance", booking_ids=self.ids, attendance=value
            )
        self._set_attendance(value)
        return None

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _set_attendance(self, value, note=None):
        """Note who came; rows that say so already stay as they are.

        Hours follow by the table of effects. The caller has checked that the user may
        note it; whoever it is, is kept with the row.

        :param str value: a key of ``ATTENDANCES``
        :param str note: reason; needed for a correction
        :raise UserError: if the booking has not begun, nothing changes, or a
            correction has no reason
        """
        if value not in dict(ATTENDANCES):
            raise UserError(self.env._("This attendance is not known."))
        # sudo: rows of the engine; the caller has checked the right to note
        bookings = self.sudo()
        bookings.lock_for_update(allow_referencing=True)
        changed = bookings.filtered(lambda row: row.attendance != value)
        if not changed:
            labels = dict(self._fields["attendance"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(title)s: “%(value)s” is noted already.",
                    title=bookings[:1].title,
                    value=labels[value],
                )
            )
        note = (note or "").strip()
        for booking in changed:
            booking._check_attendance(value, note)
        now = fields.Datetime.now()
        # sudo: the history is kept by the system; who may note was checked above
        self.env["integration.volunteer.attendance"].sudo().create(
            [
                {
                    "booking_id": booking.id,
                    "old": booking.attendance,
                    "new": value,
                    "noted_on": now,
                    "noted_by_id": self.env.uid,
                    "reason": note,
                }
                for booking in changed
            ]
        )
        changed.write(
            {
                "attendance": value,
                "attendance_on": now,
                "attendance_by_id": self.env.uid,
            }
        )
        for booking in changed:
            booking._sync_hours(note)

    def _check_attendance(self, value, note):
        self.ensure_one()
        if value not in BEFORE and self.start > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(title)s has not begun: who came is noted afterwards.",
                    title=self.title,
                )
            )
        if value == "present" and self.state == "cancelled":
            raise UserError(
                self.env._(
                    "%(title)s was cancelled: nobody was present.", title=self.title
                )
            )
        if self.attendance and not note:
            raise UserError(
                self.env._(
                    "%(title)s: give a reason for the correction.", title=self.title
                )
            )

    def _get_day(self):
        """:return: day in Germany on which the booking begins"""
        self.ensure_one()
        return to_german_day(self.start)

    def _get_minutes(self):
        """:return: length in minutes, right over midnight and clock changes"""
        self.ensure_one()
        return round((self.stop - self.start).total_seconds() / 60)

    def _sync_hours(self, reason):
        """Make, change or take back the hours that the attendance brings.

        :param str reason: why the attendance changed; kept with the hours
        """
        self.ensure_one()
        effect = self.env["integration.attendance.effect"]._get_effect(
            self.attendance, self._get_day(), self.company_id
        )
        minutes = self._get_minutes()
        approved = (
            effect.approves
            and self.env.user.has_group(COORDINATOR)
            and not is_own(self, self.volunteer_id)
        )
        hours = self.env["integration.volunteer.hours"]
        for entry, due in (
            ("work", effect.gives_hours),
            ("late_cancel", effect.pays_late_cancel),
        ):
            hours._sync_booking(self, entry, minutes if due else 0, approved, reason)
