from odoo import api, fields, models


class IntegrationVolunteerRequestCancel(models.TransientModel):
    """Asks why a request is cancelled (V19)."""

    _name = "integration.volunteer.request.cancel"
    _description = "Cancel a request"

    request_id = fields.Many2one(
        "integration.volunteer.request", required=True, ondelete="cascade"
    )
    reason = fields.Selection(
        selection="_selection_reason", string="Cancelled because", required=True
    )

    @api.model
    def _selection_reason(self):
        requests = self.env["integration.volunteer.request"]
        return requests._fields["cancel_reason"]._description_selection(self.env)

    def action_cancel(self):
        """Cancel the request; who was to go is told."""
        self.ensure_one()
        self.request_id._cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
