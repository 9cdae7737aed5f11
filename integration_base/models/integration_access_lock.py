from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class IntegrationAccessLock(models.Model):
    """Keeps one person away from one case, such as a relative of the client (C60).

    Goes before every reason of access: her rows end, the engine refuses new ones while
    the lock stands. Lifting it gives nothing back; rows of manager, deputies and leads
    come with the next change of the case.
    """

    _name = "integration.access.lock"
    _inherit = ["integration.officer.row"]
    _description = "Conflict of Interest"
    _order = "date_from desc, id desc"

    user_id = fields.Many2one(
        "res.users", "Excluded", required=True, readonly=True, index=True
    )
    reason = fields.Text(required=True, readonly=True)
    date_from = fields.Datetime("From", required=True, readonly=True)
    date_until = fields.Datetime("Until", readonly=True)
    set_by_id = fields.Many2one(
        "res.users", required=True, readonly=True, index="btree_not_null"
    )
    lifted_by_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    is_current = fields.Boolean("In force", compute="_compute_is_current")

    _dates_order = models.Constraint(
        "CHECK (date_until IS NULL OR date_until >= date_from)",
        "An exclusion ends after it begins.",
    )

    @api.depends("date_from", "date_until")
    def _compute_is_current(self):
        now = fields.Datetime.now()
        for lock in self:
            lock.is_current = lock.date_from <= now and (
                not lock.date_until or lock.date_until > now
            )

    @api.model
    def _get_locks(self, records, users, date_from=None, date_until=None):
        """Find locks that stand during a period.

        :param records: records of one model
        :param users: only theirs
        :param date_from: UTC datetime, now if not given
        :param date_until: UTC datetime, open if not given
        :return: the locks, in superuser mode
        """
        domain = self._get_record_domain(records)
        domain &= fields.Domain("user_id", "in", users.ids)
        domain &= fields.Domain("date_until", "=", False) | fields.Domain(
            "date_until", ">", date_from or fields.Datetime.now()
        )
        if date_until:
            domain &= fields.Domain("date_from", "<", date_until)
        # sudo: the engine asks; nothing but the refusal reaches the caller
        return self.sudo().search(domain)

    # ------------------------------------------------------------------
    # CRUD: kept by the system
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("The access list is kept by the system."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("The access list is kept by the system."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("An exclusion is lifted; it stays on record."))

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_lift(self):
        """End the exclusion; access comes back only by the ordinary reasons."""
        self.check_access("read")
        for lock in self:
            if lock.user_id == self.env.user or not lock._is_overseer():
                raise AccessError(
                    self.env._(
                        "%(reference)s: an exclusion is lifted by the team lead or the "
                        "data protection officer, never by the person excluded.",
                        reference=lock.reference,
                    )
                )
            if not lock.is_current:
                raise UserError(
                    self.env._(
                        "%(reference)s: this exclusion has ended already.",
                        reference=lock.reference,
                    )
                )
            # sudo: allowed above; users have no right to write
            lock.sudo().write(
                {"date_until": fields.Datetime.now(), "lifted_by_id": self.env.uid}
            )
            self.env["integration.access.log"]._collect(
                "lock", lock.res_model, [lock.res_id], detail="lifted"
            )
        return True
