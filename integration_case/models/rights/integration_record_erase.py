from odoo import models
from odoo.tools import SQL


class IntegrationRecordErase(models.AbstractModel):
    _inherit = "integration.record.erase"

    def _empty(self, node):
        result = super()._empty(node)
        if node.model == "integration.import.row":
            self._empty_samples(node.ids)
        return result

    def _empty_samples(self, row_ids):
        """The columns of an upload show some of its cells as samples."""
        self.env.execute_query(
            SQL(
                "UPDATE integration_import_column SET sample = NULL WHERE import_id IN"
                " (SELECT import_id FROM integration_import_row WHERE id = ANY(%s))"
                " RETURNING 1",
                list(row_ids),
            )
        )
