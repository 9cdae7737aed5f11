from odoo import fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationCaseClose(models.TransientModel):
    """Closes cases with a reason code (domain.md, section 3)."""

    _name = "integration.case.close"
    _description = "Close case"

    case_ids = fields.Many2many(
        "integration.case",
        string="Cases",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason_id = fields.Many2one("integration.closure.reason", required=True)
    date = fields.Date("Closed on", required=True, default=get_today)
    note = fields.Text()

    def action_close(self):
        """Close the cases chosen."""
        self.ensure_one()
        self.case_ids.check_access("write")
        self.case_ids._close(self.reason_id, self.date, self.note)
        return {"type": "ir.actions.act_window_close"}
