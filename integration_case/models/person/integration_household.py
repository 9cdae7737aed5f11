from odoo import api, fields, models


class IntegrationHousehold(models.Model):
    """People who live together; shows its members to nobody who may not read them.

    No visibility is inherited: each member row follows its own person (C2, C3).
    """

    _name = "integration.household"
    _inherit = ["integration.protected"]
    _description = "Household"
    _order = "id desc"
    _rec_names_search = ["reference"]

    reference = fields.Char(readonly=True, required=True, copy=False, index=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    member_ids = fields.One2many(
        "integration.household.member", "household_id", "Members"
    )
    member_count = fields.Integer("Members shown", compute="_compute_member_count")

    member_names = fields.Char("Who lives there", compute="_compute_member_count")

    _reference_unique = models.UniqueIndex("(reference)", "References are unique.")

    @api.depends("member_ids.date_until", "member_ids.person_id.name")
    @api.depends_context("uid")
    def _compute_member_count(self):
        for household in self:
            members = household.member_ids.filtered(lambda row: not row.date_until)
            household.member_count = len(members)
            household.member_names = "; ".join(members.person_id.mapped("name"))

    def _get_screen_name(self):
        return self.member_names

    @api.model_create_multi
    def create(self, vals_list):
        references = self._make_references("H", len(vals_list))
        for vals, reference in zip(vals_list, references, strict=True):
            vals["reference"] = reference
        return super().create(vals_list)
