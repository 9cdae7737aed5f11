from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

GROUNDS = [
    ("accuracy", "She contests that the data are correct (Art. 18 (1) a)"),
    ("unlawful", "Unlawful, but she does not want erasure (Art. 18 (1) b)"),
    ("claims", "She needs the data for legal claims (Art. 18 (1) c)"),
    ("objection", "She has objected, weighing goes on (Art. 18 (1) d)"),
    ("court", "Legal claims or proceedings of the authority"),
    ("audit", "Audit or proof of use is running"),
    ("other", "Other legal duty"),
]
END_FIELDS = {"lifted_on", "lifted_by_id", "lift_reason", "is_applied"}


class IntegrationRestriction(models.Model):
    """Restriction of processing (Art. 18 GDPR), or a legal hold (C73).

    Under a *restriction* the data are only stored: leads alone read on, nobody
    changes them, no consent carries a disclosure. A *hold* leaves the work alone. Both
    block every erasure, also one that a retention rule demands.
    """

    _name = "integration.restriction"
    _inherit = ["integration.protected"]
    _description = "Restriction or hold"
    _order = "date_from desc, id desc"
    _integration_erasure_class = "evidence"

    person_id = fields.Many2one(
        "integration.person", "Client", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="person_id.company_id", store=True, index=True, precompute=True
    )
    reference = fields.Char(related="person_id.reference", store=True, precompute=True)
    kind = fields.Selection(
        [("restriction", "Restriction of processing"), ("hold", "Legal hold")],
        required=True,
        default="restriction",
    )
    ground = fields.Selection(GROUNDS, required=True)
    reason = fields.Text(required=True)
    date_from = fields.Date("From", required=True, default=get_today)
    date_until = fields.Date("Until", help="Last day. Empty: until it is lifted.")
    user_id = fields.Many2one(
        "res.users",
        "Set by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    lifted_on = fields.Datetime(readonly=True)
    lifted_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    lift_reason = fields.Text("Why it was lifted", readonly=True)
    is_applied = fields.Boolean(readonly=True, export_string_translation=False)
    state = fields.Selection(
        [("future", "To come"), ("active", "In force"), ("ended", "Ended")],
        compute="_compute_state",
        search="_search_state",
    )

    _period = models.Constraint(
        "CHECK (date_until IS NULL OR date_until >= date_from)",
        "A restriction cannot end before it begins.",
    )

    @api.depends("date_from", "date_until", "lifted_on")
    def _compute_state(self):
        today = get_today()
        for row in self:
            if row.lifted_on or (row.date_until and row.date_until < today):
                row.state = "ended"
            elif row.date_from and row.date_from > today:
                row.state = "future"
            else:
                row.state = "active"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = get_today()
        valid = Domain("lifted_on", "=", False)
        future = valid & Domain("date_from", ">", today)
        active = (
            valid
            & Domain("date_from", "<=", today)
            & (Domain("date_until", "=", False) | Domain("date_until", ">=", today))
        )
        domains = {"active": active, "future": future, "ended": ~active & ~future}
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model
    def _get_active_domain(self, kind=None):
        """Give the domain of rows in force.

        Rules keep it in their cache: each search asks the state anew. The word 'today'
        would be the day in the user's time zone, which she chooses herself.
        """
        domain = Domain("state", "=", "active")
        return domain & Domain("kind", "=", kind) if kind else domain

    def _get_screen_name(self):
        return self.person_id._filtered_access("read").name

    # ------------------------------------------------------------------
    # CRUD: set once, then only lifted
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not (self.env.su or self.env["integration.case"]._is_lead()):
            raise AccessError(
                self.env._(
                    "Restrictions and holds are set by the team lead or the data "
                    "protection officer."
                )
            )
        for vals in vals_list:
            if not (vals.get("reason") or "").strip():
                raise UserError(self.env._("Please give the reason."))
            if vals.keys() & END_FIELDS:
                raise UserError(self.env._("A restriction is set before it is lifted."))
            vals["user_id"] = self.env.uid
        rows = super().create(vals_list)
        rows._apply()
        return rows

    def write(self, vals):
        if not self.env.su or vals.keys() - END_FIELDS:
            # who may not read a restriction learns nothing of its kind either
            self.check_access("read")
            raise UserError(
                self.env._("A restriction stays as it was set; it can be lifted.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("A restriction stays as it was set; it can be lifted.")
        )

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A restriction cannot be duplicated."))

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def action_lift(self):
        """End a restriction or hold now; a dialog asks why."""
        title = self.env._("Lift")
        return self.env["integration.rights.reason"]._open(self, title)

    def _lift(self, reason):
        """End rows that are in force.

        :param str reason: why
        :raise AccessError: for others than lead and officer
        :raise UserError: if it has ended already
        """
        self.check_access("read")
        officer = self.env.user.has_group("integration_base.group_integration_dpo")
        if not (officer or self.env["integration.case"]._is_lead()):
            raise AccessError(
                self.env._(
                    "Restrictions and holds are lifted by the team lead or the data "
                    "protection officer."
                )
            )
        # sudo: allowed above; nobody writes these rows by hand
        rows = self.sudo()
        rows.lock_for_update()
        rows.invalidate_recordset(["lifted_on"])
        for row in rows:
            if row.state == "ended":
                raise UserError(
                    self.env._(
                        "%(reference)s: this has ended.", reference=row.reference
                    )
                )
        rows.write(
            {
                "lifted_on": fields.Datetime.now(),
                "lifted_by_id": self.env.uid,
                "lift_reason": reason,
            }
        )
        rows._apply()

    def _apply(self):  # pylint: disable=missing-return
        """Bring the access lists in line with what is in force now."""
        # sudo: engine rows of the clients' own cases
        rows = self.sudo()
        people = rows.person_id
        cases = people.with_context(active_test=False).case_ids
        cases.filtered(lambda case: case.person_id in people)._sync_case_access()
        for row in rows:
            super(IntegrationRestriction, row).write(
                {"is_applied": row.state == "active"}
            )

    @api.model
    def _cron_apply(self):
        """Apply what begins or ends with a day."""
        active = self._get_active_domain()
        for domain, applied in ((active, False), (~active, True)):
            rows = self.search(domain & Domain("is_applied", "=", applied))
            self.env["ir.cron"]._commit_progress(remaining=len(rows))
            for row in rows:
                row._apply()
                if not self.env["ir.cron"]._commit_progress(1):
                    return
