from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today, to_german_day
from odoo.addons.integration_case.models.case.integration_case_my_day import ROWS


class IntegrationCase(models.Model):
    """The start page tells owners of offers what waits for them (O5)."""

    _inherit = "integration.case"

    @api.model
    def _get_my_day_due(self):
        return [
            *super()._get_my_day_due(),
            self._get_my_day_corrections(),
            self._get_my_day_offers(),
        ]

    @api.model
    def _get_my_day_corrections(self):
        domain = fields.Domain("user_id", "=", self.env.uid)
        domain &= fields.Domain("state", "=", "open")
        proposals = self.env["integration.offer.proposal"].search(
            domain, order="id", limit=ROWS
        )
        return self._prepare_my_day_group(
            "correction",
            self.env._("Corrections of offers"),
            proposals,
            domain,
            lambda proposal: {
                "name": proposal.offer_id.name,
                "reference": "",
                "note": proposal.label,
                "date": to_german_day(proposal.create_date),
                "model": "integration.offer",
                "res_id": proposal.offer_id.id,
            },
        )

    @api.model
    def _get_my_day_offers(self):
        domain = fields.Domain("user_id", "=", self.env.uid)
        domain &= fields.Domain("due_on", "<", fields.Date.to_string(get_today()))
        domain &= fields.Domain("state", "=", "published")
        offers = self.env["integration.offer"].search(
            domain, order="due_on, id", limit=ROWS
        )
        return self._prepare_my_day_group(
            "offer",
            self.env._("Offers to be confirmed"),
            offers,
            domain,
            lambda offer: {
                "name": offer.name,
                "reference": "",
                "note": offer.organisation_id.name,
                "date": offer.due_on,
            },
        )
