from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class Link(NamedTuple):
    """A column by which records of one model point at those of another."""

    #: model that points, or that stands at the other end of a relation table
    model: str
    field: str
    #: many2one, many2many, reference or many2one_reference
    kind: str
    table: str
    column: str
    #: of a relation table: the column of the other end; of a many2one_reference: the
    #: column of the model's name
    other: str = ""


class IntegrationRecordMerge(models.AbstractModel):
    """Moves everything that points at one record over to another (C6).

    What points is found by introspection, so that no addon must declare it. Rows are
    changed in the database and not written: a merge is no work on them, it leaves their
    dates, authors and frozen texts alone. The sum of what points at the two is compared
    before and after.
    """

    _name = "integration.record.merge"
    _description = "Merge of two records"

    @api.model
    def _get_excluded_models(self):
        """:return: names of models whose rows stay: rights and the log of the past"""
        return {"integration.access", "integration.access.log"}

    @api.model
    def _get_links(self, name):
        """Find all columns that point at records of a model.

        :param str name: name of the model
        :return: list of :class:`Link`, ordered by model and field
        """
        links = {}
        for model in self.env.values():
            if (
                model._abstract
                or model._transient
                or not model._auto
                or model._table_query
                or model._name in self._get_excluded_models()
            ):
                continue
            for field in model._fields.values():
                link = field.store and self._get_link(model, field, name)
                if link:
                    # a relation table may be known from both of its ends
                    links.setdefault((link.table, link.column, link.other), link)
        return sorted(links.values())

    def _get_link(self, model, field, name):
        """:return: the link of one stored field, or None"""
        if field.type == "many2one" and field.comodel_name == name:
            if field.company_dependent:
                raise NotImplementedError(f"{field} points by company")
            return Link(model._name, field.name, field.type, model._table, field.name)
        if field.type == "many2many":
            if field.comodel_name == name:
                ends = (field.column2, field.column1)
                return Link(model._name, field.name, field.type, field.relation, *ends)
            if model._name == name:
                ends = (field.column1, field.column2)
                return Link(
                    field.comodel_name, field.name, field.type, field.relation, *ends
                )
        if field.type == "reference":
            return Link(model._name, field.name, field.type, model._table, field.name)
        if field.type == "many2one_reference":
            named = model._fields.get(field.model_field)
            if named and named.store:
                return Link(
                    *(model._name, field.name, field.type, model._table, field.name),
                    field.model_field,
                )
        return None

    @api.model
    def _count(self, links, record_ids, name):
        """Count what points at records, each row or pair once.

        :param list links: :class:`Link` of a model
        :param record_ids: ids of records of that model
        :param str name: name of that model
        :return: dict of link → number
        """
        self.env.flush_all()
        return {
            link: self.env.execute_query(
                SQL(
                    "SELECT COUNT(DISTINCT %s) FROM %s WHERE %s",
                    SQL.identifier(link.other if link.kind == "many2many" else "id"),
                    SQL.identifier(link.table),
                    self._get_condition(link, record_ids, name),
                )
            )[0][0]
            for link in links
        }

    def _get_condition(self, link, record_ids, name):
        column = SQL.identifier(link.column)
        if link.kind == "reference":
            return SQL("%s IN %s", column, tuple(f"{name},{i}" for i in record_ids))
        condition = SQL("%s IN %s", column, tuple(record_ids))
        if link.kind == "many2one_reference":
            of_model = SQL("%s = %s", SQL.identifier(link.other), name)
            condition = SQL("%s AND %s", of_model, condition)
        return condition

    @api.model
    def _move(self, source, target, kept_relations=()):
        """Let everything that points at one record point at another.

        :param source: record that nothing shall point at any more
        :param target: record of the same model
        :param kept_relations: relation tables whose rows of the source stay beside the
            new ones
        :return: dict of link → number of rows moved
        :raise UserError: if the sums before and after differ; nothing is moved then
        """
        name = target._name
        links = self._get_links(name)
        before = self._count(links, [source.id, target.id], name)
        moved = self._count(links, [source.id], name)
        touched = [
            (link, self._move_link(link, source.id, target.id, link.table, name))
            for link in links
            if moved[link] and link.table not in kept_relations
        ]
        touched += [
            (link, self._copy_pairs(link, source.id, target.id))
            for link in links
            if moved[link] and link.table in kept_relations
        ]
        self.env.invalidate_all(flush=False)
        stamps = self._read_stamps(touched)
        self._recompute(touched, source, target)
        self._restore_stamps(stamps)
        after = self._count(links, [target.id], name)
        left = self._count(links, [source.id], name)
        for link in links:
            expected = moved[link] if link.table in kept_relations else 0
            if after[link] != before[link] or left[link] != expected:
                raise UserError(
                    self.env._(
                        "The files were not joined: %(model)s would not be complete.",
                        model=self.env["ir.model"]._get(link.model).name,
                    )
                )
        return {link: number for link, number in moved.items() if number}

    def _move_link(self, link, source_id, target_id, table, name):
        """:return: ids of the rows, or of the other ends, that were moved"""
        if link.kind == "many2many":
            ids = self._copy_pairs(link, source_id, target_id)
            self.env.execute_query(
                SQL(
                    "DELETE FROM %s WHERE %s = %s RETURNING 1",
                    SQL.identifier(table),
                    SQL.identifier(link.column),
                    source_id,
                )
            )
            return ids
        value = f"{name},{target_id}" if link.kind == "reference" else target_id
        rows = self.env.execute_query(
            SQL(
                "UPDATE %s SET %s = %s WHERE %s RETURNING id",
                SQL.identifier(table),
                SQL.identifier(link.column),
                value,
                self._get_condition(link, [source_id], name),
            )
        )
        return [row[0] for row in rows]

    def _copy_pairs(self, link, source_id, target_id):
        rows = self.env.execute_query(
            SQL(
                "INSERT INTO %(table)s (%(column)s, %(other)s)"
                " SELECT %(target)s, %(other)s FROM %(table)s"
                " WHERE %(column)s = %(source)s"
                " ON CONFLICT DO NOTHING RETURNING %(other)s",
                table=SQL.identifier(link.table),
                column=SQL.identifier(link.column),
                other=SQL.identifier(link.other),
                source=source_id,
                target=target_id,
            )
        )
        return [row[0] for row in rows]

    def _read_stamps(self, touched):
        """:return: dict of table → rows of id, date and user of the last change"""
        found = {}
        for link, ids in touched:
            if link.kind != "many2many" and self.env[link.model]._log_access and ids:
                rows = self.env.execute_query(
                    SQL(
                        "SELECT id, write_date, write_uid FROM %s WHERE id = ANY(%s)",
                        SQL.identifier(link.table),
                        ids,
                    )
                )
                found.setdefault(link.table, set()).update(rows)
        return {table: rows for table, rows in found.items() if rows}

    def _restore_stamps(self, stamps):
        """Stored values worked out anew are no change made by the user."""
        for table, rows in stamps.items():
            ids, dates, users = (list(column) for column in zip(*rows, strict=True))
            self.env.execute_query(
                SQL(
                    "UPDATE %s t SET write_date = s.write_date, write_uid = s.write_uid"
                    " FROM UNNEST(%s::int[], %s::timestamp[], %s::int[])"
                    " s(id, write_date, write_uid) WHERE t.id = s.id RETURNING 1",
                    SQL.identifier(table),
                    ids,
                    dates,
                    users,
                )
            )
        self.env.invalidate_all(flush=False)

    def _recompute(self, touched, source, target):
        """Work out anew what is stored and depends on the columns moved."""
        for link, ids in touched:
            # sudo: brings stored values in line, shows nothing
            records = self.env[link.model].sudo().browse(ids)
            if link.field in records._fields:
                records.modified([link.field])
            # sudo: as above
            people = (source | target).sudo()
            inverse = [
                field.name
                for field in people._fields.values()
                if field.type == "one2many" and field.comodel_name == link.model
                if field.inverse_name == link.field
            ]
            if link.kind == "many2many":
                inverse += [
                    field.name
                    for field in people._fields.values()
                    if field.type == "many2many" and field.relation == link.table
                ]
            people.modified(inverse)
        self.env.flush_all()
