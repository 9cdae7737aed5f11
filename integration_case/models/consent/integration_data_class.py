from odoo import fields, models


class IntegrationDataClass(models.Model):
    """A kind of personal data, as purposes name them and consents cover them (C46)."""

    _name = "integration.data.class"
    _inherit = ["integration.code"]
    _description = "Data class"

    is_special = fields.Boolean(
        "Special category (Art. 9)",
        help="Data that tell about health, origin, faith or opinion need an express "
        "consent (Art. 9 GDPR).",
    )
    purpose_ids = fields.Many2many(
        "integration.purpose",
        "integration_purpose_data_class_rel",
        "data_class_id",
        "purpose_id",
        "Named by purposes",
    )
