from odoo import fields, models


class IntegrationAccommodationKind(models.Model):
    """A kind of housing, in the stages of reception in Baden-Württemberg."""

    _name = "integration.accommodation.kind"
    _inherit = ["integration.code"]
    _description = "Kind of Housing"

    stage = fields.Selection(
        [
            ("reception", "State reception"),
            ("provisional", "Provisional housing"),
            ("follow_up", "Follow-up housing"),
            ("private", "Private housing"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
