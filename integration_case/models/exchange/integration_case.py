from odoo import fields, models


class IntegrationCase(models.Model):
    """Packages of the file to and from other authorities."""

    _inherit = "integration.case"

    transfer_ids = fields.One2many(
        "integration.transfer", "case_id", "Hand-overs to authorities"
    )

    def _get_timeline_entries(self, limit):
        transfers = self.env["integration.transfer"].search(
            [("case_id", "=", self.id)], order="date desc", limit=limit
        )
        entries = super()._get_timeline_entries(limit)
        return entries + [transfer._prepare_timeline_entry() for transfer in transfers]
