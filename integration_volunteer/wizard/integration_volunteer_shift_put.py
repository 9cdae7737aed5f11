from odoo import api, fields, models


class IntegrationVolunteerShiftPut(models.TransientModel):
    """The coordination puts somebody on a shift (V7)."""

    _name = "integration.volunteer.shift.put"
    _description = "Put somebody on a shift"

    shift_id = fields.Many2one(
        "integration.volunteer.shift", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="shift_id.company_id")
    role_id = fields.Many2one(
        "integration.volunteer.shift.role",
        required=True,
        domain="[('shift_id', '=', shift_id)]",
        ondelete="cascade",
    )
    volunteer_id = fields.Many2one(
        "integration.volunteer",
        required=True,
        domain="[('company_id', '=', company_id), ('state', 'in', "
        "('trial', 'active'))]",
        ondelete="cascade",
    )
    obstacles = fields.Text("Speaks against it", compute="_compute_obstacles")
    free_count = fields.Integer("Free", related="role_id.free_count")

    @api.depends("role_id", "volunteer_id")
    def _compute_obstacles(self):
        for put in self:
            known = put.role_id and put.volunteer_id
            words = put.role_id._get_obstacles(put.volunteer_id) if known else []
            put.obstacles = "\n".join(words)

    @api.model
    def default_get(self, fields):
        vals = super().default_get(fields)
        shift = self.env["integration.volunteer.shift"].browse(vals.get("shift_id"))
        free = shift.role_ids.filtered(lambda role: role.free_count > 0)
        if free or shift.role_ids:
            vals.setdefault("role_id", (free or shift.role_ids)[0].id)
        return vals

    def action_put(self):
        """Sign the volunteer up; on the waiting list if no place is free."""
        self.ensure_one()
        self.shift_id.check_access("write")
        self.shift_id._sign_up(self.volunteer_id, self.role_id, by="coordination")
        self.unlink()
        return {"type": "ir.actions.act_window_close"}
