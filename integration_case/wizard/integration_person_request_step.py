from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.integration_base.tools.days import get_today

from ..models.rights.integration_restriction import GROUNDS


class IntegrationPersonRequestStep(models.TransientModel):
    """Asks what a step of a request needs: a reason, a date."""

    _name = "integration.person.request.step"
    _description = "Step of a request"

    request_id = fields.Many2one(
        "integration.person.request", required=True, readonly=True, ondelete="cascade"
    )
    step = fields.Selection(
        [
            ("answer", "Answer"),
            ("extend", "Extend"),
            ("refuse", "Refuse"),
            ("restrict", "Restrict"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Text()
    answer = fields.Text("What was answered")
    months = fields.Integer("Longer by (months)", default=2)
    told_on = fields.Date("Person told on", default=get_today)
    kind = fields.Selection(
        [("restriction", "Restriction of processing"), ("hold", "Legal hold")],
        default="restriction",
    )
    ground = fields.Selection(GROUNDS, default="accuracy")
    date_until = fields.Date("Until", help="Last day. Empty: until it is lifted.")

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.request_id._check_may_handle()
        return steps

    def action_confirm(self):
        """Take the step."""
        self.ensure_one()
        if self.create_uid != self.env.user:
            raise AccessError(self.env._("This dialog belongs to somebody else."))
        request = self.request_id
        if self.step == "answer":
            request._answer(self.answer)
        elif self.step == "extend":
            request._extend(self.months, self.reason, self.told_on)
        elif self.step == "refuse":
            request._refuse(self.reason)
        else:
            request._restrict(self.kind, self.ground, self.reason, self.date_until)
        return {"type": "ir.actions.act_window_close"}
