from odoo import api, fields, models

from odoo.addons.integration_case.models.case.integration_case_my_day import ROWS


class IntegrationCase(models.Model):
    """Reviews that are due, on the start page."""

    _inherit = "integration.case"

    @api.model
    def _get_my_day_due(self):
        return [*super()._get_my_day_due(), self._get_my_day_reviews()]

    @api.model
    def _get_my_day_reviews(self):
        domain = fields.Domain("due_state", "in", ("due", "overdue"))
        domain &= fields.Domain("case_id", "any", self._get_my_day_domain())
        reviews = self.env["integration.review"].search(
            domain, order="date, id", limit=ROWS
        )
        return self._prepare_my_day_group(
            "review",
            self.env._("Reviews of plans"),
            reviews,
            domain,
            lambda review: {
                "name": review.client_name,
                "reference": review.reference,
                "date": review.date,
            },
        )
