from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IntegrationOfferException(models.Model):
    """Days on which hours differ: closed, or open at other times."""

    _name = "integration.offer.exception"
    _description = "Exception of opening hours"
    _order = "date_from, id"
    _rec_name = "note"

    schedule_id = fields.Many2one(
        "integration.offer.schedule", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="schedule_id.company_id", store=True, index=True
    )
    date_from = fields.Date("From", required=True)
    date_until = fields.Date("Until", help="Inclusive. Empty: this day only.")
    is_open = fields.Boolean("Open at other times")
    opens_at = fields.Float("Opens")
    closes_at = fields.Float("Closes")
    note = fields.Char(translate=True)

    @api.constrains("date_from", "date_until")
    def _check_dates(self):
        for exception in self:
            if exception.date_until and exception.date_until < exception.date_from:
                raise ValidationError(
                    self.env._("The exception's end lies before its beginning.")
                )

    def _get_on(self, day):
        """:return: the exception of a day; other times go before a closure"""
        return self.filtered(
            lambda row: row.date_from <= day <= (row.date_until or row.date_from)
        ).sorted(lambda row: not row.is_open)[:1]
