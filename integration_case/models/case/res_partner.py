from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_open_client_file(self):
        """Open intake with what this contact's card tells."""
        self.ensure_one()
        return self.env["integration.case"].action_open_from_contact(self.id)
