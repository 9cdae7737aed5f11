from odoo import fields, models


class IntegrationVolunteerLanguage(models.Model):
    """A volunteer's language with its level on a day; history is kept (V12, V16)."""

    _name = "integration.volunteer.language"
    _inherit = ["integration.language.level"]
    _description = "Language of a volunteer"
    _order = "language_id, assessed_on desc, id desc"
    _language_owner = "volunteer_id"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True
    )
    dialect = fields.Char(help="For instance Tigrinya of the highlands.")
    interprets = fields.Boolean(help="Interprets between this language and German.")
