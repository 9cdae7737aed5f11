from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteerPayerDeclaration(models.Model):
    """What a volunteer says to receive from other payers in a year (V23).

    The tax-free amount is the person's, whoever pays. A row is never changed; the next
    one of the same year and kind supersedes it.
    """

    _name = "integration.volunteer.payer.declaration"
    _description = "Declaration of other payers"
    _order = "year desc, kind, id desc"
    _rec_name = "year"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True
    )
    year = fields.Integer(required=True, default=lambda self: get_today().year)
    kind = fields.Selection(
        [
            ("trainer", "Teaching and caring (§ 3 No. 26)"),
            ("general", "Other (§ 3 No. 26a)"),
        ],
        required=True,
        default="general",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.ref("base.EUR"),
        export_string_translation=False,
    )
    amount = fields.Monetary(help="0: nothing from others.")
    declared_on = fields.Date(required=True, default=get_today)
    superseded = fields.Boolean(readonly=True)

    _amount_positive = models.Constraint(
        "CHECK(amount >= 0)", "Declare an amount, or 0."
    )
    _current_uniq = models.UniqueIndex(
        "(volunteer_id, year, kind) WHERE superseded IS NOT TRUE"
    )

    @api.constrains("year", "declared_on")
    def _check_year(self):
        today = get_today()
        for row in self:
            if not 2000 <= row.year <= today.year + 1:
                raise ValidationError(
                    self.env._("%(year)s is no year to declare for.", year=row.year)
                )
            if row.declared_on > today:
                raise ValidationError(
                    self.env._("%(year)s: this day is still to come.", year=row.year)
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = self.browse()
        for vals in vals_list:
            vals = {**vals, "superseded": False}
            row = self.new(vals)
            # sudo: an older row of the same volunteer only steps back
            older = self.sudo().search(
                [
                    ("volunteer_id", "=", row.volunteer_id.id),
                    ("year", "=", row.year),
                    ("kind", "=", row.kind),
                    ("superseded", "=", False),
                ]
            )
            if older:
                older.write({"superseded": True})
                older.flush_recordset()
            rows += super().create([vals])
        return rows

    def write(self, vals):
        if not self.env.su or set(vals) != {"superseded"}:
            raise UserError(
                self.env._("A declaration stays as it is. Enter a new one instead.")
            )
        return super().write(vals)
