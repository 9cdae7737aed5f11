from odoo import api, models


class IntegrationGated(models.AbstractModel):
    """A fact of the voluntary profile: there only while a basis holds (C54).

    Its heir names the class of its data in ``_integration_data_class`` and has a
    global rule ``basis_now('<class>')``: reading, searching, grouping, entering and
    deleting end with the consent, in the same moment.
    """

    _name = "integration.gated"
    _description = "Fact that needs a basis"

    _integration_data_class = None

    @api.model
    def _get_counted_domain(self):
        """:return: domain of the rows that figures may count, asked past the rights"""
        classes = self.env["integration.data.class"]
        return classes._get_basis_domain(self._integration_data_class)
