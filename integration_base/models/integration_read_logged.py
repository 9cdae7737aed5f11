from odoo import api, models


def read_write(method):
    """Declare that a read method needs a cursor that can write.

    With a replica, and in tests, core runs its read methods on a read-only cursor,
    where the log's insert would fail (``api.readonly``, ``web/controllers/dataset.py``).
    """
    method._readonly = False
    return method


class IntegrationReadLogged(models.AbstractModel):
    """Reads of the model are logged: they run on a cursor that can write."""

    _name = "integration.read.logged"
    _description = "Model whose reads are logged"

    def _log_grouped_read(self):
        """Hook: note that records were counted or grouped."""

    @read_write
    def read(self, fields=None, load="_classic_read"):
        return super().read(fields, load)

    @read_write
    def web_read(self, specification):
        return super().web_read(specification)

    @api.model
    @read_write
    def search_read(
        self, domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs
    ):
        return super().search_read(domain, fields, offset, limit, order, **read_kwargs)

    @api.model
    @read_write
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        return super().search_fetch(domain, field_names, offset, limit, order)

    @api.model
    @read_write
    def web_search_read(
        self,
        domain,
        specification,
        offset=0,
        limit=None,
        order=None,
        count_limit=None,
    ):
        return super().web_search_read(
            domain, specification, offset, limit, order, count_limit
        )

    @api.model
    @read_write
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        return super().name_search(name, domain, operator, limit)

    @api.model
    @read_write
    def web_name_search(
        self, name, specification, domain=None, operator="ilike", limit=100
    ):
        return super().web_name_search(name, specification, domain, operator, limit)

    @api.model
    @read_write
    @api.deprecated("Since 19.0, as core's own")
    def read_group(
        self, domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True
    ):
        self._log_grouped_read()
        return super().read_group(domain, fields, groupby, offset, limit, orderby, lazy)

    @api.model
    @read_write
    def formatted_read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        self._log_grouped_read()
        return super().formatted_read_group(
            domain, groupby, aggregates, having, offset, limit, order
        )

    @api.model
    @read_write
    def formatted_read_grouping_sets(
        self, domain, grouping_sets, aggregates=(), *, order=None
    ):
        self._log_grouped_read()
        return super().formatted_read_grouping_sets(
            domain, grouping_sets, aggregates, order=order
        )

    @api.model
    @read_write
    def web_read_group(
        self,
        domain,
        groupby,
        aggregates=(),
        limit=None,
        offset=0,
        order=None,
        *,
        auto_unfold=False,
        opening_info=None,
        unfold_read_specification=None,
        unfold_read_default_limit=80,
        groupby_read_specification=None,
    ):
        self._log_grouped_read()
        return super().web_read_group(
            domain,
            groupby,
            aggregates,
            limit,
            offset,
            order,
            auto_unfold=auto_unfold,
            opening_info=opening_info,
            unfold_read_specification=unfold_read_specification,
            unfold_read_default_limit=unfold_read_default_limit,
            groupby_read_specification=groupby_read_specification,
        )

    @api.model
    @read_write
    def read_progress_bar(self, domain, group_by, progress_bar):
        self._log_grouped_read()
        return super().read_progress_bar(domain, group_by, progress_bar)
