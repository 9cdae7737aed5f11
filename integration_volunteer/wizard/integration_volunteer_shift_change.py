from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.shift.clock import get_span, to_local

FRAME = ("name", "place", "zip", "coordinator_id", "description", "mode")


class IntegrationVolunteerShiftChange(models.TransientModel):
    """Asks what changes: this shift, this and the following, or all to come (V4)."""

    _name = "integration.volunteer.shift.change"
    _description = "Change of a shift in a series"

    shift_id = fields.Many2one(
        "integration.volunteer.shift", required=True, ondelete="cascade"
    )
    series_id = fields.Many2one(related="shift_id.series_id")
    scope = fields.Selection(
        [
            ("this", "This shift"),
            ("following", "This and the following"),
            ("all", "All to come"),
        ],
        "What changes",
        required=True,
        default="this",
    )
    name = fields.Char(required=True)
    place = fields.Char()
    zip = fields.Char("Postcode")
    coordinator_id = fields.Many2one("res.users", "Coordination")
    description = fields.Text()
    mode = fields.Selection(
        lambda self: self._selection_mode(), "Sign-up", required=True
    )
    day = fields.Date(required=True)
    hour_from = fields.Float("Begins", required=True)
    hour_to = fields.Float("Ends at", required=True)
    signup_count = fields.Integer("People on", compute="_compute_signup_count")

    @api.model
    def _selection_mode(self):
        field = self.env["integration.volunteer.shift"]._fields["mode"]
        return field._description_selection(self.env)

    @api.depends("shift_id")
    def _compute_signup_count(self):
        for change in self:
            change.signup_count = change.shift_id.taken_count

    @api.model
    def default_get(self, fields):
        vals = super().default_get(fields)
        shift = self.env["integration.volunteer.shift"].browse(vals.get("shift_id"))
        if shift:
            start, stop = to_local(shift.start), to_local(shift.stop)
            for name in FRAME:
                vals[name] = shift._fields[name].convert_to_write(shift[name], shift)
            vals.update(
                day=start.date(),
                hour_from=start.hour + start.minute / 60,
                hour_to=stop.hour + stop.minute / 60,
            )
        return vals

    def action_change(self):
        """Change what was chosen; who is on is told by the booking.

        :raise UserError: if the shift has begun or is over
        """
        self.ensure_one()
        shift = self.shift_id
        shift.check_access("write")
        if shift.start <= fields.Datetime.now() or shift.state not in (
            *("draft", "published"),
        ):
            raise UserError(
                self.env._(
                    "“%(shift)s” has begun or does not take place.", shift=shift.name
                )
            )
        start, stop = get_span(self.day, self.hour_from, self.hour_to)
        if start <= fields.Datetime.now():
            raise UserError(
                self.env._("“%(shift)s” cannot move into the past.", shift=shift.name)
            )
        vals = self._get_changed(shift)
        if self.scope == "this" or not shift.series_id:
            shift.write({**vals, "start": start, "stop": stop})
            shift._keep({"is_changed": True})
        else:
            self._change_series(shift, vals)
        self.unlink()
        return {"type": "ir.actions.act_window_close"}

    def _get_changed(self, shift):
        """:return: values that differ from the shift's"""
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in FRAME
            if self[name] != shift[name]
        }

    def _change_series(self, shift, vals):
        start, stop = to_local(shift.start), to_local(shift.stop)
        hours = {"hour_from": start, "hour_to": stop}
        for name, moment in hours.items():
            if abs(self[name] - moment.hour - moment.minute / 60) > 1 / 120:
                vals[name] = self[name]
        if len(vals.keys() & hours.keys()) == 1:
            vals.update(hour_from=self.hour_from, hour_to=self.hour_to)
        day = None
        if self.day != start.date():
            if shift.is_changed:
                raise UserError(
                    self.env._(
                        "“%(shift)s” was moved by itself before; please choose another "
                        "one to move the following.",
                        shift=shift.name,
                    )
                )
            day = self.day
        change = "_change_from" if self.scope == "following" else "_change_all"
        getattr(shift.series_id, change)(shift, vals, day)
