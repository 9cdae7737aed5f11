from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import single_email_re

from odoo.addons.integration_base.tools.days import get_today

from ...tools.phone import phone_digits, typed_digits


class IntegrationPerson(models.Model):
    """A client or a family member covered by a case: all personal data live here.

    A person is readable through any case that covers it and has no access list of
    its own (design, section 3). Persons are created with their case only, see
    :meth:`integration.case.open_file`.
    """

    _name = "integration.person"
    _inherit = ["integration.protected"]
    _description = "Client"
    _order = "name, id"
    _rec_names_search = ["reference", "name", "name_native", "phone_search"]
    _integration_screen_name = "name"
    _integration_countable = True
    _integration_countable_fields = ("city",)

    reference = fields.Char(readonly=True, required=True, copy=False, index=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)
    case_ids = fields.Many2many(
        "integration.case",
        "integration_case_person_rel",
        "person_id",
        "case_id",
        "Cases",
        copy=False,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Opened from contact",
        ondelete="set null",
        index="btree_not_null",
        copy=False,
        help="The contact this file was opened from. Only this file knows the link.",
    )

    # name and birth
    first_name = fields.Char()
    last_name = fields.Char(required=True)
    name = fields.Char(
        compute="_compute_name", store=True, index="trigram", precompute=True
    )
    name_native = fields.Char("Name in own script", index="trigram")
    birth_date = fields.Date("Date of birth")
    birth_date_estimated = fields.Boolean("Date of birth estimated")
    age = fields.Integer(compute="_compute_age")
    is_minor = fields.Boolean("Minor", compute="_compute_age")
    nationality_id = fields.Many2one("res.country", index=True)

    # reach
    phone = fields.Char()
    phone_digits = fields.Char(
        compute="_compute_phone_digits",
        store=True,
        index="trigram",
        export_string_translation=False,
    )
    phone_search = fields.Char(
        compute="_compute_phone_search",
        search="_search_phone_search",
        export_string_translation=False,
    )
    email = fields.Char()
    messenger = fields.Char(help="Number or name in a messenger, if she wishes it.")
    street = fields.Char()
    zip = fields.Char()
    city = fields.Char()

    # languages
    interpreter_need = fields.Selection(
        [
            ("none", "No interpreter needed"),
            ("sometimes", "For difficult matters"),
            ("always", "Always"),
        ]
    )
    interpreter_language_id = fields.Many2one(
        "integration.language", "Interpreter language"
    )

    # facts, each in rows of its own with dates
    title_ids = fields.One2many(
        "integration.residence.title", "person_id", "Residence titles"
    )
    language_ids = fields.One2many(
        "integration.person.language", "person_id", "Languages"
    )
    occupation_ids = fields.One2many(
        "integration.person.occupation", "person_id", "Occupations"
    )
    qualification_ids = fields.One2many(
        "integration.person.qualification", "person_id", "Qualifications"
    )
    benefit_ids = fields.One2many("integration.person.benefit", "person_id", "Benefits")
    accommodation_ids = fields.One2many("integration.person.accommodation", "person_id")
    membership_ids = fields.One2many(
        "integration.household.member", "person_id", "Households"
    )
    interest_line_ids = fields.One2many(
        "integration.person.interest",
        "person_id",
        "Interests with basis",
        export_string_translation=False,
    )
    interest_ids = fields.Many2many(
        "integration.interest",
        string="Interests",
        compute="_compute_interest_ids",
        inverse="_inverse_interest_ids",
        search="_search_interest_ids",
    )

    # the facts in force, stored for lists, filters and counts
    current_title_id = fields.Many2one(
        "integration.residence.title",
        "Residence title in force",
        compute="_compute_current_title",
        store=True,
        index="btree_not_null",
    )
    status_id = fields.Many2one(
        "integration.residence.status",
        "Residence status",
        compute="_compute_current_title",
        store=True,
        index="btree_not_null",
    )
    title_until = fields.Date(
        "Title until", compute="_compute_current_title", store=True, index=True
    )
    benefit_kind_id = fields.Many2one(
        "integration.benefit.kind",
        "Benefit",
        compute="_compute_current_benefit",
        store=True,
        index="btree_not_null",
    )
    accommodation_kind_id = fields.Many2one(
        "integration.accommodation.kind",
        "Housing",
        compute="_compute_current_accommodation",
        store=True,
        index="btree_not_null",
    )

    _reference_unique = models.UniqueIndex("(reference)", "References are unique.")

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("first_name", "last_name")
    def _compute_name(self):
        for person in self:
            person.name = ", ".join(filter(None, (person.last_name, person.first_name)))

    @api.depends("birth_date")
    def _compute_age(self):
        today = get_today()
        majority = self.env["integration.rule.value"]._get_number("age_of_majority")
        for person in self:
            born = person.birth_date
            person.age = relativedelta(today, born).years if born else 0
            person.is_minor = bool(born) and person.age < majority

    @api.depends("phone", "messenger")
    def _compute_phone_digits(self):
        for person in self:
            person.phone_digits = phone_digits(person.phone)

    @api.depends("phone")
    def _compute_phone_search(self):
        for person in self:
            person.phone_search = person.phone

    def _search_phone_search(self, operator, value):
        """Find a number however it is typed: blanks, slashes, +49, 0049."""
        if operator != "ilike":
            return NotImplemented
        digits = typed_digits(value)
        return Domain("phone_digits", "ilike", digits) if digits else Domain.FALSE

    @api.depends(
        "title_ids.status_id",
        "title_ids.date_from",
        "title_ids.date_until",
        "title_ids.is_fictional",
    )
    def _compute_current_title(self):
        """The newest title; whether it is still valid is asked by date, not stored."""
        for person in self:
            title = person.title_ids.sorted(
                lambda row: (row.date_from or fields.Date.to_date("1900-01-01"), row.id)
            )[-1:]
            person.current_title_id = title
            person.status_id = title.status_id
            person.title_until = title.date_until

    @api.depends(
        "benefit_ids.kind_id", "benefit_ids.date_from", "benefit_ids.date_until"
    )
    def _compute_current_benefit(self):
        for person in self:
            person.benefit_kind_id = person.benefit_ids._get_newest().kind_id

    @api.depends("interest_line_ids.interest_id")
    @api.depends_context("uid")
    def _compute_interest_ids(self):
        for person in self:
            person.interest_ids = person.interest_line_ids.interest_id

    def _inverse_interest_ids(self):
        """Keep rows of those chosen, which need a basis as all of the profile."""
        for person in self:
            lines = person.interest_line_ids
            lines.filtered(
                lambda line, keep=person.interest_ids: line.interest_id not in keep
            ).unlink()
            lines.create(
                [
                    {"person_id": person.id, "interest_id": interest.id}
                    for interest in person.interest_ids - lines.interest_id
                ]
            )

    def _search_interest_ids(self, operator, value):
        return [("interest_line_ids.interest_id", operator, value)]

    @api.depends("accommodation_ids.kind_id", "accommodation_ids.date_from")
    def _compute_current_accommodation(self):
        for person in self:
            person.accommodation_kind_id = (
                person.accommodation_ids._get_newest().kind_id
            )

    # ------------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------------

    @api.constrains("birth_date")
    def _check_birth_date(self):
        today = get_today()
        for person in self.filtered("birth_date"):
            if not fields.Date.to_date("1900-01-01") <= person.birth_date <= today:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, date of birth: the date lies in the future or "
                        "before 1900.",
                        reference=person.reference,
                    )
                )

    @api.constrains("email")
    def _check_email(self):
        for person in self.filtered("email"):
            if not single_email_re.match(person.email.strip()):
                raise ValidationError(
                    self.env._(
                        "%(reference)s, e-mail: this is not a valid address.",
                        reference=person.reference,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        references = self._make_references("K", len(vals_list))
        for vals, reference in zip(vals_list, references, strict=True):
            vals["reference"] = reference
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and {"reference", "company_id", "case_ids"} & vals.keys():
            raise AccessError(self.env._("These fields are kept by the system."))
        return super().write(vals)

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A client's file cannot be duplicated."))

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _get_birth_date_of_age(self, years):
        """:return: the day on which the person reaches an age, or False."""
        self.ensure_one()
        return self.birth_date and self.birth_date + relativedelta(years=years)
