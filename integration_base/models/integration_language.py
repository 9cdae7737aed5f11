from odoo import fields, models


class IntegrationLanguage(models.Model):
    """A language by ISO 639-3, with the names offices and speakers use.

    Names: Unicode CLDR. Common are those asked for in work with refugees.
    """

    _name = "integration.language"
    _description = "Language"
    _order = "is_common desc, name, id"
    _rec_names_search = ["name", "native_name", "code"]

    code = fields.Char(required=True, size=3, string="ISO 639-3")
    name = fields.Char(required=True, translate=True)
    native_name = fields.Char(help="The language's name for itself, in its script.")
    is_rtl = fields.Boolean("Written from right to left")
    is_common = fields.Boolean("Common", help="Shown first in choices.")
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE(code)", "This language is already listed.")
