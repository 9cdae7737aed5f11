from odoo import api, models
from odoo.exceptions import ValidationError


class IntegrationPersonFact(models.AbstractModel):
    _inherit = "integration.person.fact"

    @api.constrains("person_id")
    def _check_person_not_merged(self):
        self.person_id._check_not_merged()


class IntegrationCase(models.Model):
    _inherit = "integration.case"

    @api.model_create_multi
    def create(self, vals_list):
        # before: the numbers of cases are counted where the cases are now
        # sudo: asks whether the file was joined, names references only
        people = self.env["integration.person"].sudo()
        ids = {vals["person_id"] for vals in vals_list if vals.get("person_id")}
        people.browse(ids)._check_not_merged()
        return super().create(vals_list)


class IntegrationPerson(models.Model):
    _inherit = "integration.person"

    def _check_not_merged(self):
        """:raise ValidationError: for a file that was joined into another"""
        for person in self.filtered("merged_into_id"):
            raise ValidationError(
                self.env._(
                    "%(reference)s was joined into %(kept)s. Please go on there.",
                    reference=person.reference,
                    kept=person.merged_into_id.reference,
                )
            )
