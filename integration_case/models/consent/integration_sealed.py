from odoo import api, models
from odoo.exceptions import AccessError, UserError


class Sealing:
    """Opens a sealed record for the engine.

    A context value that no remote caller can send: JSON has no such object.
    """


SEALING = Sealing()


class IntegrationSealed(models.AbstractModel):
    """A record that is evidence: made by the system, then never changed (C47).

    No edit, copy, import or deletion by any door, superuser mode included. Fields of
    ``_later_fields`` are filled once, later, by the methods of the model.

    Its fields are sealed when it is made, see ``integration.seal``.
    """

    _name = "integration.sealed"
    _inherit = ["integration.seal"]
    _description = "Sealed record"

    _later_fields = frozenset()

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("integration_sealing") is not SEALING:
            raise AccessError(self._get_sealed_message())
        records = super().create(vals_list)
        for record in records:
            record._seal()
        return records

    def write(self, vals):
        if self.env.context.get("integration_sealing") is not SEALING:
            self._refuse_change()
        if unknown := vals.keys() - self._later_fields:
            raise ValueError(f"Sealed fields of {self._name}: {sorted(unknown)}")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self._get_sealed_message())

    def copy(self, default=None):  # pylint: disable=method-required-super
        self._refuse_change()

    def _refuse_change(self):
        # who may not read a record learns nothing of its kind either
        self.check_access("read")
        raise UserError(self._get_sealed_message())

    def _get_sealed_message(self):
        return self.env._(
            "%(kind)s: this record is evidence. It is made by its dialog and stays as "
            "it is; nobody changes, copies or deletes it.",
            kind=self.env["ir.model"]._get(self._name).name,
        )

    def _for_engine(self):
        """:return: the records, open for the engine."""
        # sudo: callers are methods that have checked the right to the occasion
        return self.sudo().with_context(integration_sealing=SEALING)

    def _write_seal(self, vals):
        return super().write(vals)
