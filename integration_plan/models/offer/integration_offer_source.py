from odoo import fields, models


class IntegrationOfferSource(models.Model):
    """Where offers are imported from; its records are found again by their number."""

    _name = "integration.offer.source"
    _description = "Source of offers"
    _order = "name, id"

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    withdraw_missing = fields.Boolean(
        "Archive offers that are missing",
        default=True,
        help="Each file is the whole: offers of this source that it no longer holds "
        "were withdrawn.",
    )
    note = fields.Text()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "(company_id, name)", "There is already a source of this name."
    )
