from odoo import fields, models

CEILINGS = [
    ("trainer", "Teaching and caring (§ 3 No. 26)"),
    ("general", "Other (§ 3 No. 26a)"),
    ("none", "Not tax-free"),
]


class IntegrationVolunteerTask(models.Model):
    """Which tax-free amount an allowance for a task counts towards (V23)."""

    _inherit = "integration.volunteer.task"

    ceiling = fields.Selection(
        CEILINGS,
        "Tax-free amount",
        required=True,
        default="general",
        help="§ 3 No. 26 or No. 26a EStG. Ask the treasury in case of doubt.",
    )
