from odoo import fields, models


class IntegrationCaseStage(models.Model):
    """A phase of a case after case-management standards (DGCC)."""

    _name = "integration.case.stage"
    _inherit = ["integration.code"]
    _description = "Phase of a Case"

    is_closed = fields.Boolean("Closed", help="Cases in this phase are closed.")
    fold = fields.Boolean("Folded", help="Shown folded on the board.")
    description = fields.Text(translate=True, help="What is done in this phase.")
