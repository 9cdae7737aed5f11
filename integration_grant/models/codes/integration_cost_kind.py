from odoo import models


class IntegrationCostKind(models.Model):
    """A kind of cost that a programme may fund: a row of a code list (G8)."""

    _name = "integration.cost.kind"
    _inherit = ["integration.code"]
    _description = "Kind of cost"
