from odoo import fields, models


class IntegrationTestRecord(models.Model):
    """Stands for a case: access list, confidential thread, activities, a name."""

    _name = "integration.test.record"
    _inherit = [
        "integration.confidential.thread",
        "mail.activity.mixin",
        "integration.access.mixin",
        "integration.token.holder",
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
    is_shut = fields.Boolean(help="Stands for a case that is closed.")

    def _accepts_token(self, token):
        return super()._accepts_token(token) and not self.is_shut


class IntegrationToken(models.Model):
    """A purpose of links, as an addon brings its own."""

    _inherit = "integration.token"

    purpose = fields.Selection(
        selection_add=[("test", "Test"), ("test_other", "Other test")],
        ondelete={"test": "cascade", "test_other": "cascade"},
    )
