from odoo import fields, models

from .integration_volunteer_rate import KINDS
from .integration_volunteer_task import CEILINGS


class IntegrationVolunteerVoucherLine(models.Model):
    """What is paid for one deployment, frozen when the voucher was made (V24)."""

    _name = "integration.volunteer.voucher.line"
    _description = "Line of a voucher"
    _order = "date, id"
    _rec_name = "kind"

    voucher_id = fields.Many2one(
        "integration.volunteer.voucher", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="voucher_id.company_id", store=True, index=True
    )
    hours_id = fields.Many2one(
        "integration.volunteer.hours", required=True, index=True, ondelete="restrict"
    )
    live = fields.Boolean(export_string_translation=False)
    date = fields.Date(required=True)
    task_id = fields.Many2one(
        "integration.volunteer.task", required=True, ondelete="restrict", index=True
    )
    entry = fields.Selection(
        [
            ("work", "Deployment"),
            ("late_cancel", "Late cancellation"),
            ("correction", "Correction"),
        ],
        required=True,
    )
    kind = fields.Selection(KINDS, required=True)
    quantity = fields.Float(digits=(10, 1))
    currency_id = fields.Many2one(related="voucher_id.currency_id")
    unit_amount = fields.Float("Rate", digits=(12, 4))
    amount = fields.Monetary()
    rate_ids = fields.Many2many(
        "integration.volunteer.rate",
        "integration_volunteer_voucher_line_rate_rel",
        "line_id",
        "rate_id",
        "Rates",
    )
    counts = fields.Boolean("Counts as income")
    ceiling = fields.Selection(CEILINGS, "Tax-free amount", required=True)

    _hours_uniq = models.UniqueIndex(
        "(hours_id, kind) WHERE live IS TRUE",
        "These hours stand on a voucher already.",
    )
