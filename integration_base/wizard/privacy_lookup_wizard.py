from odoo import models


class PrivacyLookupWizard(models.TransientModel):
    """Core's look-up reads tables past all rules, for administrators: it would tell
    which contact or address has a client file. Ours are left out."""

    _inherit = "privacy.lookup.wizard"

    def _get_query_models_blacklist(self):
        protected = self.env["integration.protected"]
        ours = [
            name
            for name in self.env
            if name.startswith("integration.") or protected._is_protected_model(name)
        ]
        return super()._get_query_models_blacklist() + ours
