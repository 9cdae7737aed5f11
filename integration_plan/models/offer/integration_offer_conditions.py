from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.integration_base.models.integration_language_level import (
    LEVELS,
    RANK,
)


class IntegrationOffer(models.Model):
    """Who an offer is for, as rules that can be checked (O4).

    An empty rule asks nothing.
    """

    _inherit = "integration.offer"

    target_ids = fields.Many2many("integration.offer.target", string="Target groups")
    age_min = fields.Integer("Age from", help="0: from birth.")
    age_max = fields.Integer("Age until", help="Inclusive. 0: without limit.")
    gender = fields.Selection(
        [("female", "Women only"), ("male", "Men only")], "Open to", help="Empty: all."
    )
    zips = fields.Char(
        "Postcodes",
        help="Where one has to live: postcodes or their first digits, separated by "
        "commas. Empty: anywhere.",
    )
    level_language_id = fields.Many2one(
        "integration.language",
        "Language of the levels",
        default=lambda self: self.env.ref(
            "integration_base.integration_language_deu", raise_if_not_found=False
        ),
    )
    level_needed = fields.Selection(LEVELS, "Level needed", index="btree_not_null")
    level_reached = fields.Selection(LEVELS, "Level reached", index="btree_not_null")
    status_group_ids = fields.Many2many(
        "integration.offer.status.group",
        string="Residence statuses",
        help="Empty: any.",
    )
    work_permit = fields.Boolean("Work permit needed")
    condition_note = fields.Text("Further conditions", translate=True)
    conditions = fields.Char(
        compute="_compute_conditions", help="The rules in one line."
    )

    @api.constrains("age_min", "age_max")
    def _check_ages(self):
        for offer in self:
            wrong = offer.age_max and offer.age_max < offer.age_min
            if wrong or min(offer.age_min, offer.age_max) < 0:
                raise ValidationError(
                    self.env._("%(name)s: please check the ages.", name=offer.name)
                )

    @api.constrains("level_needed", "level_reached")
    def _check_levels(self):
        for offer in self.filtered(lambda o: o.level_needed and o.level_reached):
            if RANK[offer.level_reached] < RANK[offer.level_needed]:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the level reached lies below the one needed.",
                        name=offer.name,
                    )
                )

    @api.depends(
        *("age_min", "age_max", "gender", "zips", "level_needed", "work_permit"),
        "status_group_ids.name",
    )
    @api.depends_context("lang")
    def _compute_conditions(self):
        genders = dict(self._fields["gender"]._description_selection(self.env))
        levels = dict(self._fields["level_needed"]._description_selection(self.env))
        for offer in self:
            parts = [offer._say_ages(), genders.get(offer.gender)]
            if offer.level_needed:
                parts.append(self.env._("from %s", levels[offer.level_needed]))
            if offer.zips:
                parts.append(self.env._("postcode %s", offer.zips))
            parts += offer.status_group_ids.mapped("name")
            if offer.work_permit:
                parts.append(self.env._("work permit"))
            offer.conditions = " · ".join(filter(None, parts))

    def _say_ages(self):
        self.ensure_one()
        low, high = self.age_min, self.age_max
        if low and high:
            return self.env._("%(low)s to %(high)s years", low=low, high=high)
        if low:
            return self.env._("from %s years", low)
        return self.env._("up to %s years", high) if high else ""

    def _get_zips(self):
        """:return: list of beginnings of postcodes"""
        self.ensure_one()
        return [part.strip() for part in (self.zips or "").split(",") if part.strip()]
