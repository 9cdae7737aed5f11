from odoo import models


class IntegrationConsent(models.Model):
    """What was released to volunteers ends with the consent it rests on (C13)."""

    _inherit = "integration.consent"

    def _on_consent_withdrawn(self):
        self._end_releases("withdrawn")
        return super()._on_consent_withdrawn()

    def _on_consent_expired(self):
        self._end_releases("expired")
        return super()._on_consent_expired()

    def _end_releases(self, how):
        # sudo: ends what rests on the consents, shows nothing
        releases = self.env["integration.engagement.release"].sudo()
        found = releases.search(
            [("consent_ids", "in", self.ids), ("ended_on", "=", False)]
        )
        for engagement in found.engagement_id:
            engagement._look_again(found & engagement.release_ids, how)
