from odoo import fields, models


class IntegrationCounsellingSessionRecord(models.TransientModel):
    """Chooses the cases that took part in a group session."""

    _name = "integration.counselling.session.record"
    _description = "Add participants"

    session_id = fields.Many2one("integration.counselling.session", required=True)
    case_ids = fields.Many2many("integration.case", string="Cases", required=True)

    def action_record(self):
        self.ensure_one()
        self.session_id.add_cases(self.case_ids.ids)
        return {"type": "ir.actions.act_window_close"}
