from odoo import models


class IntegrationCase(models.Model):
    """Consents at a glance on the case, and in its timeline."""

    _inherit = "integration.case"

    def _get_timeline_entries(self, limit):
        consents = self.env["integration.consent"].search(
            [("person_id", "in", self.person_ids.ids)], limit=limit
        )
        entries = super()._get_timeline_entries(limit)
        for consent in consents:
            entries.append(
                self._prepare_consent_entry(
                    consent,
                    consent.date_from,
                    self.env._("Consent given")
                    if consent.decision == "given"
                    else self.env._("Consent refused"),
                )
            )
            if consent.withdrawn_at:
                entries.append(
                    self._prepare_consent_entry(
                        consent, consent.withdrawn_at, self.env._("Consent withdrawn")
                    )
                )
        return entries

    def _prepare_consent_entry(self, consent, date, label):
        return self._prepare_entry(consent, date, "consent", label) | {
            "title": consent.purpose_id.name,
            "author": consent.user_id.name,
        }
