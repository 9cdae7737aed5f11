from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

#: fields of a person that a merge sets itself
KEPT_FIELDS = {
    "active",
    "company_id",
    "former_references",
    "merged_by_id",
    "merged_into_id",
    "merged_on",
    "reference",
}
#: what both files cover stays readable through the cases of each
CASE_RELATION = "integration_case_person_rel"


class IntegrationPerson(models.Model):
    """Joining two files of one person (C6).

    The file given up stays: archived, as it was, with a pointer to the one kept, and
    readable through the cases it came with. All that pointed at it points at the file
    kept.
    """

    _inherit = "integration.person"
    _rec_names_search = [
        "reference",
        "name",
        "name_native",
        "phone_search",
        "former_references",
    ]

    merged_into_id = fields.Many2one(
        "integration.person",
        "Joined into",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    merged_on = fields.Datetime("Joined on", readonly=True, copy=False)
    merged_by_id = fields.Many2one(
        "res.users", "Joined by", readonly=True, copy=False, index="btree_not_null"
    )
    former_references = fields.Char(
        "Earlier numbers",
        readonly=True,
        copy=False,
        index="trigram",
        help="Numbers of files that were joined into this one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # files are opened in sudo with values that a user hands in
        system = {*KEPT_FIELDS, "match_keys"} - {"active", "company_id", "reference"}
        return super().create(
            [{k: v for k, v in vals.items() if k not in system} for vals in vals_list]
        )

    def write(self, vals):
        if not self.env.su:
            if KEPT_FIELDS & vals.keys() - {"active"}:
                raise AccessError(self.env._("These fields are kept by the system."))
            self._check_not_merged()
        return super().write(vals)

    @api.model
    def _get_merge_fields(self):
        """:return: names of the fields whose value is chosen in a merge"""
        return [
            name
            for name, field in self._fields.items()
            if field.store
            and not field.compute
            and not field.readonly
            and field.type not in ("one2many", "many2many")
            and name not in KEPT_FIELDS
            and name not in models.MAGIC_COLUMNS
        ]

    def _check_may_merge(self, kept):
        """:raise UserError: if these two files cannot be joined by this user"""
        self.ensure_one()
        kept.ensure_one()
        both = self | kept
        both.check_access("read")
        both.check_access("write")
        if self == kept:
            raise UserError(self.env._("Please choose two different files."))
        if self.company_id != kept.company_id:
            raise UserError(self.env._("Files of two authorities are never joined."))
        both._check_not_merged()
        if kept in self._get_distinct_persons():
            raise UserError(
                self.env._(
                    "It was noted that these are not the same person. Please revoke "
                    "that first."
                )
            )

    def _merge_into(self, kept, values=None):
        """Join this file into another of the same person.

        :param kept: the file that remains
        :param dict values: values the file kept takes over
        :return: dict of link → number of rows moved, see
            :meth:`integration.record.merge._move`
        :raise UserError: if somebody joins one of them just now or has done so
        """
        self._check_may_merge(kept)
        try:
            # sudo: locks the rows only
            (self | kept).sudo().lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Somebody is working on joining these files just now.")
            ) from error
        self.invalidate_recordset()
        kept.invalidate_recordset()
        self._check_may_merge(kept)
        self._check_no_conflict(kept)
        unknown = set(values or {}) - set(self._get_merge_fields())
        if unknown:
            raise AccessError(self.env._("These fields are kept by the system."))
        if values:
            kept.write(values)
        # sudo: moves all that hangs on a file the user may write, also what he may not
        # read; nothing of it is returned but numbers
        moved = (
            self.env["integration.record.merge"]
            .sudo()
            ._move(self.sudo(), kept.sudo(), (CASE_RELATION,))
        )
        self._archive_merged(kept)
        self._tell_cases(kept)
        return moved

    def _check_no_conflict(self, other):
        """Nobody gets to see, by joining, a person whose case she is excluded from.

        :raise UserError: if a reader of one file is excluded from a case of the other
        """
        for person, joined in ((self, other), (other, self)):
            # sudo: asks for exclusions from cases the user may write
            for case in person.sudo().case_ids:
                case._check_unlocked(person._get_new_readers(joined))

    def _archive_merged(self, kept):
        references = [kept.former_references, self.reference, self.former_references]
        # sudo: fields that only a merge writes
        kept.sudo().former_references = " ".join(filter(None, references))
        # sudo: as above
        self.sudo().write(
            {
                "active": False,
                "merged_into_id": kept.id,
                "merged_on": fields.Datetime.now(),
                "merged_by_id": self.env.uid,
            }
        )

    def _tell_cases(self, kept):
        """Tell those who work the cases, by references only."""
        # sudo: also in cases of this client that the user cannot read
        for case in kept.sudo().case_ids:
            case._message_log(
                body=self.env._(
                    "File %(reference)s was joined into %(kept)s. Whoever reads a case "
                    "of this client reads the personal data of both.",
                    reference=self.reference,
                    kept=kept.reference,
                )
            )

    def _get_new_readers(self, other):
        """:return: users who will see this file's personal data by joining the other"""
        # sudo: names colleagues to whoever may write both files, no client data
        mine, others = (
            self.env["res.users"].sudo().union(*(c._get_readers() for c in p.case_ids))
            for p in (self.sudo(), other.sudo())
        )
        return others - mine

    def _get_kept(self):
        """:return: the file that goes on: this one, or the one it was joined into"""
        self.ensure_one()
        person = self
        # sudo: follows pointers between files of one client
        while kept := person.sudo().merged_into_id:
            person = kept.with_env(self.env)
        return person

    def action_merge(self):
        """Join the two files selected in a list.

        :return: dialog with what will happen
        """
        self.check_access("write")
        if len(self) != 2:
            raise UserError(self.env._("Please select two files."))
        kept, merged = self.sorted("id")
        return self.env["integration.person.merge"]._open(kept, merged)

    def action_show_duplicates(self):
        """:return: list of the files the user reads that may be of the same person"""
        self.ensure_one()
        self.check_access("read")
        people = self.with_company(self.company_id)
        found = people._find_similar([self._describe(self)], self._get_own_persons())[0]
        pairs = self.env["integration.person.duplicate"]
        return pairs._show(
            [
                vals
                for other in found._filtered_access("read")
                if (vals := pairs._prepare_vals(self, other))
            ]
        )

    def action_open_kept(self):
        """:return: action of the file this one was joined into"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.merged_into_id.id,
            "views": [(False, "form")],
        }
