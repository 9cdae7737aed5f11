from odoo import api, models
from odoo.fields import Domain

from .restricted import KEPT_REASONS


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        """Give rules ``unrestricted(path)``.

        The domain of records whose client's data are not restricted, or whom the user
        reads as her lead; needed for persons whom a case of somebody else covers.
        """
        context = super()._eval_context()
        restrictions = self.env["integration.restriction"]._get_active_domain(
            "restriction"
        )
        reading = Domain(context["access_now"]) & Domain("reason", "in", KEPT_REASONS)

        def unrestricted(path=""):
            free = Domain(f"{path}restriction_ids", "not any", restrictions)
            lead = Domain(f"{path}case_ids.access_ids", "any", reading)
            return list(free | lead)

        return {**context, "unrestricted": unrestricted}
