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
    value = fields.Float("Figures added up", digits=(16, 2))
    # a total and its parts, or two indicators, must not be added up in a list
    figure = fields.Float("Figure", related="value", aggregator=None)
    domain = fields.Json(export_string_translation=False)

    def action_freeze(self):
        """Freeze the figures on screen, to hand them on.

        :return: window action on the frozen table
        """
        evaluation = self.evaluation_id or self.env[
            "integration.indicator.evaluate"
        ].browse(self.env.context.get("integration_evaluation_id"))
        return evaluation[:1].action_freeze()

    def action_open_breakdown(self):
        """Open the parts of a total.

        :return: window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.indicator_id.name,
            "res_model": self._name,
            "view_mode": "list,kanban,graph,pivot",
            "mobile_view_mode": "kanban",
            "domain": [
                ("evaluation_id", "=", self.evaluation_id.id),
                ("indicator_id", "=", self.indicator_id.id),
                ("breakdown_id", "!=", False),
            ],
            "context": {
                "integration_evaluation_id": self.evaluation_id.id,
                "search_default_group_breakdown": 1,
            },
        }

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
