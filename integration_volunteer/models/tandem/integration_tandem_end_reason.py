from odoo import models


class IntegrationTandemEndReason(models.Model):
    """Why a tandem has ended: a row of a code list."""

    _name = "integration.tandem.end.reason"
    _inherit = ["integration.code"]
    _description = "Reason for the end of a tandem"
