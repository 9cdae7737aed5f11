from odoo import fields, models


class IntegrationBenefitKind(models.Model):
    """A kind of social benefit."""

    _name = "integration.benefit.kind"
    _inherit = ["integration.code"]
    _description = "Kind of Benefit"

    law = fields.Char(help="Act and section, for example § 3 AsylbLG.")
    is_subsistence = fields.Boolean(
        "Secures Subsistence",
        help="Whoever no longer receives such a benefit lives on own means.",
    )
