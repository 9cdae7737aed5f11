from odoo import fields, models


class IntegrationCaseFact(models.AbstractModel):
    """A record that hangs on one case and follows its access list."""

    _name = "integration.case.fact"
    _inherit = ["integration.protected", "integration.client.name"]
    _description = "Part of a case"

    case_id = fields.Many2one(
        "integration.case", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True, index=True)
    reference = fields.Char(related="case_id.reference", store=True)
    person_id = fields.Many2one(related="case_id.person_id", store=True, index=True)

    def _get_screen_name(self):
        return self.client_name
