from odoo import fields, models


class IntegrationHandoverAnswer(models.TransientModel):
    """Answers a hand-over: refuse with a reason, or name a member of the team."""

    _name = "integration.handover.answer"
    _description = "Answer a hand-over"

    handover_id = fields.Many2one("integration.handover", required=True)
    answer = fields.Selection(
        [("accept", "Accept"), ("reject", "Reject")], required=True, default="accept"
    )
    user_id = fields.Many2one(
        "res.users", "Taken over by", default=lambda self: self.env.user
    )
    reason = fields.Text()

    def action_answer(self):
        self.ensure_one()
        if self.answer == "accept":
            self.handover_id.action_accept(self.user_id.id)
        else:
            self.handover_id.action_reject(self.reason)
        if self.handover_id.has_access("read"):
            return {"type": "ir.actions.act_window_close"}
        # whoever refused, or named somebody else, has nothing to do with it any more
        return self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_handover_action"
        )
