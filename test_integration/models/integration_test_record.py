from odoo import fields, models


class IntegrationTestRecord(models.Model):
    """Stands for a case: access list, confidential thread, activities, a name."""

    _name = "integration.test.record"
    _inherit = [
        "integration.confidential.thread",
        "mail.activity.mixin",
        "integration.access.mixin",
    ]
    _description = "Test: protected record"
    _integration_screen_name = "name"
    _rec_names_search = ["reference", "name"]
    _mail_post_access = "read"

    reference = fields.Char(
        required=True, default=lambda self: self._make_reference("T")
    )
    name = fields.Char(tracking=True)
    secret = fields.Text()
    image = fields.Binary()
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    child_ids = fields.One2many("integration.test.child", "record_id")
