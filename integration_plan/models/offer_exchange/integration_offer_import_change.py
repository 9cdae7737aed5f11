from odoo import fields, models
from odoo.exceptions import AccessError


class IntegrationOfferImportChange(models.Model):
    """One value that an import would replace; taken only if it is ticked."""

    _name = "integration.offer.import.change"
    _description = "Change by an import of offers"
    _order = "is_local desc, row_id, id"
    _rec_name = "label"

    import_id = fields.Many2one(
        "integration.offer.import", required=True, index=True, ondelete="cascade"
    )
    row_id = fields.Many2one(
        "integration.offer.import.row", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    offer_id = fields.Many2one(
        "integration.offer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(readonly=True, export_string_translation=False)
    label = fields.Char("Field", readonly=True)
    old_text = fields.Text("Now", readonly=True)
    new_text = fields.Text("In the file", readonly=True)
    is_local = fields.Boolean(
        "Edited here", readonly=True, help="Changed here since the last import."
    )
    accept = fields.Boolean("Take over")

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - {"accept"}:
                raise AccessError(self.env._("These fields are kept by the system."))
            self.import_id._check_open()
        return super().write(vals)

    def action_accept(self):
        self.write({"accept": True})

    def action_decline(self):
        self.write({"accept": False})
