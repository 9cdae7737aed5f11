from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

REASONS = [
    ("manager", "Responsible manager"),
    ("deputy", "Deputy"),
    ("lead", "Team lead"),
    ("team", "Team shares its cases"),
    ("cover", "Absence cover"),
    ("handover", "Hand-over"),
    ("break_glass", "Emergency access"),
]


class IntegrationAccess(models.Model):
    """One row of a protected record's access list: who may read it, from when,
    until when and why.

    Rows are written by the engine only (:class:`IntegrationAccessMixin`), never by
    a user; ended rows stay as history. Dates are UTC and are compared with the
    time of reading, so that an end needs no job to take effect (C55, C58).
    """

    _name = "integration.access"
    _description = "Access to a protected record"
    _order = "date_from desc, id desc"
    _rec_name = "user_id"

    res_model = fields.Char(required=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        model_field="res_model",
        required=True,
        index=True,
        export_string_translation=False,
    )
    user_id = fields.Many2one("res.users", required=True, index=True, readonly=True)
    reason = fields.Selection(REASONS, required=True, readonly=True)
    date_from = fields.Datetime(
        "From", required=True, readonly=True, default=fields.Datetime.now
    )
    date_until = fields.Datetime("Until", readonly=True)
    granted_by_id = fields.Many2one(
        "res.users",
        "Granted by",
        readonly=True,
        default=lambda self: self.env.uid,
        index="btree_not_null",
    )
    origin = fields.Char(
        readonly=True,
        export_string_translation=False,
        help="Record that gave rise to the row, as in 'integration.cover,5'.",
    )
    is_current = fields.Boolean(
        "In force", compute="_compute_is_current", search="_search_is_current"
    )

    _lookup_idx = models.Index("(res_model, res_id, user_id)")
    _user_idx = models.Index("(user_id, res_model, res_id)")
    _dates_order = models.Constraint(
        "CHECK (date_until IS NULL OR date_until >= date_from)",
        "An access ends after it begins.",
    )

    @api.depends("date_from", "date_until")
    def _compute_is_current(self):
        now = fields.Datetime.now()
        for row in self:
            row.is_current = row.date_from <= now and (
                not row.date_until or row.date_until > now
            )

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_current_domain()
        if True in value and False in value:
            return Domain.TRUE
        return domain if True in value else ~domain

    @api.model
    def _get_current_domain(self):
        """:return: the domain of rows in force at the time of reading."""
        return Domain("date_from", "<=", "now") & (
            Domain("date_until", "=", False) | Domain("date_until", ">", "now")
        )

    @api.model
    def _get_user_domain(self, uid):
        """:return: the domain of one user's rows."""
        return Domain("user_id", "=", uid)

    def _check_access(self, operation):
        """A row is read by whoever may read its record; nobody writes it."""
        result = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return result
        allowed = self - result[0] if result else self
        forbidden = allowed - allowed._filter_readable_records()
        if not forbidden:
            return result
        forbidden += result[0] if result else self.browse()
        return forbidden, lambda: self.env["ir.rule"]._make_access_error(
            operation, forbidden
        )

    def _filter_readable_records(self):
        """:return: the rows whose record the user may read."""
        readable = self.browse()
        # sudo: only to learn which record a row stands for; that record is then
        # checked with the user's own rights
        for model, rows in self.sudo().grouped("res_model").items():
            if model not in self.env:
                continue
            records = self.env[model].browse(rows.mapped("res_id")).exists()
            allowed = set(records._filtered_access("read")._ids)
            readable += rows.filtered(lambda row, ok=allowed: row.res_id in ok)
        return readable.with_env(self.env)

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if self.env.su or bypass_access:
            return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)
        visible = Domain.FALSE
        for model in self.env["integration.access.mixin"]._get_access_list_models():
            if self.env[model].has_access("read"):
                records = self.env[model].with_context(active_test=False)
                visible |= Domain("res_model", "=", model) & Domain(
                    "res_id", "in", records._search([])
                )
        return super()._search(Domain(domain) & visible, *args, **kwargs)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("The access list is kept by the system."))
        return super().write(vals)
