from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IntegrationProgrammeRate(models.Model):
    """What a full-time post is funded with a year, by qualification and time (G20)."""

    _name = "integration.programme.rate"
    _inherit = ["integration.programme.part"]
    _description = "Rate of a post"
    _order = "version_id, qualification_id, valid_from desc, id"

    qualification_id = fields.Many2one(
        "integration.qualification.class",
        required=True,
        index=True,
        ondelete="restrict",
    )
    amount = fields.Monetary("For full time a year", required=True)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.ref("base.EUR"),
        export_string_translation=False,
    )
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(help="Last day. Empty: as long as the guideline.")

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "A rate is more than nothing."
    )

    @api.depends("qualification_id", "valid_from")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.qualification_id.name} ({rate.valid_from})"

    @api.constrains("version_id", "qualification_id", "valid_from", "valid_until")
    def _check_overlap(self):
        for rate in self:
            for other in rate.version_id.rate_ids - rate:
                if other.qualification_id != rate.qualification_id:
                    continue
                ends = rate.valid_until and rate.valid_until < other.valid_from
                begins = other.valid_until and other.valid_until < rate.valid_from
                if not (ends or begins):
                    raise ValidationError(
                        self.env._(
                            "%(name)s: there is already a rate for a part of this "
                            "period.",
                            name=rate.display_name,
                        )
                    )

    def _is_valid(self, date):
        self.ensure_one()
        return self.valid_from <= date and (
            not self.valid_until or self.valid_until >= date
        )
