from odoo import fields, models


class IntegrationProgrammeLine(models.Model):
    """A funding line of a guideline: how much there is, and how it is shared out."""

    _name = "integration.programme.line"
    _inherit = ["integration.programme.part"]
    _description = "Funding line"
    _order = "version_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    amount = fields.Monetary("Total", help="Of the whole programme, all years.")
    yearly_amount = fields.Monetary("A year")
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.ref("base.EUR"),
        export_string_translation=False,
    )
    allocation = fields.Selection(
        [
            ("post", "By posts"),
            ("head", "Per head"),
            ("assignment", "By assignment figures"),
            ("project", "By projects"),
        ],
        required=True,
        default="post",
    )
    unit_amount = fields.Monetary("For each head", help="And year.")
    needs_proof = fields.Boolean(
        "Proof of use", default=True, help="Off: general income without proof of use."
    )
