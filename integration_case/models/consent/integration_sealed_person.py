from odoo import api, fields, models


class IntegrationSealedPerson(models.AbstractModel):
    """Evidence about a client, which goes on with her when two files are joined (C6).

    ``person_id`` is the file that goes on and may be moved by a merge alone, see
    ``integration.record.merge``. The number of the file the record was made in is
    sealed: what was signed for which file stays as it was.
    """

    _name = "integration.sealed.person"
    _inherit = ["integration.sealed"]
    _description = "Sealed record of a client"

    file_number = fields.Char(
        "File it was given in",
        readonly=True,
        copy=False,
        help="Number of the client's file on that day; the file may have been joined "
        "into another one since.",
    )

    @api.constrains("person_id")
    def _check_person_not_merged(self):
        self.person_id._check_not_merged()

    @api.model_create_multi
    def create(self, vals_list):
        # sudo: copies a number onto rows that the rules check
        people = self.env["integration.person"].sudo()
        for vals in vals_list:
            vals["file_number"] = people.browse(vals.get("person_id")).reference
        return super().create(vals_list)

    def _get_broken_seals(self):
        broken = super()._get_broken_seals()
        # sudo: compares numbers of files, gives back names of fields
        for record in self.sudo():
            sealed = (record.salts or {}).get("file_number")
            if sealed and not record._is_in_its_file():
                broken.setdefault(record.with_env(self.env), []).append("person_id")
        return broken

    def _is_in_its_file(self):
        """:return: whether the record hangs on its client, joined files included"""
        person = self.person_id
        numbers = (person.former_references or "").split()
        return self.file_number in (person.reference, *numbers)
