from odoo import fields, models


class IntegrationDoorCode(models.TransientModel):
    """Shows the code of a client's access once, and the paper to be printed.

    Nothing of it has a column: what the dialog shows came with the button and goes
    with the dialog.
    """

    _name = "integration.door.code"
    _description = "Code of a client's access"

    code = fields.Char(store=False, readonly=True)
    paper_url = fields.Char(
        "Paper", store=False, readonly=True, export_string_translation=False
    )
