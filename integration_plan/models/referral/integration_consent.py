from odoo import models

from .integration_referral import RUNNING


class IntegrationConsent(models.Model):
    """Running referrals end with the consent they rest on (C43)."""

    _inherit = "integration.consent"

    def _on_consent_withdrawn(self):
        self._end_referrals("withdrawn")
        return super()._on_consent_withdrawn()

    def _on_consent_expired(self):
        self._end_referrals("expired")
        return super()._on_consent_expired()

    def _end_referrals(self, how):
        # sudo: ends what rests on the consents, shows nothing
        referrals = self.env["integration.referral"].sudo()
        referrals.search(
            [("consent_ids", "in", self.ids), ("state", "in", RUNNING)]
        )._look_again(how)
