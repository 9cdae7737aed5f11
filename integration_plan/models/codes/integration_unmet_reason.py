from odoo import models


class IntegrationUnmetReason(models.Model):
    """Why a goal is not met (C26); what is missing in town is counted by it."""

    _name = "integration.unmet.reason"
    _inherit = ["integration.code"]
    _description = "Reason for an unmet goal"
