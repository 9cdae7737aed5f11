from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import formatLang

HIDDEN = "•"


class IntegrationSnapshotLine(models.Model):
    """One figure of a frozen table; a hidden one holds no value."""

    _name = "integration.snapshot.line"
    _description = "Frozen Figure"
    _order = "snapshot_id desc, id"
    _rec_name = "label"

    snapshot_id = fields.Many2one(
        "integration.snapshot",
        "Frozen Table",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    code = fields.Char(required=True, readonly=True)
    name = fields.Char("Indicator", required=True, readonly=True)
    is_total = fields.Boolean("Total", readonly=True)
    breakdown = fields.Char("Broken Down by", required=True, readonly=True)
    label = fields.Char("Value of the Breakdown", readonly=True)
    value = fields.Float(
        readonly=True,
        digits=(16, 2),
        # a total and its parts must not be added up
        aggregator=None,
    )
    is_hidden = fields.Boolean("Hidden", readonly=True)
    shown = fields.Char("Figure", compute="_compute_shown")

    @api.depends("value", "is_hidden")
    def _compute_shown(self):
        for line in self:
            digits = 0 if line.value.is_integer() else 2
            line.shown = (
                HIDDEN
                if line.is_hidden
                else formatLang(self.env, line.value, digits=digits)
            )

    def _get_cell(self):
        """:return: number, or the sign of a hidden figure."""
        self.ensure_one()
        return HIDDEN if self.is_hidden else self.value

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Tables are frozen from an evaluation."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("A frozen figure is never changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A frozen figure is never changed."))
