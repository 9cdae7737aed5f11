from odoo import fields, models


class IntegrationDoorAnswer(models.TransientModel):
    """A message that the client reads at her own access; it never goes out by mail."""

    _name = "integration.door.answer"
    _description = "Message to a client"

    door_id = fields.Many2one(
        "integration.door",
        required=True,
        readonly=True,
        ondelete="cascade",
        export_string_translation=False,
    )
    messages = fields.Html(related="door_id.messages", related_sudo=False)
    text = fields.Text("Message", help="In plain words; she may read it with help.")

    def action_send(self):
        """Send the message."""
        self.ensure_one()
        self.door_id._answer(self.text)
        return {"type": "ir.actions.act_window_close"}
