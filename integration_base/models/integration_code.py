from odoo import fields, models


class IntegrationCode(models.AbstractModel):
    """A row of a code list: what it is called may change, its code stays.

    Code lists are common to all companies, carry no client data and are kept by the
    configuration role. A code in use is archived instead of deleted.
    """

    _name = "integration.code"
    _description = "Code"
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(
        required=True,
        copy=False,
        help="Short technical name for evaluations and exchange; it never changes.",
    )
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100, export_string_translation=False)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE(code)", "This code is already in use.")
