from odoo import fields, models


class IntegrationClosureReason(models.Model):
    """Why a case was closed."""

    _name = "integration.closure.reason"
    _inherit = ["integration.code"]
    _description = "Closure Reason"

    outcome = fields.Selection(
        [
            ("reached", "Goals reached"),
            ("passed_on", "Passed on"),
            ("ended", "Ended otherwise"),
            ("void", "Opened by mistake"),
        ],
        required=True,
        default="ended",
        help="How evaluations count the closure.",
    )
