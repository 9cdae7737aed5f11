import uuid

from odoo import api, fields, models


class IntegrationOfferPlace(models.Model):
    """Where something happens (HSDS: location); used by several offers."""

    _name = "integration.offer.place"
    _description = "Place of offers"
    _order = "city, name, id"
    _rec_names_search = ["name", "street", "city"]

    name = fields.Char(required=True, index="trigram")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("physical", "On site"), ("postal", "Postal"), ("virtual", "Online")],
        required=True,
        default="physical",
    )
    street = fields.Char()
    street2 = fields.Char("Addition")
    zip = fields.Char("Postcode", index=True)
    city = fields.Char("Town", index=True)
    state_id = fields.Many2one(
        "res.country.state", domain="[('country_id.code', '=', 'DE')]"
    )
    country_code = fields.Char("Country code", default="DE", size=2)
    latitude = fields.Float(digits=(10, 7))
    longitude = fields.Float(digits=(10, 7))
    transport = fields.Char("How to get there", translate=True)
    note = fields.Text(translate=True)
    accessibility_note = fields.Char("On accessibility", translate=True)
    uuid = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: str(uuid.uuid4()),
        export_string_translation=False,
    )
    source_id = fields.Many2one(
        "integration.offer.source", readonly=True, copy=False, index="btree_not_null"
    )
    external_id = fields.Char("Number in the source", readonly=True, copy=False)
    active = fields.Boolean(default=True)

    _uuid_uniq = models.UniqueIndex(
        "(company_id, uuid)", "A place with this identifier is already there."
    )
    _external_idx = models.Index("(source_id, external_id)")

    @api.depends("name", "street", "city")
    def _compute_display_name(self):
        for place in self:
            parts = dict.fromkeys([place.name, place.street, place.city])
            place.display_name = ", ".join(filter(None, parts))

    def _get_state(self):
        """:return: state whose holidays hold; that of the authority if not known"""
        return self.state_id or (self.company_id or self.env.company).state_id
