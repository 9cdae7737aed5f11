from odoo import api, models


class IntegrationConsent(models.Model):
    """A restriction of processing beats every consent and every task (C73)."""

    _inherit = "integration.consent"

    @api.model
    def _decide(self, person, data_class, recipient, purpose, moment=None):
        if person._get_restrictions("restriction"):
            return self._answer(None, "restricted")
        return super()._decide(person, data_class, recipient, purpose, moment)

    @api.model
    def _answer(self, basis, code, consent=None):
        if code != "restricted":
            return super()._answer(basis, code, consent)
        return {
            "allowed": False,
            "basis": None,
            "code": code,
            "words": self.env._("The client's data are restricted (Art. 18 GDPR)."),
            "consent": self.browse(),
        }
