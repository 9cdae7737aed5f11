from odoo import fields, models


class IntegrationPerson(models.Model):
    """The accesses of a client; shut when her file is joined or erased."""

    _inherit = "integration.person"

    door_ids = fields.One2many("integration.door", "person_id", "Client's access")

    def _shut_doors(self):
        """End all accesses of these clients now; to be called before an erasure."""
        # sudo: ends what was opened, shows nothing
        self.sudo().with_context(active_test=False).door_ids._shut()

    def _archive_merged(self, kept):
        # both: neither client has agreed to the other's file being shown
        (self | kept)._shut_doors()
        return super()._archive_merged(kept)
