from odoo import api, models
from odoo.exceptions import ValidationError


class IrAttachment(models.Model):
    """Some records take no file, by whichever door (V14).

    A model says so with ``_integration_takes_files = False``. Uploads of the browser,
    of mail and of scripts all come through here, in superuser mode too.
    """

    _inherit = "ir.attachment"

    @api.constrains("res_model")
    def _check_takes_files(self):
        for name in {*self.mapped("res_model")}:
            model = self.env.registry.models.get(name) if name else None
            if model is None or getattr(model, "_integration_takes_files", True):
                continue
            raise ValidationError(
                self.env._(
                    "No file can be kept here. Of a certificate of conduct only the "
                    "date, that it was seen, and the result are noted."
                )
            )
