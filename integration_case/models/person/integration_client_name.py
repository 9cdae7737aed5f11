from odoo import api, fields, models


class IntegrationClientName(models.AbstractModel):
    """The client's name beside a record's reference, for those who may read it.

    Not a related field: those are read in sudo when ordered or grouped by. The name
    is fetched in the reader's own rights and ordered through the client.
    """

    _name = "integration.client.name"
    _description = "Shows the client's name to the entitled"

    client_name = fields.Char(
        "Name of the client",
        compute="_compute_client_name",
        search="_search_client_name",
        compute_sudo=False,
    )

    @api.depends("person_id.name")
    @api.depends_context("uid")
    def _compute_client_name(self):
        for record in self:
            record.client_name = record.person_id.name

    def _search_client_name(self, operator, value):
        return [("person_id.name", operator, value)]

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name == "client_name":
            field_name = "person_id"  # ordered by name
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
