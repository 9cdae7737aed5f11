"""What a restriction of processing stops: reading, changing, counting of the profile."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: reasons of access that a restriction leaves
KEPT_REASONS = ("lead", "break_glass")


class IntegrationPerson(models.Model):
    _inherit = "integration.person"

    restriction_ids = fields.One2many(
        "integration.restriction", "person_id", "Restrictions and holds"
    )
    is_restricted = fields.Boolean(
        "Processing restricted", compute="_compute_is_restricted"
    )

    @api.depends("restriction_ids.lifted_on")
    def _compute_is_restricted(self):
        for person in self:
            person.is_restricted = bool(person._get_restrictions("restriction"))

    def _get_restrictions(self, kind=None):
        """:return: the restrictions or holds in force, of a kind or of both"""
        rows = self.env["integration.restriction"]
        # sudo: asks whether something is in force for a person the caller holds
        return rows.sudo().search(
            rows._get_active_domain(kind) & Domain("person_id", "in", self.ids)
        )

    def _check_not_restricted(self):
        """:raise UserError: if the data may only be stored"""
        if self.env.su:
            return
        if rows := self._get_restrictions("restriction"):
            raise UserError(
                self.env._(
                    "%(reference)s: processing is restricted since %(date)s (Art. 18 "
                    "GDPR). The data are only stored until the restriction is lifted.",
                    reference=rows[0].reference,
                    date=fields.Date.to_string(rows[0].date_from),
                )
            )

    def write(self, vals):
        self._check_not_restricted()
        return super().write(vals)


class IntegrationPersonFact(models.AbstractModel):
    _inherit = "integration.person.fact"

    @api.model_create_multi
    def create(self, vals_list):
        facts = super().create(vals_list)
        facts.person_id._check_not_restricted()
        return facts

    def write(self, vals):
        self.person_id._check_not_restricted()
        return super().write(vals)

    def unlink(self):
        self.person_id._check_not_restricted()
        return super().unlink()


class IntegrationCase(models.Model):
    _inherit = "integration.case"

    is_restricted = fields.Boolean(
        "Processing restricted", related="person_id.is_restricted", related_sudo=False
    )

    def write(self, vals):
        self.person_id._check_not_restricted()
        return super().write(vals)

    def _sync_case_access(self):
        super()._sync_case_access()
        # sudo: which clients' data are restricted; engine rows are only ended
        cases = self.sudo()
        restricted = cases.person_id._get_restrictions("restriction").person_id
        for case in cases.filtered(lambda case: case.person_id in restricted):
            rows = case.access_ids.filtered(lambda row: row.reason not in KEPT_REASONS)
            for reason in set(rows.mapped("reason")):
                case._revoke_access(reason=reason)


class IntegrationCaseFact(models.AbstractModel):
    _inherit = "integration.case.fact"

    @api.model_create_multi
    def create(self, vals_list):
        facts = super().create(vals_list)
        facts.person_id._check_not_restricted()
        return facts

    def write(self, vals):
        self.person_id._check_not_restricted()
        return super().write(vals)


class IntegrationDataClass(models.Model):
    _inherit = "integration.data.class"

    @api.model
    def _get_basis_domain(self, code, path="person_id."):
        """No basis carries the reading or counting of restricted data."""
        restrictions = self.env["integration.restriction"]._get_active_domain(
            "restriction"
        )
        free = Domain(f"{path}restriction_ids", "not any", restrictions)
        return list(Domain(super()._get_basis_domain(code, path)) & free)
