import uuid

from odoo import fields, models


class IntegrationOfferLocation(models.Model):
    """An offer at a place (HSDS: service at location), with hours of its own."""

    _name = "integration.offer.location"
    _description = "Offer at a place"
    _order = "offer_id, sequence, id"
    _rec_name = "place_id"

    offer_id = fields.Many2one(
        "integration.offer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="offer_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    place_id = fields.Many2one("integration.offer.place", required=True, index=True)
    note = fields.Char(translate=True, help="Room, entrance, whom to ask for.")
    phone = fields.Char()
    schedule_ids = fields.One2many(
        "integration.offer.schedule", "location_id", "Hours at this place"
    )
    uuid = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: str(uuid.uuid4()),
        export_string_translation=False,
    )

    _place_uniq = models.UniqueIndex(
        "(offer_id, place_id)", "The offer is already at this place."
    )
