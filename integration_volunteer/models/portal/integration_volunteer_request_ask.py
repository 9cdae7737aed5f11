from odoo import models


class IntegrationVolunteerRequestAsk(models.Model):
    """Who is asked answers on her own page (V19)."""

    _inherit = "integration.volunteer.request.ask"

    def _get_answer_link(self):
        self.ensure_one()
        return self.volunteer_id._get_answer_url("requests")
