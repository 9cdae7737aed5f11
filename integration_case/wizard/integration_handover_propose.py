from odoo import fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationHandoverPropose(models.TransientModel):
    """Proposes the hand-over of one or many cases, with one note."""

    _name = "integration.handover.propose"
    _description = "Hand over"

    case_ids = fields.Many2many(
        "integration.case",
        string="Cases",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    target = fields.Selection(
        [("user", "To a manager"), ("team", "To a team")], required=True, default="user"
    )
    to_user_id = fields.Many2one("res.users", "Manager")
    to_team_id = fields.Many2one("integration.team", "Team")
    date_effective = fields.Date("Effective on", required=True, default=get_today)
    note = fields.Text("Hand-over note", required=True)

    def action_propose(self):
        """Write the proposals; the other side accepts or rejects."""
        self.ensure_one()
        to_user = self.target == "user"
        self.env["integration.handover"].create(
            [
                {
                    "case_id": case.id,
                    "to_user_id": self.to_user_id.id if to_user else False,
                    "to_team_id": False if to_user else self.to_team_id.id,
                    "date_effective": self.date_effective,
                    "note": self.note,
                }
                for case in self.case_ids
            ]
        )
        return {"type": "ir.actions.act_window_close"}
