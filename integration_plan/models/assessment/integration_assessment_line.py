from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.integration_case.tools.pdf import get_paper_lang


class IntegrationAssessmentLine(models.Model):
    """The step on which a client stands in one area of life, in its wording (C17)."""

    _name = "integration.assessment.line"
    _inherit = ["integration.plan.fact"]
    _description = "Level in an area of life"
    _order = "area_sequence, id"
    _integration_countable = True
    _integration_counted_person = "case_id"

    assessment_id = fields.Many2one(
        "integration.assessment", required=True, index=True, ondelete="cascade"
    )
    case_id = fields.Many2one(
        related="assessment_id.case_id", store=True, required=False
    )
    date = fields.Date(related="assessment_id.date", store=True, index=True)
    instrument_id = fields.Many2one(related="assessment_id.instrument_id", store=True)
    area_id = fields.Many2one(
        "integration.life.area",
        "Area of life",
        required=True,
        index=True,
        ondelete="restrict",
    )
    area_sequence = fields.Integer(
        "Order of the area",
        related="area_id.sequence",
        store=True,
        export_string_translation=False,
    )
    step_id = fields.Many2one(
        "integration.instrument.step",
        "Level",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('instrument_id', '=', instrument_id), ('area_id', '=', area_id)]",
    )
    level = fields.Integer(
        "Level as number", related="step_id.level", store=True, aggregator="avg"
    )
    wording = fields.Text(
        "Meaning",
        compute="_compute_wording",
        store=True,
        help="As the step was worded on that day.",
    )
    previous_level = fields.Integer("Last time", compute="_compute_change")
    change = fields.Integer(compute="_compute_change")
    gain = fields.Integer(
        "Steps gained", compute="_compute_gain", store=True, help="For figures."
    )
    note = fields.Char("Remark")

    _area_once = models.Constraint(
        "UNIQUE (assessment_id, area_id)", "Each area is assessed once."
    )

    @api.depends("step_id")
    def _compute_wording(self):
        lang = get_paper_lang(self.env)
        for line in self:
            # only the choice of a step words it: later changes of its text do not
            step = line.step_id.with_context(lang=lang)
            line.wording = step and step._get_wording()

    @api.depends("level", "assessment_id.previous_id", "area_id")
    def _compute_change(self):
        for line in self:
            before = line.assessment_id.previous_id.line_ids
            level = before.filtered(lambda old, line=line: old.area_id == line.area_id)
            line.previous_level = level[:1].level
            known = line.level and line.previous_level
            line.change = line.level - line.previous_level if known else 0

    @api.depends("level", "assessment_id.date")
    def _compute_gain(self):
        for line in self:
            line.gain = line.change

    @api.constrains("step_id", "area_id")
    def _check_step(self):
        for line in self:
            if line.step_id and (
                line.step_id.area_id != line.area_id
                or line.step_id.instrument_id != line.assessment_id.instrument_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(reference)s, %(area)s: this step belongs to another area or "
                        "scale.",
                        reference=line.reference,
                        area=line.area_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.assessment_id._check_not_fixed()
        return lines

    def write(self, vals):
        self.assessment_id._check_not_fixed()
        if "assessment_id" in vals:
            vals = {k: v for k, v in vals.items() if k != "assessment_id"}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self.assessment_id._check_not_fixed()

    def _get_screen_name(self):
        return self.area_id.name
