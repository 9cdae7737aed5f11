from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.integration_base.tools.days import get_today

KINDS = [
    ("certificate_of_conduct", "Certificate of conduct"),
    ("pledge", "Pledge"),
    ("training", "Training"),
    ("hygiene", "Hygiene instruction"),
    ("proof", "Other proof"),
]
CONDUCT = "certificate_of_conduct"


class IntegrationClearanceType(models.Model):
    """Something volunteers have to prove, attend or confirm (V12, V14, V15).

    The period of validity is taken over when a clearance is entered: a later change
    holds for new clearances only, so that what was decided stays explained.
    """

    _name = "integration.clearance.type"
    _inherit = ["integration.code"]
    _description = "Type of clearance"

    kind = fields.Selection(
        KINDS,
        required=True,
        default="proof",
        help="Of a certificate of conduct only the facts are kept, never a file; they "
        "are deleted when the law says.",
    )
    validity_months = fields.Integer(
        "Valid for (months)", help="From the day of issue, else of entry. 0: no end."
    )
    max_age_months = fields.Integer(
        "Not older than (months)",
        help="Age of a document on the day it is shown. 0: any age.",
    )
    warn_days = fields.Integer(
        "Warn (days before)", default=60, help="Shown as expiring from then on."
    )
    renews_id = fields.Many2one(
        "integration.clearance.type",
        index="btree_not_null",
        ondelete="restrict",
        help="A repetition: counts as a new clearance of that type.",
    )
    predecessor_ids = fields.Many2many(
        "integration.clearance.type",
        "integration_clearance_type_predecessor_rel",
        "type_id",
        "predecessor_id",
        "Only after",
        help="Clearances that have to be there before.",
    )

    # confirmed by the volunteer
    confirmable = fields.Boolean(
        "Confirmed by the volunteer", help="She or he reads the text and confirms it."
    )
    text = fields.Html("Text to confirm", translate=True)
    text_version = fields.Integer("Version", readonly=True, default=1, copy=False)

    # evidence
    valid_from = fields.Date("In force since", required=True, default=get_today)
    source = fields.Text(
        translate=True, help="Law or house decision the rule is taken from."
    )
    requirement_ids = fields.One2many(
        "integration.clearance.requirement", "type_id", "Required for"
    )

    _months = models.Constraint(
        "CHECK(validity_months >= 0 AND max_age_months >= 0 AND warn_days >= 0)",
        "Months and days are not negative.",
    )

    @api.constrains("predecessor_ids", "renews_id")
    def _check_order(self):
        for type_ in self:
            if type_.renews_id.renews_id or type_.renews_id == type_:
                raise ValidationError(
                    self.env._(
                        "%(type)s: a repetition renews a clearance that is none itself.",
                        type=type_.name,
                    )
                )
        if self._has_cycle("predecessor_ids"):
            raise ValidationError(self.env._("A clearance cannot come before itself."))

    @api.constrains("confirmable", "text")
    def _check_text(self):
        for type_ in self:
            if type_.confirmable and not type_.text:
                raise ValidationError(
                    self.env._(
                        "%(type)s: please enter the text to confirm.", type=type_.name
                    )
                )
            if type_.confirmable and type_.kind == CONDUCT:
                raise ValidationError(
                    self.env._(
                        "%(type)s: a certificate of conduct is shown, not confirmed.",
                        type=type_.name,
                    )
                )

    def write(self, vals):
        """A new wording is a new version; what was confirmed keeps its own."""
        if "text" in vals:
            for type_ in self:
                changed = type_.text != vals["text"]
                super(IntegrationClearanceType, type_).write(
                    {"text_version": type_.text_version + changed}
                )
        result = super().write(vals)
        if {"active", "kind"} & vals.keys():
            self.env["integration.clearance.requirement"]._requirements_changed()
        return result

    def _get_covered(self):
        """:return: the type that a clearance of this type stands for"""
        self.ensure_one()
        return self.renews_id or self
