from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.http import request


class IntegrationAccessLog(models.Model):
    """Who reached which protected records, when and by which door (C62).

    Holds model and ids, never a value. Append-only for everybody, superuser mode
    included: a row that could be corrected would prove nothing.
    """

    _name = "integration.access.log"
    _description = "Access Log"
    _order = "id desc"
    _rec_name = "res_model"

    kind = fields.Selection(
        [("read", "Read"), ("export", "Export"), ("refused", "Refused")],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True, readonly=True, index=True)
    res_model = fields.Char(
        "Model", required=True, readonly=True, export_string_translation=False
    )
    model_name = fields.Char("Kind of Record", compute="_compute_model_name")
    res_count = fields.Integer("Records", readonly=True)
    res_ids = fields.Text(
        "Record Ids", readonly=True, help="Ids, separated by commas; no values."
    )
    route = fields.Char(readonly=True, help="The door through which it was reached.")

    _record_idx = models.Index("(res_model, date)")

    @api.depends("res_model")
    def _compute_model_name(self):
        for row in self:
            # sudo: the name of a model is no secret
            row.model_name = self.env["ir.model"].sudo()._get(row.res_model).name

    @api.model
    def _log(self, kind, records):
        """Add one row about records of one model.

        :param str kind: value of ``kind``
        :param records: the records reached, not empty
        :return: the row
        """
        # sudo: nobody may write the log by hand
        return self.sudo().create(
            {
                "kind": kind,
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                "date": fields.Datetime.now(),
                "res_model": records._name,
                "res_count": len(records),
                "res_ids": ",".join(map(str, records.ids)),
                "route": self._get_route(),
            }
        )

    @api.model
    def _get_route(self):
        """:return: path of the request without its query, or the kind of job."""
        if request:
            return request.httprequest.path[:200]
        return "cron" if self.env.context.get("cron_id") else "server"

    # ------------------------------------------------------------------
    # CRUD: append-only
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("The access log is kept by the system."))
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse_change()

    def _refuse_change(self):
        raise AccessError(self.env._("The access log is never changed."))
