from odoo import models


class IrModelFields(models.Model):
    """Fields made on screen: a related one reads in superuser mode, wherever it lies."""

    _name = "ir.model.fields"
    _inherit = ["ir.model.fields", "integration.rights.watch"]

    def _filter_watched(self):
        return self.filtered(
            lambda field: (
                field.state == "manual"
                and (
                    field.related
                    or field.compute
                    or self._is_watched_model(field.model)
                    or self._is_watched_model(field.relation)
                )
            )
        )
