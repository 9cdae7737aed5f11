import json
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from .integration_record_tree import Node

EMPTY = "–"
ERASED_TYPES = ("char", "text", "html", "json", "properties", "binary")
#: rows of core that are nothing but text about their record: they go whole
DELETED_MODELS = {
    "ir.attachment",
    "mail.activity",
    "mail.followers",
    "mail.link.preview",
    "mail.mail",
    "mail.message",
    "mail.message.link.preview",
    "mail.message.reaction",
    "mail.message.schedule",
    "mail.message.translation",
    "mail.notification",
    "mail.scheduled.message",
    "mail.tracking.value",
}
#: texts of core's rows that tell how, not what
CORE_KEPT = {
    "calendar.event": {"res_model"},
    "calendar.recurrence": {"event_tz", "name", "rrule"},
}
#: tables that keep texts for a while without saying of whom
SINKS = (
    ("ir_logging", "message"),
    ("bus_bus", "message"),
    ("mail_push", "payload"),
)
SHORTEST_WORD = 4


class Erased(NamedTuple):
    """What an erasure did to the rows of one model."""

    model: str
    data_class: str
    count: int
    deleted: bool


class IntegrationRecordErase(models.AbstractModel):
    """Erases what hangs on records and leaves the rows that figures count (C71, C72).

    Texts, files and JSON values are emptied in place; messages, files, activities and
    dialogs go whole. Rows are changed in the database and not written: what is evidence
    refuses every change, in superuser mode too, and erasure is its one exception. The
    caller has checked that it may be, and has locked the records.
    """

    _name = "integration.record.erase"
    _inherit = ["integration.record.tree"]
    _description = "Erasure of what hangs on records"

    @api.model
    def _is_deleted(self, model):
        """:return: whether rows of a model go whole"""
        return self.env[model]._transient or model in DELETED_MODELS

    @api.model
    def _get_erased_fields(self, model):
        """:return: list of the fields of a model that an erasure empties"""
        records = self.env[model]
        kept = records._get_erasure_kept_fields() | CORE_KEPT.get(model, set())
        return [
            field
            for field in records._fields.values()
            if field.store
            and field.column_type
            and field.type in ERASED_TYPES
            and not field.company_dependent
            and field.name not in kept
        ]

    @api.model
    def _erase(self, tree, classes, words=()):
        """Erase the rows of a tree that belong to some classes of data.

        :param dict tree: see :meth:`integration.record.tree._collect`
        :param set classes: codes of classes of data
        :param words: further texts to be looked for where no link leads
        :return: list of :class:`Erased`
        """
        self.env.flush_all()
        nodes = [
            Node(model, data_class, ids)
            for (model, data_class), ids in tree.items()
            if data_class in classes
        ]
        words = sorted({*self._get_words(nodes), *words})
        done = []
        for node in nodes:
            if not self._is_deleted(node.model):
                self._empty(node)
                done.append(Erased(*node[:2], len(node.ids), False))
        # what points at a row goes before it
        for node in reversed(nodes):
            if self._is_deleted(node.model):
                self._delete(node)
                done.append(Erased(*node[:2], len(node.ids), True))
        self._clear_sinks(words)
        self.env.invalidate_all(flush=False)
        self.env.registry.clear_cache()
        return done

    def _empty(self, node):
        records = self.env[node.model]
        names = self._get_erased_fields(node.model)
        values = {field.name: self._get_empty(field) for field in names}
        values.update(records._prepare_erasure_values([f.name for f in names]))
        if not values:
            return
        self.env.execute_query(
            SQL(
                "UPDATE %s SET %s WHERE id = ANY(%s) RETURNING 1",
                SQL.identifier(records._table),
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), value)
                    for name, value in values.items()
                ),
                list(node.ids),
            )
        )

    @api.model
    def _get_empty(self, field):
        """:return: SQL of the value an erased field holds"""
        if not field.required:
            return SQL("NULL")
        if field.type == "binary":
            return SQL("''::bytea")
        if field.type in ("json", "properties"):
            return SQL("'{}'::jsonb")
        if field.translate:
            return SQL("%s::jsonb", json.dumps({"en_US": EMPTY}))
        return SQL("%s", EMPTY)

    def _delete(self, node):
        table = SQL.identifier(self.env[node.model]._table)
        ids = list(node.ids)
        if node.model == "ir.attachment":
            files = self.env.execute_query(
                SQL(
                    "SELECT DISTINCT store_fname FROM %s WHERE id = ANY(%s)"
                    " AND store_fname IS NOT NULL",
                    table,
                    ids,
                )
            )
            self.env["ir.attachment"]._forget_files([name for (name,) in files])
        self.env.execute_query(
            SQL("DELETE FROM %s WHERE id = ANY(%s) RETURNING 1", table, ids)
        )

    # ------------------------------------------------------------------
    # Texts that stand where no link leads
    # ------------------------------------------------------------------

    def _get_words(self, nodes):
        """:return: list of the texts that are about to be erased"""
        words = set()
        for node in nodes:
            model = self.env[node.model]
            for field in self._get_erased_fields(node.model):
                if field.type not in ("char", "text") or field.translate:
                    continue
                rows = self.env.execute_query(
                    SQL(
                        "SELECT DISTINCT %(column)s FROM %(table)s"
                        " WHERE id = ANY(%(ids)s) AND length(%(column)s) >= %(least)s",
                        column=SQL.identifier(field.name),
                        table=SQL.identifier(model._table),
                        ids=list(node.ids),
                        least=SHORTEST_WORD,
                    )
                )
                words |= {word for (word,) in rows}
        return sorted(words)

    def _clear_sinks(self, words):
        """Remove rows without a link in which one of the texts stands."""
        if not words:
            return
        # payloads of the bus are JSON
        forms = {*words, *(json.dumps(word)[1:-1] for word in words)}
        for table, column in SINKS:
            self.env.execute_query(
                SQL(
                    "DELETE FROM %s WHERE EXISTS (SELECT FROM UNNEST(%s) word"
                    " WHERE POSITION(word IN %s) > 0) RETURNING 1",
                    SQL.identifier(table),
                    sorted(forms),
                    SQL.identifier(column),
                )
            )
        for model in self.env.values():
            if model._transient and model._name.startswith("integration."):
                self._clear_dialogs(model, words)

    def _clear_dialogs(self, model, words):
        """Remove dialogs left open into which one of the texts was typed."""
        columns = [
            SQL("%s = ANY(%s)", SQL.identifier(field.name), words)
            for field in model._fields.values()
            if field.store and field.type in ("char", "text") and not field.translate
        ]
        if columns:
            self.env.execute_query(
                SQL(
                    "DELETE FROM %s WHERE %s RETURNING 1",
                    SQL.identifier(model._table),
                    SQL(" OR ").join(columns),
                )
            )
