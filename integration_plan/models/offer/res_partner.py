import uuid

from odoo import fields, models

READERS = (
    "integration_case.group_integration_manager,"
    "integration_base.group_integration_config"
)


class ResPartner(models.Model):
    """Clubs, associations, course providers, offices: contacts with what they do.

    Nothing here leads to a client. Nothing here is copied: who may copy a contact need
    not be allowed to read this.
    """

    _inherit = "res.partner"

    integration_activity_ids = fields.Many2many(
        "integration.interest",
        "integration_partner_activity_rel",
        "partner_id",
        "interest_id",
        "Activities to join",
        copy=False,
        groups=READERS,
        help="What one can join in there.",
    )
    integration_language_ids = fields.Many2many(
        "integration.language",
        "integration_partner_language_rel",
        "partner_id",
        "language_id",
        "Languages spoken there",
        copy=False,
        groups=READERS,
    )
    integration_contact_id = fields.Many2one(
        "res.partner",
        "Contact person for integration",
        copy=False,
        groups=READERS,
        domain="[('is_company', '=', False)]",
        index="btree_not_null",
        help="Whom to call before somebody is introduced.",
    )
    integration_offer_ids = fields.One2many(
        "integration.offer", "organisation_id", "Offers", groups=READERS
    )
    integration_offer_count = fields.Integer(
        "Number of offers", compute="_compute_integration_offer_count", groups=READERS
    )
    integration_uuid = fields.Char(
        "Identifier in exchange",
        copy=False,
        index="btree_not_null",
        groups=READERS,
        export_string_translation=False,
    )
    integration_source_key = fields.Char(
        "Key in its source",
        copy=False,
        index="btree_not_null",
        groups=READERS,
        export_string_translation=False,
    )

    def _compute_integration_offer_count(self):
        counts = dict(
            self.env["integration.offer"]._read_group(
                [("organisation_id", "in", self.ids)], ["organisation_id"], ["__count"]
            )
        )
        for partner in self:
            partner.integration_offer_count = counts.get(partner, 0)

    def _get_integration_uuid(self):
        """:return: the organisation's identifier in exchange, given at first use"""
        self.ensure_one()
        # sudo: a random identifier of an organisation
        partner = self.sudo()
        if not partner.integration_uuid:
            partner.integration_uuid = str(uuid.uuid4())
        return partner.integration_uuid

    def action_show_offers(self):
        """:return: list of the organisation's offers"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_offer_action"
        )
        action["domain"] = [("organisation_id", "=", self.id)]
        action["context"] = {"default_organisation_id": self.id}
        return action
