from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .integration_referral import STATES

BY = [("office", "Office"), ("recipient", "Recipient"), ("system", "System")]


class IntegrationReferralStep(models.Model):
    """One step of a referral: what happened when, and by whom (C38).

    Rows are added by the steps and never changed, also if a step is taken back.
    """

    _name = "integration.referral.step"
    _inherit = ["integration.case.fact"]
    _description = "Step of a referral"
    _order = "id desc"
    _integration_erasure_class = "counselling"

    referral_id = fields.Many2one(
        "integration.referral",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    case_id = fields.Many2one(related="referral_id.case_id", store=True, required=False)
    date = fields.Datetime("On", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True)
    from_state = fields.Selection(STATES, "Before", readonly=True)
    by = fields.Selection(BY, required=True, readonly=True)
    is_step_back = fields.Boolean("Step taken back", readonly=True)
    user_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    reason_id = fields.Many2one(
        "integration.unmet.reason",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Text("Remark", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Steps are noted by the system."))
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        follows = {"case_id", "company_id", "person_id", "reference"}
        if not self.env.su or vals.keys() - follows:
            raise UserError(self.env._("Steps taken stay as they were noted."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_offered(self):
        # with a referral that was never sent
        if not self.env.su or any(row.referral_id.state != "offered" for row in self):
            raise UserError(self.env._("Steps taken stay as they were noted."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("Steps taken stay as they were noted."))
