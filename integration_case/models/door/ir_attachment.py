from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

RELEASE = {"client_released_on", "client_released_by_id"}


class IrAttachment(models.Model):
    """Documents of a case that its client may open at her door."""

    _inherit = "ir.attachment"

    client_released_on = fields.Datetime(
        "For the client since", readonly=True, copy=False
    )
    client_released_by_id = fields.Many2one(
        "res.users", "Released by", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(RELEASE & vals.keys() for vals in vals_list):
            raise AccessError(self._get_release_message())
        return super().create(vals_list)

    def write(self, vals):
        if RELEASE & vals.keys() and not self.env.su:
            raise AccessError(self._get_release_message())
        return super().write(vals)

    def _get_release_message(self):
        return self.env._("Documents are released for the client by their button.")

    def action_release_for_client(self):
        """Let the client open these documents of her case, until it is taken back."""
        self._check_releasable()
        # sudo: fields that only these buttons write; the right was checked
        self.sudo().filtered(lambda file: not file.client_released_on).write(
            {
                "client_released_on": fields.Datetime.now(),
                "client_released_by_id": self.env.uid,
            }
        )

    def action_take_back_from_client(self):
        """Take documents back: the client opens them no longer."""
        self._check_releasable()
        # sudo: as above
        self.sudo().write({"client_released_on": False, "client_released_by_id": False})

    def _check_releasable(self):
        self.check_access("write")
        # sudo: which record the files belong to that the user may write
        if any(
            file.res_model != "integration.case"
            or file.res_field
            or file.type != "binary"
            for file in self.sudo()
        ):
            raise UserError(self.env._("Only documents of a case can be released."))
