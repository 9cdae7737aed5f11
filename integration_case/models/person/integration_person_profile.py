from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .integration_person_gender import GENDERS


class IntegrationPerson(models.Model):
    """The gender of a client, shown from a row that needs a basis (C54).

    Whoever reads, searches or groups sees the rows she may read now; without a basis
    there are none, for nobody.
    """

    _inherit = "integration.person"

    gender_line_ids = fields.One2many(
        "integration.person.gender", "person_id", export_string_translation=False
    )
    gender_id = fields.Many2one(
        "integration.person.gender",
        "Row of the gender",
        compute="_compute_gender_id",
        store=True,
        index="btree_not_null",
        export_string_translation=False,
        help="For figures, which ask it together with its basis.",
    )
    gender = fields.Selection(
        GENDERS,
        compute="_compute_gender",
        inverse="_inverse_gender",
        search="_search_gender",
    )
    has_gender_basis = fields.Boolean(
        compute="_compute_has_gender_basis", export_string_translation=False
    )

    @api.depends("gender_line_ids.date_from")
    def _compute_gender_id(self):
        for person in self:
            person.gender_id = person.gender_line_ids._get_newest()

    @api.depends("gender_id.gender")
    @api.depends_context("uid")
    def _compute_gender(self):
        # asked anew: a row in the cache may have lost its basis
        rows = self.env["integration.person.gender"].search(
            [("person_id", "in", self._origin.ids)]
        )
        by_person = rows.grouped("person_id")
        for person in self:
            person.gender = by_person.get(person._origin, rows[:0])._get_newest().gender

    def _inverse_gender(self):
        rows = self.env["integration.person.gender"]
        missing = []
        for person in self:
            row = rows.search([("person_id", "=", person.id)])._get_newest()
            if not person.gender:
                row.unlink()
            elif row:
                row.gender = person.gender
            elif not self.env.su and not person.has_gender_basis:
                raise UserError(
                    self.env._(
                        "%(reference)s: the gender is voluntary. Please ask for the "
                        "client's consent to the voluntary profile first.",
                        reference=person.reference,
                    )
                )
            else:
                missing.append({"person_id": person.id, "gender": person.gender})
        rows.create(missing)

    def _search_gender(self, operator, value):
        if operator != "in":
            return NotImplemented
        known = Domain("gender_id", "any", [("gender", "!=", False)])
        domain = Domain("gender_id", "any", [("gender", "in", list(value))])
        return domain | ~known if False in value else domain

    @api.depends("company_id")
    def _compute_has_gender_basis(self):
        domain = self.env["integration.data.class"]._get_basis_domain("gender", "")
        persons = self.with_context(active_test=False).search(
            Domain("id", "in", self._origin.ids) & Domain(domain)
        )
        for person in self:
            person.has_gender_basis = person._origin in persons
