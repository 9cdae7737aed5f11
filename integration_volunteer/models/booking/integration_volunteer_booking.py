from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class IntegrationVolunteerBooking(models.Model):
    """When a volunteer is expected where: one row for each commitment.

    Shifts, requests and meetings of tandems keep their rows by
    ``integration.volunteer.booked``. Conflicts, calendar, feed, reminders, attendance
    and hours look here and nowhere else. A row names no client.
    """

    _name = "integration.volunteer.booking"
    _description = "Booking of a volunteer"
    _order = "start, id"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="volunteer_id.partner_id", store=True)
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True
    )
    task_id = fields.Many2one(
        "integration.volunteer.task", required=True, ondelete="restrict", index=True
    )
    title = fields.Char(required=True, help="Names no client.")
    place = fields.Char()
    start = fields.Datetime(required=True, index=True)
    stop = fields.Datetime(required=True)
    state = fields.Selection(
        [("booked", "Booked"), ("cancelled", "Cancelled")],
        required=True,
        default="booked",
        index=True,
    )
    cancelled_on = fields.Datetime(readonly=True)
    res_model = fields.Char(
        required=True, readonly=True, export_string_translation=False
    )
    res_id = fields.Many2oneReference(
        model_field="res_model",
        required=True,
        readonly=True,
        export_string_translation=False,
    )

    _source_uniq = models.UniqueIndex("(res_model, res_id, volunteer_id)")
    _time_idx = models.Index("(volunteer_id, start, stop) WHERE state = 'booked'")
    _order_of_time = models.Constraint(
        "CHECK(stop > start)", "A booking ends after it begins."
    )

    @api.depends("title", "start")
    def _compute_display_name(self):
        for booking in self:
            booking.display_name = booking.title

    # ------------------------------------------------------------------
    # CRUD: kept by shifts, requests and tandems
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        self._check_by_engine()
        return super().create(vals_list)

    def write(self, vals):
        self._check_by_engine()
        return super().write(vals)

    def unlink(self):
        self._check_by_engine()
        return super().unlink()

    def _check_by_engine(self):
        if not self.env.su:
            raise AccessError(self.env._("Bookings are kept by the system."))

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _get_source(self):
        """:return: the sign-up, request or meeting that a row stands for"""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    @api.model
    def _get_overlap_domain(self, start, stop):
        """:return: domain of booked rows that overlap a time; back-to-back is allowed

        :param start: UTC datetime
        :param stop: UTC datetime
        """
        return (
            Domain("state", "=", "booked")
            & Domain("start", "<", stop)
            & Domain("stop", ">", start)
        )

    def _cancel(self):
        """End bookings; the source has ended them. Hooks: calendar, notices."""
        open_ones = self.filtered(lambda row: row.state == "booked")
        open_ones.write({"state": "cancelled", "cancelled_on": fields.Datetime.now()})
        return open_ones

    def _give_up(self, reason):
        """Tell the sources that the volunteer does not come: they free the place.

        :param str reason: ``left``, ``unavailable`` or ``clearance``
        """
        for booking in self:
            # sudo: the engine; who may end bookings was checked by the caller
            booking.sudo()._get_source()._lose_volunteer(booking.volunteer_id, reason)
