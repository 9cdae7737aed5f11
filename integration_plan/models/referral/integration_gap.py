from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.integration_base.models.integration_language_level import LEVELS
from odoo.addons.integration_base.tools.days import get_today

KINDS = [
    ("none", "No offer in this area"),
    ("not", "No offer that fits"),
    ("full", "Offers that fit are full"),
]


class IntegrationGap(models.Model):
    """An open goal or rejected referral without a fitting or free offer (C26, O10).

    Found by the job of the day, open from the day it was seen to the day it was not any
    more, so that figures tell the state of any day. What leaves the team are figures
    with small cells hidden; the rows follow the case.
    """

    _name = "integration.gap"
    _inherit = ["integration.case.fact"]
    _description = "Need without an offer"
    _order = "date_from desc, id desc"
    _integration_countable = True
    _integration_counted_person = "case_id"
    _integration_countable_fields = ("town",)
    _integration_erasure_class = "plan"

    goal_id = fields.Many2one(
        "integration.goal", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    referral_id = fields.Many2one(
        "integration.referral",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    source = fields.Selection(
        [("goal", "Open goal"), ("referral", "Rejected referral")],
        "Found by",
        required=True,
        readonly=True,
    )
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    kind = fields.Selection(KINDS, "What is missing", required=True, readonly=True)
    area_id = fields.Many2one(
        "integration.life.area",
        "Area of life",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    language_id = fields.Many2one(
        "integration.language",
        readonly=True,
        help="In which the client would be understood.",
    )
    level = fields.Selection(LEVELS, "German level", readonly=True)
    town = fields.Char(readonly=True)
    reason_id = fields.Many2one(
        "integration.unmet.reason",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_from = fields.Date("Seen first", required=True, readonly=True, index=True)
    date_until = fields.Date("Closed on", readonly=True, index=True)

    _one_open_goal = models.UniqueIndex(
        "(goal_id) WHERE date_until IS NULL AND goal_id IS NOT NULL",
        "This need is known already.",
    )
    _one_open_referral = models.UniqueIndex(
        "(referral_id) WHERE date_until IS NULL AND referral_id IS NOT NULL",
        "This need is known already.",
    )

    @api.model
    def _get_counted_domain(self):
        """:return: needs that figures may count: of a plan only while it has a basis"""
        basis = self.env["integration.data.class"]._get_basis_domain("plan")
        return list(Domain("goal_id", "=", False) | Domain(basis))

    @api.model
    def _prepare_erasure_values(self, names):
        # the job of the day leaves erased files alone
        today = SQL("COALESCE(date_until, %s)", get_today())
        return {**super()._prepare_erasure_values(names), "date_until": today}

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Needs are found by the system."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("Needs are found by the system."))
        return super().write(vals)
