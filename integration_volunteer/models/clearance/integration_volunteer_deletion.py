from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteerDeletion(models.Model):
    """That data were deleted by a rule: how many, when and why; no names (V14, V28)."""

    _name = "integration.volunteer.deletion"
    _description = "Deletion of volunteers' data"
    _order = "date desc, id desc"
    _rec_name = "date"

    company_id = fields.Many2one("res.company", "Authority", required=True, index=True)
    date = fields.Date(required=True)
    kind = fields.Selection(
        [
            ("certificate_of_conduct", "Facts of certificates of conduct"),
            ("volunteer", "Volunteers anonymised"),
            ("voucher", "Payees on old vouchers"),
        ],
        required=True,
    )
    count = fields.Integer("Number", required=True)
    rule = fields.Char(required=True)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_by_engine()
        return super().create(vals_list)

    def write(self, vals):
        self._check_by_engine()
        return super().write(vals)

    def unlink(self):
        self._check_by_engine()
        return super().unlink()

    def _check_by_engine(self):
        if not self.env.su:
            raise AccessError(self.env._("Deletions are noted by the system."))

    @api.model
    def _note(self, company, kind, count, rule):
        """Add a line to the report.

        :param company: ``res.company``
        :param str kind: what was deleted
        :param int count: how many
        :param str rule: which rule said so
        """
        if not count:
            return self.browse()
        return self.create(
            {
                "company_id": company.id,
                "date": get_today(),
                "kind": kind,
                "count": count,
                "rule": rule,
            }
        )
