from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.integration_base.tools.names_compare import compare

PERSONS = 5000
PAIRS = 200
#: a key that more persons share says little
SHARED = 25


class IntegrationPersonDuplicate(models.TransientModel):
    """A pair of files that may be of one person, among those the user reads.

    Made anew whenever the list is opened; holds nothing but the two files and how
    alike they are.
    """

    _name = "integration.person.duplicate"
    _description = "Possible duplicate"
    _order = "likeness desc, id"

    person_id = fields.Many2one(
        "integration.person", "Client", required=True, readonly=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "integration.person",
        "Perhaps the same as",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    likeness = fields.Integer("Likeness of the names (%)", readonly=True)
    birth = fields.Selection(
        [
            ("same", "The same"),
            ("first_of_january", "The same, 1 January or estimated"),
            ("swapped", "Day and month exchanged"),
            ("year", "The same year, one of them estimated"),
            ("typing", "Almost the same"),
            ("unknown", "Missing in one of them"),
        ],
        "Dates of birth",
        readonly=True,
    )

    @api.model
    def action_search(self):
        """Look for pairs and show them.

        :return: action of the list
        """
        people = self.env["integration.person"]
        people.check_access("read")
        return self._show(self._find_pairs(people.search([], limit=PERSONS)))

    @api.model
    def _show(self, vals_list):
        """Replace the user's list.

        :param list vals_list: values of pairs whose files the user reads
        :return: action of the list
        """
        # sudo: the user's own list of last time
        self.sudo().search([("create_uid", "=", self.env.uid)]).unlink()
        # sudo: nobody creates such rows himself; both files were read by the user
        self.sudo().create(vals_list)
        return self._get_action()

    @api.model
    def _get_action(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_person_duplicate_action"
        )

    @api.model
    def _find_pairs(self, persons):
        """:return: values of rows, the likeliest pairs only"""
        told_apart = self.env["integration.person.distinct"]._get_pairs(persons)
        found = [
            vals
            for one, two in self._query_pairs(persons)
            if frozenset((one, two)) not in told_apart
            and (vals := self._prepare_vals(persons.browse(one), persons.browse(two)))
        ]
        return sorted(found, key=lambda vals: -vals["likeness"])[:PAIRS]

    @api.model
    def _prepare_vals(self, person, other):
        """:return: values of a row, or None if the two are hardly the same"""
        likeness = compare(person._describe(person), person._describe(other))
        if not likeness.is_likely:
            return None
        return {
            "person_id": person.id,
            "other_id": other.id,
            "likeness": round(likeness.name * 100),
            "birth": likeness.birth,
        }

    def _query_pairs(self, persons):
        """:return: pairs of ids that share a key few others have"""
        persons.flush_recordset(["match_keys"])
        return self.env.execute_query(
            SQL(
                """
                WITH keys AS (
                    SELECT id, key
                      FROM integration_person, jsonb_array_elements_text(match_keys) key
                     WHERE id = ANY(%(ids)s)
                ), rare AS (
                    SELECT key FROM keys GROUP BY key
                    HAVING COUNT(*) BETWEEN 2 AND %(shared)s
                )
                SELECT DISTINCT a.id, b.id
                  FROM rare
                  JOIN keys a USING (key)
                  JOIN keys b USING (key)
                 WHERE a.id < b.id
                """,
                ids=persons.ids,
                shared=SHARED,
            )
        )

    def action_merge(self):
        """:return: dialog to join the two"""
        self.ensure_one()
        return self.env["integration.person.merge"]._open(self.person_id, self.other_id)

    def action_distinct(self):
        """Note that the two are different persons."""
        for pair in self:
            pair.person_id._state_distinct(pair.other_id)
        # sudo: the user's own rows
        self.sudo().unlink()
        return self._get_action()

    def action_open(self):
        """:return: the first of the two files"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "integration.person",
            "res_id": self.person_id.id,
            "views": [(False, "form")],
        }
