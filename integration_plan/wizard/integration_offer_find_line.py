from odoo import fields, models


class IntegrationOfferFindLine(models.TransientModel):
    """An offer found, with the answers of its rules in words."""

    _name = "integration.offer.find.line"
    _description = "Offer found"
    _order = "position, id"
    _rec_name = "offer_id"

    find_id = fields.Many2one(
        "integration.offer.find", required=True, index=True, ondelete="cascade"
    )
    position = fields.Integer(readonly=True, export_string_translation=False)
    offer_id = fields.Many2one(
        "integration.offer", required=True, readonly=True, ondelete="cascade"
    )
    organisation_id = fields.Many2one(related="offer_id.organisation_id")
    capacity_words = fields.Char(related="offer_id.capacity_words")
    hours_words = fields.Char(related="offer_id.hours_words")
    freshness = fields.Selection(related="offer_id.freshness")
    verdict = fields.Selection(
        [("fits", "Fits"), ("unknown", "Not known"), ("not", "Does not fit")],
        "Answer",
        readonly=True,
    )
    fits_text = fields.Text("Fits", readonly=True)
    not_text = fields.Text("Does not fit", readonly=True)
    unknown_text = fields.Text("Not known", readonly=True)

    def action_refer(self):
        """:return: form of a new referral to this offer"""
        self.ensure_one()
        return self.find_id._refer(self.offer_id)

    def action_open_offer(self):
        """:return: form of the offer"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "integration.offer",
            "res_id": self.offer_id.id,
            "view_mode": "form",
            "target": "new",
        }
