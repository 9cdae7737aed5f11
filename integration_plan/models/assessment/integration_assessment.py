from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import get_today


class IntegrationAssessment(models.Model):
    """Where a client stands in each area of life on one day (C14, C15).

    Repeated, it shows the change. It is corrected for some hours, then fixed (dated
    rule ``counselling_lock_hours``).
    """

    _name = "integration.assessment"
    _inherit = ["integration.plan.fact"]
    _description = "Assessment"
    _order = "date desc, id desc"
    _integration_countable = True
    _integration_counted_person = "case_id"

    date = fields.Date(required=True, default=get_today, index=True)
    instrument_id = fields.Many2one(
        "integration.instrument",
        "Scale",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["integration.instrument"]._get_current(),
    )
    user_id = fields.Many2one(
        "res.users",
        "Assessed by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    line_ids = fields.One2many(
        "integration.assessment.line",
        "assessment_id",
        "Areas of life",
        default=lambda self: self._default_line_ids(),
    )
    note = fields.Text()
    previous_id = fields.Many2one(
        "integration.assessment", "Last time", compute="_compute_previous_id"
    )
    is_fixed = fields.Boolean("Fixed", compute="_compute_is_fixed")
    chart = fields.Json(compute="_compute_chart", export_string_translation=False)

    @api.model
    def _default_line_ids(self):
        steps = self.env["integration.instrument"]._get_current().step_ids
        return [Command.create({"area_id": area.id}) for area in steps.area_id]

    @api.depends("date", "case_id")
    def _compute_previous_id(self):
        for one in self:
            earlier = self.browse()
            if one.case_id and one.date:
                earlier = self.search(
                    [
                        ("person_id", "=", one.case_id.person_id.id),
                        ("date", "<=", one.date),
                        ("id", "!=", one._origin.id),
                    ],
                    limit=10,
                )
            mine = one._origin.id or float("inf")
            one.previous_id = earlier.filtered(
                lambda other, one=one, mine=mine: (
                    (other.date, other.id) < (one.date, mine)
                )
            )[:1]

    @api.depends("create_date")
    def _compute_is_fixed(self):
        rules = self.env["integration.rule.value"]
        now = fields.Datetime.now()
        for one in self:
            written = one.create_date or now
            hours = rules._get_number("counselling_lock_hours", written, one.company_id)
            one.is_fixed = written + timedelta(hours=hours) <= now

    @api.depends("line_ids.level", "previous_id")
    def _compute_chart(self):
        for one in self:
            one.chart = one._get_chart()

    def _get_chart(self):
        """:return: dict ``labels``, ``max``, ``series`` (``label``, ``levels``): today's
        levels and the last ones; an area that was not looked at is None
        """
        self.ensure_one()
        lines = self.line_ids.sorted(lambda line: (line.area_id.sequence, line.id))
        series = [self._get_series(lines.area_id)]
        if self.previous_id:
            series.append(self.previous_id._get_series(lines.area_id))
        # steps may be read by everybody who assesses
        top = max(self.instrument_id.step_ids.mapped("level"), default=1)
        return {
            "labels": lines.area_id.mapped("name"),
            "max": top,
            "series": series,
        }

    def _get_series(self, areas):
        levels = {line.area_id: line.level for line in self.line_ids}
        return {
            "label": fields.Date.to_string(self.date),
            "levels": [levels.get(area) or None for area in areas],
        }

    @api.constrains("date")
    def _check_date(self):
        for one in self:
            if one.date > get_today():
                raise ValidationError(
                    self.env._(
                        "%(reference)s, date: an assessment cannot lie in the future.",
                        reference=one.reference,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals["user_id"] = self.env.uid
                vals.pop("instrument_id", None)
        if not self.env["integration.instrument"]._get_current():
            raise UserError(self.env._("No assessment scale is in use."))
        return super().create(vals_list)

    def write(self, vals):
        self._check_not_fixed()
        if "case_id" in vals:
            raise UserError(self.env._("An assessment stays with its case."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self._check_not_fixed()

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("An assessment is not duplicated but repeated."))

    def _check_not_fixed(self):
        for one in self:
            if one.is_fixed:
                raise UserError(
                    self.env._(
                        "%(reference)s: this assessment is fixed. Please make a new "
                        "one.",
                        reference=one.reference,
                    )
                )
