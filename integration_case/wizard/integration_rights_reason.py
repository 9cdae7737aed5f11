from odoo import fields, models
from odoo.exceptions import UserError

#: model → method that takes the reason
METHODS = {
    "integration.erasure": "_cancel",
    "integration.restriction": "_lift",
}


class IntegrationRightsReason(models.TransientModel):
    """Asks why something is not erased, or why a restriction is lifted.

    Holds a number and no link: whoever may take the step is asked by its method.
    """

    _name = "integration.rights.reason"
    _description = "Reason"

    res_model = fields.Selection(
        [
            ("integration.erasure", "Erasure"),
            ("integration.restriction", "Restriction or hold"),
        ],
        required=True,
        export_string_translation=False,
    )
    res_id = fields.Integer(required=True, export_string_translation=False)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Take the step with this reason."""
        self.ensure_one()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Please give the reason."))
        record = self.env[self.res_model].browse(self.res_id).exists()
        getattr(record, METHODS[self.res_model])(self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _open(self, record, title):
        """:return: action of the dialog for one record"""
        record.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": record._name,
                "default_res_id": record.id,
            },
        }
