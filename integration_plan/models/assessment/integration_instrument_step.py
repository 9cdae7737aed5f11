from odoo import api, fields, models


class IntegrationInstrumentStep(models.Model):
    """One step of a scale for one area of life, and what it means (C14)."""

    _name = "integration.instrument.step"
    _description = "Step of an assessment scale"
    _order = "instrument_id, area_sequence, area_id, level"

    instrument_id = fields.Many2one(
        "integration.instrument", "Scale", required=True, index=True, ondelete="cascade"
    )
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
    level = fields.Integer(required=True, help="1 is the lowest step.")
    name = fields.Char("Step", required=True, translate=True)
    meaning = fields.Text(
        required=True,
        translate=True,
        help="How one sees that somebody stands on this step.",
    )

    _step_once = models.Constraint(
        "UNIQUE (instrument_id, area_id, level)",
        "Each step of an area stands in a scale once.",
    )
    _level_positive = models.Constraint(
        "CHECK (level BETWEEN 1 AND 10)", "Steps are counted from 1 to 10."
    )

    @api.depends("level", "name")
    def _compute_display_name(self):
        for step in self:
            step.display_name = f"{step.level} – {step.name}"

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.instrument_id._check_draft()
        return steps

    def write(self, vals):
        self.check_access("write")
        self.instrument_id._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self.instrument_id._check_draft()

    def _get_wording(self):
        """:return: the step in words, to be kept with an answer"""
        self.ensure_one()
        return f"{self.level} – {self.name}: {self.meaning}"
