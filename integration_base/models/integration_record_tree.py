from typing import NamedTuple

from odoo import api, models, tools
from odoo.tools import SQL

from .integration_record_merge import Link

#: rows of core whose own rows belong to the record as well
EXPANDED_MODELS = {"calendar.event", "calendar.recurrence", "mail.message"}


class Node(NamedTuple):
    """Rows of one model and class of data."""

    model: str
    data_class: str
    ids: set


class IntegrationRecordTree(models.AbstractModel):
    """Finds everything that hangs on records, by introspection of all models.

    What an addon lets point at a client belongs to her file from its first day: it is
    part of her copy and of her erasure without being declared.
    """

    _name = "integration.record.tree"
    _description = "What hangs on records"

    @api.model
    def _get_excluded_models(self):
        """:return: names of models whose rows are no part of a file: the access list
        and its log, names given to records
        """
        return {"integration.access", "integration.access.log", "ir.model.data"}

    @api.model
    @tools.ormcache()
    def _get_child_links(self):
        """:return: tuple: dict target → list of :class:`Link`, and the list of links
        that can lead to any model
        """
        by_target, to_any = {}, []
        excluded = self._get_excluded_models()
        officer = self.env.registry["integration.officer.row"]
        for model in self.env.values():
            if model._abstract or not model._auto or model._table_query:
                continue
            if model._name in excluded:
                continue
            for field in model._fields.values():
                if field.store and not field.company_dependent:
                    self._add_link(model, field, by_target, to_any)
            if issubclass(self.env.registry[model._name], officer):
                to_any.append(
                    Link(
                        *(model._name, "res_id", "many2one_reference", model._table),
                        *("res_id", "res_model"),
                    )
                )
        return by_target, to_any

    def _add_link(self, model, field, by_target, to_any):
        head = (model._name, field.name, field.type, model._table)
        if field.type == "many2one":
            by_target.setdefault(field.comodel_name, []).append(Link(*head, field.name))
        elif field.type == "many2many" and model._transient:
            # a dialog about several records
            link = Link(*head[:3], field.relation, field.column2, field.column1)
            by_target.setdefault(field.comodel_name, []).append(link)
        elif field.type == "reference":
            to_any.append(Link(*head, field.name))
        elif field.type == "many2one_reference":
            named = model._fields.get(field.model_field)
            if named and named.store:
                to_any.append(Link(*head, field.name, field.model_field))

    @api.model
    def _is_expanded(self, name):
        model = self.env[name]
        return (
            model._transient
            or name in EXPANDED_MODELS
            or self.env["integration.protected"]._is_protected_model(name)
        )

    @api.model
    def _collect(self, roots):
        """Collect the rows that hang on records, directly or through others.

        :param list roots: tuples of records and class of their data
        :return: dict (model, class of data) → set of ids, parents before what hangs on
            them; of a row without a class of its own it is that of its parent
        """
        self.env.flush_all()
        by_target, to_any = self._get_child_links()
        seen, tree = {}, {}
        queue = []

        def add(model, ids, data_class):
            known = seen.setdefault(model, set())
            new = set(ids) - known
            if new:
                known |= new
                tree.setdefault((model, data_class), set()).update(new)
                queue.append(Node(model, data_class, new))

        for records, data_class in roots:
            own = records._get_erasure_class() or data_class
            add(records._name, records.ids, own)
        while queue:
            node = queue.pop(0)
            for link in (*by_target.get(node.model, ()), *to_any):
                ids = self._find(link, node)
                if ids:
                    own = self.env[link.model]._get_erasure_class() or node.data_class
                    self._add_if_expanded(link.model, ids, own, add, seen, tree)
            if node.model == "mail.message":
                add("ir.attachment", self._find_uploads(node.ids), node.data_class)
        return tree

    def _add_if_expanded(self, model, ids, data_class, add, seen, tree):
        if self._is_expanded(model):
            return add(model, ids, data_class)
        known = seen.setdefault(model, set())
        if new := set(ids) - known:
            known |= new
            tree.setdefault((model, data_class), set()).update(new)

    def _find(self, link, node):
        """:return: ids of the rows that point at those of a node by a link"""
        column = SQL.identifier(link.column)
        if link.kind == "reference":
            texts = [f"{node.model},{record_id}" for record_id in node.ids]
            condition = SQL("%s = ANY(%s)", column, texts)
        else:
            condition = SQL("%s = ANY(%s)", column, list(node.ids))
        if link.kind == "many2one_reference":
            of_model = SQL("%s = %s", SQL.identifier(link.other), node.model)
            condition = SQL("%s AND %s", of_model, condition)
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT %s FROM %s WHERE %s",
                SQL.identifier(link.other if link.kind == "many2many" else "id"),
                SQL.identifier(link.table),
                condition,
            )
        )
        return [row[0] for row in rows]

    def _find_uploads(self, message_ids):
        """:return: ids of the files of messages"""
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT attachment_id FROM message_attachment_rel"
                " WHERE message_id = ANY(%s)",
                list(message_ids),
            )
        )
        return [row[0] for row in rows]
