from odoo import fields, models


class IntegrationHouseholdMember(models.Model):
    """One person's time in a household; joining and leaving are kept (C2)."""

    _name = "integration.household.member"
    _inherit = ["integration.person.fact"]
    _description = "Household member"

    household_id = fields.Many2one(
        "integration.household", required=True, index=True, ondelete="cascade"
    )
    role = fields.Selection(
        [
            ("head", "Reference person"),
            ("partner", "Spouse or partner"),
            ("child", "Child"),
            ("parent", "Parent"),
            ("sibling", "Brother or sister"),
            ("relative", "Other relative"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
