from odoo import fields, models
from odoo.exceptions import AccessError


class IntegrationIndicatorResult(models.TransientModel):
    """One figure of an evaluation, for the user who evaluated."""

    _name = "integration.indicator.result"
    _description = "Figure"
    _order = "indicator_id, breakdown_id nulls first, sequence, id"
    _rec_name = "label"

    evaluation_id = fields.Many2one(
        "integration.indicator.evaluate", required=True, index=True, ondelete="cascade"
    )
    indicator_id = fields.Many2one("integration.indicator", ondelete="cascade")
    breakdown_id = fields.Many2one(
        "integration.indicator.breakdown", "Broken Down by", ondelete="cascade"
    )
    breakdown = fields.Char("Broken Down by (text)")
    sequence = fields.Integer(export_string_translation=False)
    label = fields.Char()
    value = fields.Float("Figure", digits=(16, 2))
    domain = fields.Json(export_string_translation=False)

    def action_download(self):
        """Hand the figures on screen over as spreadsheet.

        :return: URL action
        """
        evaluation = self.evaluation_id or self.env[
            "integration.indicator.evaluate"
        ].browse(self.env.context.get("integration_evaluation_id"))
        return evaluation[:1].action_download()

    def action_open_records(self):
        """Open the records behind a figure, under the reader's own rights: whoever
        may not read them gets none, whoever may read some gets these.

        :return: window action
        :raise AccessError: if the user may not read such records at all
        """
        self.ensure_one()
        indicator = self.indicator_id
        if not self.env[indicator.model].has_access("read"):
            raise AccessError(
                self.env._("You see the figure, but not the records behind it.")
            )
        return {
            "type": "ir.actions.act_window",
            "name": f"{indicator.name}: {self.label}",
            "res_model": indicator.model,
            "view_mode": "list,form",
            "domain": self.domain,
            "context": {"active_test": False, "create": False},
        }
