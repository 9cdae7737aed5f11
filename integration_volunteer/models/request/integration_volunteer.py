from odoo import fields, models

from ..volunteer.integration_volunteer import DEPLOYABLE


class IntegrationVolunteer(models.Model):
    """What a volunteer was asked for; who is no longer there is asked no more."""

    _inherit = "integration.volunteer"
    _integration_countable = True

    ask_ids = fields.One2many(
        "integration.volunteer.request.ask", "volunteer_id", "Asked for"
    )

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state not in DEPLOYABLE:
            # sudo: rows of the engine; the step was checked by the caller
            asks = self.sudo().ask_ids
            asks.filtered(lambda ask: ask._is_waiting())._end("withdrawn")
        return result
