from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IntegrationPersonFact(models.AbstractModel):
    """A dated fact of a person: follows the person's access, shows her reference."""

    _name = "integration.person.fact"
    _inherit = ["integration.protected"]
    _description = "Dated fact of a client"
    _order = "date_from desc, id desc"

    person_id = fields.Many2one(
        "integration.person", "Client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="person_id.company_id", store=True, index=True)
    reference = fields.Char(related="person_id.reference", store=True)
    date_from = fields.Date("From")
    date_until = fields.Date("Until")

    @api.constrains("date_from", "date_until")
    def _check_dates(self):
        for fact in self:
            if fact.date_from and fact.date_until and fact.date_until < fact.date_from:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, %(kind)s: the end lies before the beginning.",
                        reference=fact.person_id.reference,
                        kind=self.env["ir.model"]._get(self._name).name,
                    )
                )

    def _get_screen_name(self):
        return self.person_id.name

    def _get_newest(self):
        """:return: the row that began last; rows without a date count as oldest."""
        return self.sorted(
            lambda row: (row.date_from or fields.Date.to_date("1900-01-01"), row.id)
        )[-1:]
