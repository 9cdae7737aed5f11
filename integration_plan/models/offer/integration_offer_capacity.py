from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

STATES = [
    ("free", "Free places"),
    ("waiting", "Waiting list"),
    ("full", "Full"),
    ("unknown", "Not known"),
]


class IntegrationOffer(models.Model):
    """Free places with the day they were asked for (O3).

    What is older than ``offer_capacity_days`` counts as not known.
    """

    _inherit = "integration.offer"

    capacity_state = fields.Selection(
        STATES, "Places as reported", required=True, default="unknown"
    )
    places_free = fields.Integer("Free places")
    places_total = fields.Integer("Places in all")
    capacity_on = fields.Date("As of", help="Day on which the places were asked for.")
    capacity = fields.Selection(
        STATES,
        "Places today",
        compute="_compute_capacity",
        search="_search_capacity",
        help="As reported, while the report is recent enough.",
    )
    capacity_words = fields.Char("Places in words", compute="_compute_capacity")

    @api.constrains("places_free", "places_total", "capacity_on")
    def _check_places(self):
        today = get_today()
        for offer in self:
            free, total = offer.places_free, offer.places_total
            if min(free, total) < 0 or (total and free > total):
                raise ValidationError(
                    self.env._(
                        "%(name)s: please check the number of places.", name=offer.name
                    )
                )
            if offer.capacity_on and offer.capacity_on > today:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the places cannot be known in advance.",
                        name=offer.name,
                    )
                )

    @api.model
    def _get_capacity_limit(self):
        """:return: first day whose report of places still counts"""
        today = get_today()
        rules = self.env["integration.rule.value"]
        return today - rules._get_delta("offer_capacity_days")

    @api.depends("capacity_state", "capacity_on", "places_free")
    @api.depends_context("lang")
    def _compute_capacity(self):
        limit = self._get_capacity_limit() if self else None
        labels = dict(self._fields["capacity"]._description_selection(self.env))
        for offer in self:
            known = offer.capacity_on and offer.capacity_on >= limit
            offer.capacity = offer.capacity_state if known else "unknown"
            words = labels[offer.capacity]
            if offer.capacity == "free" and offer.places_free:
                words = self.env._("%s free", offer.places_free)
            offer.capacity_words = words

    def _search_capacity(self, operator, value):
        if operator != "in":
            return NotImplemented
        recent = Domain("capacity_on", ">=", self._get_capacity_limit())
        known = recent & Domain("capacity_state", "in", list(value))
        if "unknown" not in value:
            return known
        return known | ~recent | Domain("capacity_on", "=", False)

    @api.onchange("capacity_state", "places_free")
    def _onchange_capacity(self):
        self.capacity_on = get_today()
        if self.places_free and self.capacity_state == "unknown":
            self.capacity_state = "free"
