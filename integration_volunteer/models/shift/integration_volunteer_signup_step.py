from odoo import api, fields, models
from odoo.exceptions import AccessError

STEPS = [
    ("requested", "Asked for a place"),
    ("confirmed", "Confirmed"),
    ("waiting", "On the waiting list"),
    ("skipped", "Passed over"),
    ("offered", "Place offered"),
    ("accepted", "Offer accepted"),
    ("refused", "Offer declined"),
    ("expired", "Offer not answered in time"),
    ("withheld", "Offer taken back"),
    ("declined", "Not confirmed"),
    ("withdrawn", "Withdrawn"),
    ("removed", "Taken off"),
    ("seeking", "Looks for a stand-in"),
    ("staying", "No longer looks for a stand-in"),
    ("taken_over", "Stand-in took over"),
    ("stands_in", "Stands in"),
    ("cancelled", "Shift cancelled"),
    ("over", "Shift is over"),
    ("lost", "Not available"),
]
BY = [
    ("volunteer", "Volunteer"),
    ("coordination", "Coordination"),
    ("system", "System"),
]


class IntegrationVolunteerSignupStep(models.Model):
    """What happened to a sign-up, when, by whom and why; never changed (V8)."""

    _name = "integration.volunteer.signup.step"
    _description = "Step of a sign-up"
    _order = "id desc"
    _rec_name = "step"

    signup_id = fields.Many2one(
        "integration.volunteer.signup", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="signup_id.company_id", store=True, index=True)
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    step = fields.Selection(STEPS, required=True)
    by = fields.Selection(BY, required=True)
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    reason = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        self._check_by_engine()
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        raise AccessError(self.env._("What happened stays noted as it was."))

    def _check_by_engine(self):
        if not self.env.su:
            raise AccessError(self.env._("Sign-ups are kept by their steps."))
