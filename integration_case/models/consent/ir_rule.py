from odoo import api, models


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        """Give rules ``basis_now``: rows whose class of data has a basis now (C54)."""
        classes = self.env["integration.data.class"]
        return {**super()._eval_context(), "basis_now": classes._get_basis_domain}
