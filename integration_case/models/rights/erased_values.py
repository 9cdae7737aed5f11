"""Classes of data of the models of a file, and what an erasure leaves in them."""

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.integration_base.models.integration_record_erase import EMPTY


class IntegrationPerson(models.Model):
    _inherit = "integration.person"
    _integration_erasure_class = "contact"
    _integration_erasure_kept = ("former_references", "erased_classes")

    @api.model
    def _prepare_erasure_values(self, names):
        """Keep of the birth date what age groups need (dated rule).

        The first day of a block of months stays, every other becomes the second: ages
        on the first and last day of whole blocks are as before, so the figures of
        periods made of whole blocks are too.
        """
        months = self.env["integration.rule.value"]._get_number("erasure_birth_months")
        start = SQL(
            "make_date(EXTRACT(YEAR FROM birth_date)::int,"
            " ((EXTRACT(MONTH FROM birth_date)::int - 1) / %(months)s) * %(months)s + 1,"
            " 1)",
            months=int(months),
        )
        return {
            **super()._prepare_erasure_values(names),
            "name": SQL("%s", EMPTY),
            "partner_id": SQL("NULL"),
            "birth_date": SQL(
                "CASE WHEN birth_date IS NULL OR birth_date = %(start)s"
                " THEN birth_date ELSE %(start)s + 1 END",
                start=start,
            ),
            "birth_date_estimated": SQL("birth_date IS NOT NULL"),
        }


class IntegrationCase(models.Model):
    _inherit = "integration.case"
    _integration_erasure_class = "counselling"


class IntegrationCaseFact(models.AbstractModel):
    _inherit = "integration.case.fact"
    _integration_erasure_class = "counselling"


class IntegrationResidenceTitle(models.Model):
    _inherit = "integration.residence.title"
    _integration_erasure_class = "residence"


class IntegrationHouseholdMember(models.Model):
    _inherit = "integration.household.member"
    _integration_erasure_class = "family"


class IntegrationPersonBenefit(models.Model):
    _inherit = "integration.person.benefit"
    _integration_erasure_class = "living"


class IntegrationPersonAccommodation(models.Model):
    _inherit = "integration.person.accommodation"
    _integration_erasure_class = "living"


class IntegrationTransfer(models.Model):
    _inherit = "integration.transfer"
    # the digest proves what was sent; it is one of an encrypted package
    _integration_erasure_kept = ("digest", "package_uid")


class IntegrationSealed(models.AbstractModel):
    _inherit = "integration.sealed"
    _integration_erasure_class = "evidence"


class IntegrationSeal(models.AbstractModel):
    _inherit = "integration.seal"
    _integration_erasure_kept = ("digest", "digests", "salts")

    @api.model
    def _prepare_erasure_values(self, names):
        """Without its salt a digest tells nothing of what was erased."""
        sealed = [name for name in names if name in self._sealed_fields]
        return {
            **super()._prepare_erasure_values(names),
            "salts": SQL("salts - %s::text[]", sealed),
        }


class IntegrationImportRow(models.Model):
    _inherit = "integration.import.row"
    _integration_erasure_class = "contact"
