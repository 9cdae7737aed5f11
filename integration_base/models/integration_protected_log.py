from odoo import api, models

from .integration_read_logged import read_write
from .integration_reference_guard import LINKED_MODELS


class IntegrationProtected(models.AbstractModel):
    """Every look at a protected record is logged (C66).

    A look is what the ORM fetches in the user's own rights, what a read method
    returns and what a name on a screen shows; superuser mode inside the server hands
    nothing to the user and is not logged.
    """

    _name = "integration.protected"
    _inherit = ["integration.protected", "integration.read.logged"]

    def _log_look(self):
        log = self.env["integration.access.log"]
        ids = [record_id for record_id in self._ids if isinstance(record_id, int)]
        if ids and log._is_looking():
            log._collect("read", self._name, ids)

    def _log_grouped_read(self):
        log = self.env["integration.access.log"]
        if log._is_looking():
            log._collect("group", self._name)

    def _fetch_query(self, query, fields):
        records = super()._fetch_query(query, fields)
        if any(field.name != "id" for field in fields):
            records._log_look()
        return records

    @read_write
    def read(self, fields=None, load="_classic_read"):
        result = super().read(fields, load)
        self._log_look()  # also what the cache held already
        return result

    @api.model
    def _log_refusal(self, records):
        """Note an attempt that is being refused (C66).

        :param records: what was asked for; of ordinary models, only rows that belong
            to a protected record count
        """
        log = self.env["integration.access.log"]
        if not log._is_looking():
            return
        if records._name in LINKED_MODELS:
            records = self.env["integration.reference.guard"]._filter_linked(records)
            if not records:
                return
        elif not self._is_protected_model(records._name):
            return
        log._collect("refused", records._name, records.ids)
