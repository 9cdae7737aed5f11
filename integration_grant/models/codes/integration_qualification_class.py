from odoo import fields, models


class IntegrationQualificationClass(models.Model):
    """Qualification of the holder of a funded post, on which the rate depends (G20)."""

    _name = "integration.qualification.class"
    _inherit = ["integration.code"]
    _description = "Qualification class"

    evidence = fields.Text(
        translate=True, help="What has to be enclosed with the application."
    )
