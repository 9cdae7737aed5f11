from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class IntegrationPerson(models.Model):
    """A person whose data were erased: the row stays for the figures, empty (C71)."""

    _inherit = "integration.person"

    erased_on = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    erased_classes = fields.Char(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Codes of the classes of data that were erased, between commas.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        system = {"erased_on", "erased_classes"}
        return super().create(
            [{k: v for k, v in vals.items() if k not in system} for vals in vals_list]
        )

    def write(self, vals):
        if {"erased_on", "erased_classes"} & vals.keys():
            raise UserError(self.env._("These fields are kept by the system."))
        self._check_not_erased()
        return super().write(vals)

    def _check_not_erased(self):
        """:raise UserError: for a person whose data were erased"""
        for person in self:
            if person.erased_on:
                raise UserError(
                    self.env._(
                        "%(reference)s was erased on %(date)s.",
                        reference=person.reference,
                        date=fields.Datetime.to_string(person.erased_on),
                    )
                )

    def _get_erased_classes(self):
        """:return: set of codes of the classes of data erased"""
        self.ensure_one()
        return set(filter(None, (self.erased_classes or "").split(",")))

    def _get_file_persons(self):
        """:return: the person and all files that were joined into hers"""
        # sudo: files joined are archived and belong to the person the caller holds
        people = self.sudo().with_context(active_test=False)
        found = joined = people
        while joined:
            joined = people.search([("merged_into_id", "in", joined.ids)]) - found
            found |= joined
        return found

    def _get_own_cases(self):
        """:return: all episodes of the person, closed ones too"""
        # sudo: as above
        cases = self.env["integration.case"].sudo().with_context(active_test=False)
        return cases.search([("person_id", "in", self.ids)])

    def _get_file_tree(self):
        """Collect everything that hangs on the person, her joined files and her cases.

        :return: dict (model, class of data) → set of ids, see
            :meth:`integration.record.tree._collect`
        """
        people = self._get_file_persons()
        roots = [(people, "contact"), (people._get_own_cases(), "counselling")]
        # sudo: gives ids to the engine; what is shown of them is decided there
        return self.env["integration.record.tree"].sudo()._collect(roots)

    def _mark_erased(self, classes):
        """Note what was erased; a file without name leaves all lists.

        :param set classes: codes of classes of data
        """
        self.env.flush_all()
        for person in self:
            codes = ",".join(sorted(person._get_erased_classes() | classes))
            self.env.execute_query(
                SQL(
                    "UPDATE integration_person SET erased_classes = %s WHERE id = %s"
                    " RETURNING 1",
                    *(codes, person.id),
                )
            )
        if "contact" in classes:
            for table, records in (
                ("integration_person", self),
                ("integration_case", self._get_own_cases()),
            ):
                self._archive_erased(table, records)
        self.env.invalidate_all(flush=False)

    def _archive_erased(self, table, records):
        stamp = SQL("now() at time zone 'UTC'")
        extra = SQL(", erased_on = %s", stamp) if records._name == self._name else SQL()
        self.env.execute_query(
            SQL(
                "UPDATE %s SET active = FALSE%s WHERE id = ANY(%s) RETURNING 1",
                *(SQL.identifier(table), extra, records.ids),
            )
        )


class IntegrationPersonFact(models.AbstractModel):
    _inherit = "integration.person.fact"

    @api.constrains("person_id")
    def _check_person_not_erased(self):
        self.person_id._check_not_erased()

    def write(self, vals):
        self.person_id._check_not_erased()
        return super().write(vals)


class IntegrationCase(models.Model):
    _inherit = "integration.case"

    @api.constrains("person_id")
    def _check_person_not_erased(self):
        # sudo: names the reference only
        self.sudo().person_id._check_not_erased()

    def write(self, vals):
        # sudo: as above
        self.sudo().person_id._check_not_erased()
        return super().write(vals)


class IntegrationCaseFact(models.AbstractModel):
    _inherit = "integration.case.fact"

    @api.constrains("case_id")
    def _check_person_not_erased(self):
        # sudo: as above
        self.sudo().person_id._check_not_erased()

    def write(self, vals):
        # sudo: as above
        self.sudo().person_id._check_not_erased()
        return super().write(vals)
