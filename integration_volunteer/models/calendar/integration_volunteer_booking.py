from odoo import api, fields, models

#: what a volunteer has to know
TOLD = {
    "start": "told_start",
    "stop": "told_stop",
    "place": "told_place",
    "state": "told_state",
}


class IntegrationVolunteerBooking(models.Model):
    """What the volunteer was told of a booking, and how often it changed (V26, V27).

    Whoever signs up or accepts knows the booking as it was made. What differs later is
    due to be told, once for all that changed since. Whoever is booked by the
    coordination is told as well: it creates with ``volunteer_unaware`` in the context.
    """

    _inherit = "integration.volunteer.booking"

    revision = fields.Integer(readonly=True, export_string_translation=False)
    changed_on = fields.Datetime(readonly=True)
    told_start = fields.Datetime(readonly=True, export_string_translation=False)
    told_stop = fields.Datetime(readonly=True, export_string_translation=False)
    told_place = fields.Char(readonly=True, export_string_translation=False)
    told_state = fields.Char(readonly=True, export_string_translation=False)
    notice_due = fields.Boolean(
        "Change to be told", compute="_compute_notice_due", store=True
    )
    reminded_on = fields.Datetime(readonly=True)

    _notice_idx = models.Index("(id) WHERE notice_due")
    _reminder_idx = models.Index(
        "(start) WHERE reminded_on IS NULL AND state = 'booked'"
    )

    @api.depends(*TOLD, *TOLD.values())
    def _compute_notice_due(self):
        for row in self:
            if row.state == "cancelled" and row.told_state in (False, "cancelled"):
                row.notice_due = False
            else:
                row.notice_due = any(
                    row[now] != row[told] for now, told in TOLD.items()
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        rows = super().create([{"changed_on": now, **vals} for vals in vals_list])
        if not self.env.context.get("volunteer_unaware"):
            rows._note_told()
        return rows

    def write(self, vals):
        names = {"title", *TOLD} & vals.keys()
        if not names:
            return super().write(vals)
        before = {row: [row[name] for name in names] for row in self}
        result = super().write(vals)
        now = fields.Datetime.now()
        for row, values in before.items():
            if values == [row[name] for name in names]:
                continue
            changes = {"revision": row.revision + 1, "changed_on": now}
            if "start" in names and row.start != row.told_start:
                changes["reminded_on"] = False
            super(IntegrationVolunteerBooking, row).write(changes)
            if row._is_known():
                row._note_told()
        return result

    def _is_known(self):
        """:return: whether the volunteer makes the change, and so knows it

        Pages without an account say it by the context, ``volunteer_knows``.
        """
        self.ensure_one()
        by_link = self.env.context.get("volunteer_knows")
        return bool(by_link) or self.env.user.partner_id == self.partner_id

    def _note_told(self):
        """The volunteer knows the booking as it is now."""
        for row in self:
            row.write({told: row[now] for now, told in TOLD.items()})
