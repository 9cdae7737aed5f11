from odoo import api, fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from odoo.addons.integration_base.tools.names import make_keys
from odoo.addons.integration_base.tools.names_compare import Description, compare

CANDIDATES = 500
KEY_FIELDS = ("first_name", "last_name", "name_native", "birth_date")
#: what is compared beside the names
OTHER_FIELDS = ("birth_date_estimated", "nationality_id")


class IntegrationPerson(models.Model):
    """Finds persons who may be the same, across spellings and scripts (C4)."""

    _name = "integration.person"
    _inherit = ["integration.person", "integration.duplicate.hint"]

    match_keys = fields.Json(
        compute="_compute_match_keys",
        store=True,
        prefetch=False,
        copy=False,
        groups=NO_ACCESS,
        export_string_translation=False,
        help="By which the look-up finds the person; as confidential as the name.",
    )

    _match_keys_idx = models.Index("USING gin (match_keys)")

    @api.depends(*KEY_FIELDS)
    def _compute_match_keys(self):
        for person in self:
            person.match_keys = make_keys(*(person[name] for name in KEY_FIELDS))

    @api.model
    def _describe(self, record):
        """:return: :class:`Description` of a person or of a form about one"""
        values = {
            name: record[name] for name in KEY_FIELDS + OTHER_FIELDS if name in record
        }
        return self._describe_values(values)

    @api.model
    def _describe_values(self, values):
        """:return: :class:`Description` of values as they are written to a person"""
        country = values.get("nationality_id")
        return Description(
            values.get("first_name") or "",
            values.get("last_name") or "",
            values.get("name_native") or "",
            fields.Date.to_date(values.get("birth_date")) or None,
            bool(values.get("birth_date_estimated")),
            # voluntary, and not given for this
            "",
            str(getattr(country, "id", country) or ""),
        )

    @api.model
    def _find_similar(self, descriptions, own=None, narrow=False):
        """Find the persons of the company who may be those described: one query.

        Whether the user may read them is not asked here: callers keep persons apart
        with ``_filtered_access`` before they show anything.

        :param list descriptions: :class:`Description` of each person sought
        :param own: persons left out
        :param bool narrow: look only for the same date of birth or two names in common,
            as for many rows at once
        :return: list of recordsets, the likeliest person first
        """
        keys = [set(make_keys(*described[:4])) for described in descriptions]
        if narrow:
            keys = [{key for key in some if key[0] != "y"} for some in keys]
        wanted = set().union(*keys)
        if not wanted:
            return [self.browse() for _described in descriptions]
        rows = self._query_candidates(sorted(wanted), own or self.browse())
        found = []
        for described, some in zip(descriptions, keys, strict=True):
            scored = []
            for person_id, row_keys, *values in rows:
                if some.isdisjoint(row_keys):
                    continue
                likeness = compare(described, Description(*values))
                if likeness.is_likely:
                    scored.append((-likeness.margin, person_id))
            found.append(self.browse([person_id for _m, person_id in sorted(scored)]))
        return found

    def _query_candidates(self, keys, own):
        """:return: rows of id, keys and the values of a :class:`Description`"""
        self.flush_model(
            [*KEY_FIELDS, *OTHER_FIELDS, "match_keys", "company_id", "merged_into_id"]
        )
        # the same date of birth first, if there are too many
        return self.env.execute_query(
            SQL(
                """
                SELECT id, match_keys, COALESCE(first_name, ''), last_name,
                       COALESCE(name_native, ''), birth_date,
                       COALESCE(birth_date_estimated, FALSE), '',
                       COALESCE(nationality_id::text, '')
                  FROM integration_person
                 WHERE match_keys ?| %(keys)s
                   AND company_id = %(company)s
                   AND merged_into_id IS NULL
                   AND id != ALL(%(own)s)
              ORDER BY match_keys ?| %(days)s DESC, id
                 LIMIT %(limit)s
                """,
                keys=keys,
                company=self.env.company.id,
                own=own.ids,
                days=[key for key in keys if key[0] == "d"],
                limit=CANDIDATES * max(1, len(keys) // 50),
            )
        )

    def _is_born_on(self, date):
        """:return: whether this is the date of birth, day and month in any order"""
        self.ensure_one()
        born = self.birth_date
        return bool(born) and (
            born == date
            or (born.year, born.day, born.month) == (date.year, date.month, date.day)
        )

    # ------------------------------------------------------------------
    # Hint while the name is changed
    # ------------------------------------------------------------------

    def _wants_duplicate_hint(self):
        origin = self._origin
        return bool(origin and self.last_name) and any(
            self[name] != origin[name] for name in KEY_FIELDS
        )

    def _get_own_persons(self):
        person = self._origin or self
        return person | person._get_distinct_persons()

    def _get_hint_company(self):
        return self.company_id or super()._get_hint_company()
