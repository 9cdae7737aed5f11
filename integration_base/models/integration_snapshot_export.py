import base64

from odoo import fields, models

from ..tools.spreadsheet import build_xlsx


class IntegrationSnapshot(models.Model):
    """A frozen table as spreadsheet, with its question and check sum."""

    _inherit = "integration.snapshot"

    xlsx_file = fields.Binary(compute="_compute_xlsx_file")

    def _compute_xlsx_file(self):
        for snapshot in self:
            snapshot.xlsx_file = base64.b64encode(snapshot._build_xlsx())

    def action_download(self):
        """:return: URL action on the table as spreadsheet."""
        self.ensure_one()
        name = f"{self.env._('figures')}_{self.date_from}_{self.date_to}.xlsx"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/xlsx_file/{name}?download=true",
            "target": "download",
        }

    def _build_xlsx(self):
        """:return: the table as spreadsheet, bytes."""
        self.ensure_one()
        heading = [
            self.name,
            self.company_id.name,
            self.env._("Check sum: %(digest)s", digest=self.digest),
            self._get_legend(),
        ]
        columns = [
            *(self.env._("Code"), self.env._("Indicator"), self.env._("Breakdown")),
            *(self.env._("Value of the breakdown"), self.env._("Figure")),
        ]
        rows = [
            (line.code, line.name, line.breakdown, line.label, line._get_cell())
            for line in self.line_ids
        ]
        definition_columns = [
            *(
                self.env._("Code"),
                self.env._("Indicator"),
                self.env._("What is counted"),
                self.env._("By which date"),
            ),
        ]
        definitions = [
            (row["code"], row["name"], row["description"], row["period_label"])
            for row in self.query
        ]
        return build_xlsx(
            self.env,
            self.name,
            [
                (self.env._("Figures"), heading, columns, rows),
                (
                    self.env._("Definitions"),
                    heading[:1],
                    definition_columns,
                    definitions,
                ),
            ],
        )

    def _get_legend(self):
        """:return: what the sign of hidden figures means."""
        return self.env._(
            "•: hidden, for it tells of 1 to %(limit)s persons or would give away such "
            "a figure",
            limit=self.small_cell_max,
        )
