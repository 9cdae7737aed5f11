from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import SQL

KINDS = [
    ("read", "Read"),
    ("group", "Grouped or counted"),
    ("file", "File opened"),
    ("report", "Printed"),
    ("export", "Exported"),
    ("refused", "Refused"),
    ("finder", "Finder"),
    ("break_glass", "Emergency access"),
    ("lock", "Conflict of interest"),
    ("rights", "Change of rights"),
    ("token", "By a personal link"),
    ("copy", "Copy for the person"),
    ("erasure", "Erased"),
]


class IntegrationAccessLog(models.Model):
    """Who reached which protected records, when and by which door (C62, C66).

    Holds model and ids, never a value. Append-only for everybody, superuser mode
    included: a row that could be corrected would prove nothing. Rows are gathered
    while a request runs and written with one statement, see ``_collect``.
    """

    _name = "integration.access.log"
    _description = "Access Log"
    _order = "id desc"
    _rec_name = "res_model"

    kind = fields.Selection(KINDS, required=True, readonly=True)
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
    detail = fields.Char(readonly=True, help="What happened, without any name.")
    reference = fields.Char(
        compute="_compute_reference",
        search="_search_reference",
        help="Search for one reference to learn who reached that record.",
    )

    _record_idx = models.Index("(res_model, date)")
    _kind_idx = models.Index("(kind, date)")

    @api.depends("res_model")
    def _compute_model_name(self):
        for row in self:
            # sudo: the name of a model is no secret
            row.model_name = self.env["ir.model"].sudo()._get(row.res_model).name

    @api.depends("res_model", "res_ids")
    def _compute_reference(self):
        """The random reference of a row about one record; it says nothing of whom."""
        for row in self:
            row.reference = False
            if row.res_count != 1 or row.res_model not in self.env:
                continue
            # sudo: the officer sees references, never what they stand for
            model = self.env[row.res_model].sudo()
            name = getattr(model, "_integration_reference", None)
            if name in model._fields:
                row.reference = model.browse(int(row.res_ids)).exists()[name]

    def _search_reference(self, operator, value):
        if operator not in ("in", "ilike", "=ilike"):
            return NotImplemented
        values = [value] if isinstance(value, str) else list(value)
        found = Domain.FALSE
        for name in self.env["integration.protected"]._get_protected_models():
            # sudo: turns a reference into ids; rows about them are the officer's to see
            model = self.env[name].sudo().with_context(active_test=False)
            field = model._fields.get(model._integration_reference)
            if field is None or not field.store:
                continue
            references = Domain.OR(
                Domain(field.name, "=ilike", text)
                | Domain(field.name, "=ilike", f"{text}/%")
                for text in values
                if text
            )
            if ids := model.search(references).ids:
                found |= self._get_record_domain(name, ids)
        return found

    @api.model
    def _get_record_domain(self, model, ids):
        """:return: domain of the rows about any of some records of one model"""
        texts = [str(record_id) for record_id in ids]

        def has_id(row, alias, query):
            return SQL(
                "string_to_array(%s, ',') && %s",
                row._field_to_sql(alias, "res_ids", query),
                texts,
            )

        return Domain("res_model", "=", model) & Domain.custom(to_sql=has_id)

    @api.model
    def _get_route(self):
        """:return: path of the request without its query, or the kind of job."""
        if request:
            return request.httprequest.path[:200]
        return "cron" if self.env.context.get("cron_id") else "server"

    # ------------------------------------------------------------------
    # CRUD: append-only
    # ------------------------------------------------------------------

    @api.model
    def _search(self, domain, *args, **kwargs):
        # what this request has reached so far is part of the answer
        self._write_collected()
        return super()._search(domain, *args, **kwargs)

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
