from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today


class IntegrationInstrument(models.Model):
    """A scale for the areas of life, each step with a stated meaning (C14, C17).

    Once in use an instrument stays as it is; other wording is a new version. What was
    assessed with an older version keeps its steps.
    """

    _name = "integration.instrument"
    _description = "Assessment scale"
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    version = fields.Integer(required=True, readonly=True, default=1, copy=False)
    state = fields.Selection(
        [
            ("draft", "Being prepared"),
            ("used", "In use"),
            ("retired", "No longer used"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    date_from = fields.Date("In use from", readonly=True, copy=False)
    step_ids = fields.One2many(
        "integration.instrument.step", "instrument_id", "Steps", copy=True
    )
    area_count = fields.Integer("Areas of life", compute="_compute_area_count")

    @api.depends("step_ids.area_id")
    def _compute_area_count(self):
        for instrument in self:
            instrument.area_count = len(instrument.step_ids.area_id)

    @api.depends("name", "version")
    def _compute_display_name(self):
        for instrument in self:
            instrument.display_name = self.env._(
                "%(name)s, version %(version)s",
                name=instrument.name,
                version=instrument.version,
            )

    def write(self, vals):
        self.check_access("write")
        if vals.keys() & {"state", "version", "date_from"} and not self.env.su:
            raise UserError(self.env._("A scale is put into use by its button."))
        if "step_ids" in vals:
            self._check_draft()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {k: v for k, v in vals.items() if k not in ("state", "date_from")}
                for vals in vals_list
            ]
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_draft()

    def _check_draft(self):
        """:raise UserError: if a scale is or was in use"""
        for instrument in self:
            if instrument.state != "draft":
                raise UserError(
                    self.env._(
                        "%(name)s is in use and stays as it is; please make a new "
                        "version.",
                        name=instrument.display_name,
                    )
                )

    def action_use(self):
        """Put a scale into use; the one used so far is kept for old assessments."""
        self.ensure_one()
        self.check_access("write")
        self._check_draft()
        if not self.step_ids:
            raise UserError(self.env._("A scale needs at least one step."))
        # sudo: the right to write was checked; nobody else sets the state
        scales = self.sudo()
        scales.search([("state", "=", "used")]).write({"state": "retired"})
        scales.write({"state": "used", "date_from": get_today()})

    def action_new_version(self):
        """:return: form of a draft with the same steps"""
        self.ensure_one()
        self.check_access("write")
        draft = self.search([("state", "=", "draft")], limit=1)
        if not draft:
            last = self.search([], order="version desc", limit=1).version
            draft = self.copy({"version": last + 1})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [(False, "form")],
        }

    @api.model
    def _get_current(self):
        """:return: the scale in use, or none"""
        return self.search([("state", "=", "used")], limit=1)
