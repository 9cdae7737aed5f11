from odoo import fields, models


class IntegrationPlanEnd(models.TransientModel):
    """Asks why a plan ends."""

    _name = "integration.plan.end"
    _description = "End a plan"

    plan_id = fields.Many2one("integration.plan", required=True)
    plan_state = fields.Selection(related="plan_id.state", related_sudo=False)
    kind = fields.Selection(
        [
            ("closed", "The plan is finished"),
            ("withdrawn", "The plan is withdrawn"),
        ],
        required=True,
        default="withdrawn",
    )
    reason = fields.Text(required=True)

    def action_end(self):
        """End the plan, and forget the dialog."""
        self.ensure_one()
        plan, reason = self.plan_id, self.reason
        if self.kind == "closed":
            plan.action_close(reason)
        else:
            plan.action_withdraw(reason)
        self.unlink()
        return {"type": "ir.actions.act_window_close"}
