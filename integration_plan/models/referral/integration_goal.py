from odoo import fields, models


class IntegrationGoal(models.Model):
    """From a goal to an offer, and the referrals made for it."""

    _inherit = "integration.goal"

    referral_ids = fields.One2many("integration.referral", "goal_id", "Referrals")

    def action_find_offer(self):
        """Open the search for an offer, with area and client of the goal."""
        self.ensure_one()
        return self.env["integration.offer.find"]._open_for(
            self.case_id,
            area_id=self.area_id.id,
            goal_number=self.id,
        )
