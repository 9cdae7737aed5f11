from odoo import fields, models


class CalendarEvent(models.Model):
    """The appointment that follows a booking; the booking knows of no appointment."""

    _inherit = "calendar.event"

    volunteer_booking_id = fields.Many2one(
        "integration.volunteer.booking",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
