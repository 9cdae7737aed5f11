import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# as many numbers fit into an address
MOST_EXPORTED = 500


class IntegrationOffer(models.Model):
    """A service that people can be shown or brought to (HSDS: service).

    Offers know no client. Further concerns have files of their own: conditions,
    capacity, freshness, hours, ask (searching as a person would), match, and the
    exchange with other systems.
    """

    _name = "integration.offer"
    _description = "Offer"
    _order = "name, id"
    _rec_names_search = ["name", "organisation_id.name"]

    name = fields.Char(required=True, translate=True, index="trigram")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("published", "Published"),
            ("unpublished", "Not shown"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    state_reason = fields.Char("Why it is not shown", readonly=True, copy=False)
    organisation_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
    )
    kind_id = fields.Many2one("integration.offer.kind", required=True, index=True)
    area_id = fields.Many2one(related="kind_id.area_id", store=True, index=True)
    description = fields.Text(translate=True)
    alert = fields.Text(
        "Please note", translate=True, help="Shown first, for instance a closure."
    )

    # contents
    language_ids = fields.Many2many(
        "integration.language",
        "integration_offer_language_rel",
        "offer_id",
        "language_id",
        "Languages spoken",
        help="In which somebody is understood there.",
    )
    interpreting = fields.Char(translate=True)
    interest_ids = fields.Many2many("integration.interest", string="Activities")
    occupation_ids = fields.Many2many(
        "integration.occupation", string="Occupational fields"
    )
    format = fields.Selection(
        [("presence", "On site"), ("online", "Online"), ("both", "On site and online")],
        "Way of attending",
        default="presence",
    )
    date_start = fields.Date("Begins on")
    date_end = fields.Date("Ends on")
    accessibility_ids = fields.Many2many("integration.offer.accessibility")
    accessibility_note = fields.Char("On accessibility", translate=True)
    childcare = fields.Selection(
        [
            ("yes", "Childcare"),
            ("ask", "Childcare on request"),
            ("none", "No childcare"),
        ],
        help="Empty: not known.",
    )

    # joining
    contact_name = fields.Char("Contact person")
    phone = fields.Char()
    email = fields.Char("E-mail")
    website = fields.Char()
    application = fields.Text("How to register", translate=True)
    document_ids = fields.Many2many(
        "integration.offer.document", string="Documents required"
    )
    document_note = fields.Text("On documents", translate=True)
    cost_kind = fields.Selection(
        [
            ("free", "Free of charge"),
            ("partly", "Free for some"),
            ("paid", "With costs"),
        ],
        "Costs",
        help="Empty: not known.",
    )
    cost_amount = fields.Monetary("Amount")
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost_note = fields.Char("On costs", translate=True)

    # places and times
    location_ids = fields.One2many(
        "integration.offer.location", "offer_id", "Places", copy=True
    )
    schedule_ids = fields.One2many(
        "integration.offer.schedule", "offer_id", "Opening hours"
    )
    town = fields.Char("Towns", compute="_compute_town", store=True)

    # exchange
    uuid = fields.Char(
        "Identifier in exchange",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: str(uuid.uuid4()),
        export_string_translation=False,
    )
    source_id = fields.Many2one(
        "integration.offer.source",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    external_id = fields.Char("Number in the source", readonly=True, copy=False)
    source_date = fields.Datetime("Last import", readonly=True, copy=False)
    provenance = fields.Json(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Field → source, day and value as it was imported.",
    )

    _uuid_uniq = models.UniqueIndex(
        "(company_id, uuid)", "An offer with this identifier is already there."
    )
    _external_uniq = models.UniqueIndex(
        "(source_id, external_id) WHERE source_id IS NOT NULL",
        "The source's offer is already there.",
    )
    _shown_idx = models.Index("(company_id, state) WHERE active IS TRUE")

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("location_ids.place_id.city")
    def _compute_town(self):
        for offer in self:
            towns = filter(None, offer.location_ids.place_id.mapped("city"))
            offer.town = ", ".join(dict.fromkeys(towns))

    @api.depends("name", "organisation_id.name")
    @api.depends_context("show_organisation")
    def _compute_display_name(self):
        both = self.env.context.get("show_organisation")
        for offer in self:
            parts = [offer.name, offer.organisation_id.name if both else ""]
            offer.display_name = ", ".join(filter(None, parts))

    # ------------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------------

    @api.constrains("date_start", "date_end")
    def _check_dates(self):
        for offer in self:
            if offer.date_start and offer.date_end:
                if offer.date_end < offer.date_start:
                    raise ValidationError(
                        self.env._(
                            "%(name)s: the end lies before the beginning.",
                            name=offer.name,
                        )
                    )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for offer, vals in zip(self, vals_list, strict=True):
            if "name" not in (default or {}):
                vals["name"] = self.env._("%(name)s (copy)", name=offer.name)
        return vals_list

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_publish(self):
        """Show offers to all who look for one; also the way back."""
        self.filtered(lambda offer: not offer.active).action_unarchive()
        # owner and day of confirmation stand for what is shown
        for offer in self:
            if not offer.user_id:
                offer.user_id = self.env.user
            if not offer.confirmed_on:
                offer._confirm(self.env.user.name)
        self.write({"state": "published", "state_reason": False})

    def action_unpublish(self):
        """Show offers no longer, without putting them away."""
        self.write(
            {
                "state": "unpublished",
                "state_reason": self.env._(
                    "Taken back by %(user)s", user=self.env.user.name
                ),
            }
        )

    def action_archive(self):
        offers = self.filtered("active")
        result = super().action_archive()
        offers.filtered(lambda offer: offer.state == "published").write(
            {"state": "unpublished", "state_reason": self.env._("Archived")}
        )
        return result

    def action_export_hsds(self):
        """Download these offers as HSDS 3.0.

        :return: action of the download
        :raise UserError: if they are too many for one address
        """
        self.check_access("read")
        if len(self) > MOST_EXPORTED:
            raise UserError(
                self.env._(
                    "Please choose at most %s offers, or use “Export all (HSDS)” in "
                    "the menu.",
                    MOST_EXPORTED,
                )
            )
        return {
            "type": "ir.actions.act_url",
            "url": "/integration/offers/hsds.json?ids=%s"
            % ",".join(map(str, self.ids)),
            "target": "self",
        }
