from odoo import api, models

from .volunteers import VolunteerWriter


class IntegrationDemo(models.AbstractModel):
    """Volunteers of the demo municipality, and what they do."""

    _inherit = "integration.demo"

    @api.model
    def _generate_volunteers(self):
        """Write the volunteers, unless there are some already."""
        self._write_demo(
            "integration.volunteer", VolunteerWriter, "integration_volunteer"
        )
