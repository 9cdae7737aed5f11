from odoo import api, fields, models


class IntegrationMeasure(models.Model):
    """The offer a measure is about, and the referral to it (C21).

    The offer is no part of what was agreed: offers come and go, the measure stays.
    """

    _inherit = "integration.measure"

    offer_id = fields.Many2one(
        "integration.offer", index="btree_not_null", ondelete="set null"
    )
    referral_ids = fields.One2many("integration.referral", "measure_id", "Referrals")
    referral_id = fields.Many2one(
        "integration.referral", compute="_compute_referral_id", compute_sudo=False
    )

    @api.depends("origin_id", "referral_ids.state")
    @api.depends_context("uid")
    def _compute_referral_id(self):
        for measure in self:
            origin = (measure.origin_id or measure)._origin
            # the newest of all versions of the measure
            measure.referral_id = self.env["integration.referral"].search(
                [
                    "|",
                    ("measure_id", "=", origin.id),
                    ("measure_id.origin_id", "=", origin.id),
                ],
                limit=1,
            )

    def _carry_to(self, goal):
        measure = super()._carry_to(goal)
        measure.offer_id = self.offer_id
        return measure

    def action_find_offer(self):
        """Open the search for an offer, with the area of the measure's goal."""
        self.ensure_one()
        action = self.goal_id.action_find_offer()
        find = self.env[action["res_model"]].browse(action["res_id"])
        find.measure_number = self.id
        return action

    def action_refer(self):
        """:return: form of a new referral for this measure"""
        self.ensure_one()
        return self.env["integration.referral"]._open_new(
            self.case_id, offer=self.offer_id, goal=self.goal_id, measure=self
        )
