from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteerDated(models.AbstractModel):
    """A row of a table that holds from a day until a day, with its source.

    ``_dated_key`` names the fields that together say what a row is about; two rows
    about the same never hold on one day. A company's own row goes before the common
    one.
    """

    _name = "integration.volunteer.dated"
    _description = "Dated row"
    _dated_key = ()

    valid_from = fields.Date(required=True, default=get_today)
    valid_until = fields.Date(help="Last day of validity. Empty: until further notice.")
    company_id = fields.Many2one(
        "res.company",
        "Authority",
        index="btree_not_null",
        help="Empty: for all. An authority's own row goes before the common one.",
    )
    source = fields.Text(
        required=True,
        translate=True,
        help="Law, administrative rule, resolution or house decision, with its date.",
    )
    verified = fields.Boolean(
        help="Somebody compared the row with its source. Until then it is an "
        "assumption and marked as such."
    )

    _period = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= valid_from)",
        "A row cannot end before it begins.",
    )

    @api.constrains(
        lambda self: ("valid_from", "valid_until", "company_id", *self._dated_key)
    )
    def _check_overlap(self):
        for row in self:
            domain = Domain("id", "!=", row.id)
            domain &= self._get_not_ended_domain(row.valid_from)
            for name in (*self._dated_key, "company_id"):
                value = row[name]
                value = value.id if isinstance(value, models.BaseModel) else value
                domain &= Domain(name, "=", value)
            if row.valid_until:
                domain &= Domain("valid_from", "<=", row.valid_until)
            # sudo: compares dates; the message names only the row typed in
            if self.sudo().search_count(domain, limit=1):
                raise ValidationError(
                    self.env._(
                        "%(name)s: there is already a row for a part of this period. "
                        "End it first.",
                        name=row.display_name,
                    )
                )

    @api.model
    def _get_not_ended_domain(self, day):
        return Domain("valid_until", "=", False) | Domain("valid_until", ">=", day)

    @api.model
    def _get_valid(self, day, company, domain=Domain.TRUE):
        """:return: rows in force on a day, the company's own first

        :param day: date
        :param company: ``res.company``
        :param domain: further conditions
        """
        domain &= Domain("valid_from", "<=", day) & self._get_not_ended_domain(day)
        domain &= Domain("company_id", "in", [False, company.id])
        # sudo: a rule is no secret; its answer must not depend on who asks
        return self.sudo().search(domain).sorted(lambda row: not row.company_id)
