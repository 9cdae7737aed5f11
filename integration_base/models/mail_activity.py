from odoo import api, models
from odoo.exceptions import ValidationError


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "integration.by.document"]
    _document_content_fields = ("note", "summary")

    @api.constrains("user_id", "res_model", "res_id")
    def _check_assignee_may_read(self):
        """An activity is no way around need to know."""
        protected = self.env["integration.protected"]
        # sudo: looks at the assignee's rights, shows nothing of the record
        for activity in self.sudo():
            if not activity.user_id or not activity.res_model:
                continue
            if not protected._is_protected_model(activity.res_model):
                continue
            record = self.env[activity.res_model].browse(activity.res_id)
            if not record._get_readable_by(activity.user_id):
                # sudo: the reference, for who may assign activities to the record
                raise ValidationError(
                    self.env._(
                        "%(reference)s: an activity can only be assigned to people "
                        "who have access to the record.",
                        reference=record.sudo().display_name,
                    )
                )
