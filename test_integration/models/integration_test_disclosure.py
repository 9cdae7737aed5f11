from odoo import fields, models


class IntegrationTestDisclosure(models.Model):
    """Stands for a referral, tandem or link that rests on a consent."""

    _name = "integration.test.disclosure"
    _inherit = ["integration.protected"]
    _description = "Test: what rests on a consent"

    reference = fields.Char(default="D-TEST")
    # a number: a link would be a path from the engines' tests to a client
    consent_number = fields.Integer(required=True, index=True)
    is_running = fields.Boolean(default=True)
    ended_by = fields.Char()
    fails = fields.Boolean(help="Stands for an addon that cannot stop.")


class IntegrationConsent(models.Model):
    """As a later addon stops what it began."""

    _inherit = "integration.consent"

    def _on_consent_withdrawn(self):
        self._stop_disclosures("withdrawn")
        return super()._on_consent_withdrawn()

    def _on_consent_expired(self):
        self._stop_disclosures("expired")
        return super()._on_consent_expired()

    def _stop_disclosures(self, reason):
        # sudo: ends what rests on the consents, shows nothing
        disclosures = self.env["integration.test.disclosure"].sudo()
        running = disclosures.search(
            [("consent_number", "in", self.ids), ("is_running", "=", True)]
        )
        if any(running.mapped("fails")):
            raise ValueError("cannot stop")
        running.write({"is_running": False, "ended_by": reason})
