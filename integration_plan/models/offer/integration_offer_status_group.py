from odoo import api, models
from odoo.exceptions import ValidationError


class IntegrationOfferStatusGroup(models.Model):
    """A group of residence statuses that an offer is open to.

    Its code is that of the group in ``integration.residence.status``: a status added
    to the group later is included by itself.
    """

    _name = "integration.offer.status.group"
    _inherit = ["integration.code"]
    _description = "Group of residence statuses"

    @api.constrains("code")
    def _check_code(self):
        groups = dict(
            self.env["integration.residence.status"]._fields["group"].selection
        )
        for group in self:
            if group.code not in groups:
                raise ValidationError(
                    self.env._(
                        "%(code)s is no group of residence statuses.", code=group.code
                    )
                )
