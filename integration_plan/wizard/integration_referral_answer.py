from odoo import fields, models


class IntegrationReferralAnswer(models.TransientModel):
    """Notes what the recipient or the client has said, with a reason or an outcome."""

    _name = "integration.referral.answer"
    _description = "Answer to a referral"

    referral_id = fields.Many2one(
        "integration.referral", required=True, readonly=True, ondelete="cascade"
    )
    step = fields.Selection(
        [
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
            ("done", "Done"),
            ("dropped", "Dropped"),
        ],
        "What happened",
        required=True,
        default="rejected",
    )
    reason_id = fields.Many2one("integration.unmet.reason")
    outcome = fields.Selection(
        lambda self: (
            self.env["integration.referral"]
            ._fields["outcome"]
            ._description_selection(self.env)
        )
    )
    expected_on = fields.Date("Start expected on")
    on_waiting_list = fields.Boolean()
    answer_note = fields.Text("Remark")

    def action_save(self):
        """Take the step."""
        self.ensure_one()
        referral, step = self.referral_id, self.step
        was_running = referral._is_running()
        referral._begin_step(step)
        vals = {"answer_note": self.answer_note or False}
        if step in ("rejected", "dropped"):
            vals["reason_id"] = self.reason_id.id
        elif step == "done":
            vals["outcome"] = self.outcome
        else:
            vals["expected_on"] = self.expected_on
            vals["on_waiting_list"] = self.on_waiting_list
        referral._take_step(step, **vals)
        if step == "dropped" and was_running:
            referral._for_engine().letter_id._tell_end()
        return {"type": "ir.actions.act_window_close"}
