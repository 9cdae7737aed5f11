from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

OCCASIONS = [
    ("danger", "Danger to the client or to others"),
    ("absence", "Nobody responsible can be reached"),
    ("client", "The client is here and asks for it"),
    ("other", "Other"),
]


class IntegrationEmergency(models.Model):
    """Emergency access: some hours of a case without a row of the access list (C59).

    Asked for with a reason after a look-up by the finder, told to team lead and
    officer at once and reviewed by one of them, never by whoever used it. It is not
    extended: who needs longer gives a new reason.
    """

    _name = "integration.emergency"
    _inherit = ["integration.officer.row"]
    _description = "Emergency Access"
    _order = "date_from desc, id desc"

    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True)
    occasion = fields.Selection(
        OCCASIONS,
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True, readonly=True)
    date_from = fields.Datetime("From", required=True, readonly=True)
    date_until = fields.Datetime("Until", required=True, readonly=True)
    is_current = fields.Boolean("Running", compute="_compute_is_current")
    # review
    review_state = fields.Selection(
        [
            ("open", "To be reviewed"),
            ("approved", "Justified"),
            ("objected", "Not justified"),
        ],
        "Review",
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    reviewed_by_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    reviewed_on = fields.Datetime(readonly=True)
    may_review = fields.Boolean(
        compute="_compute_may_review", export_string_translation=False
    )

    _dates_order = models.Constraint(
        "CHECK (date_until > date_from)", "An access ends after it begins."
    )
    _never_oneself = models.Constraint(
        "CHECK (reviewed_by_id IS NULL OR reviewed_by_id <> user_id)",
        "Nobody reviews an emergency access of her own.",
    )

    @api.depends("date_from", "date_until")
    def _compute_is_current(self):
        now = fields.Datetime.now()
        for row in self:
            row.is_current = row.date_from <= now < row.date_until

    @api.depends("review_state", "user_id", "team_id")
    @api.depends_context("uid")
    def _compute_may_review(self):
        for row in self:
            row.may_review = (
                row.review_state == "open"
                and row.user_id != self.env.user
                and row._is_overseer()
            )

    # ------------------------------------------------------------------
    # CRUD: kept by the system, never changed
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(
                self.env._("Emergency access is asked for after a look-up.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("Emergency access is reviewed, not changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("Emergency access stays on record."))

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_approve(self):
        """Note that the access was justified."""
        return self._review("approved")

    def action_object(self):
        """Note that the access was not justified; what is still running ends."""
        self._review("objected")
        now = fields.Datetime.now()
        for row in self:
            if row.is_current and row.date_from < now:
                # sudo: engine rows of this access, only ended; allowed by the review
                row._get_record().sudo()._revoke_access(
                    row.user_id, "break_glass", origin=row
                )
                row.sudo().date_until = now  # sudo: as above
        return True

    def _review(self, state):
        """Record the review once, by somebody else.

        :raise AccessError: for whoever used the access, and for all but lead and
            officer
        """
        self.check_access("read")
        for row in self:
            row.lock_for_update()
            if row.user_id == self.env.user or not row._is_overseer():
                raise AccessError(
                    self.env._(
                        "%(reference)s: emergency access is reviewed by the team lead or "
                        "the data protection officer, never by whoever used it.",
                        reference=row.reference,
                    )
                )
            if row.review_state != "open":
                raise UserError(
                    self.env._(
                        "%(reference)s: this was reviewed already.",
                        reference=row.reference,
                    )
                )
            # sudo: allowed above; users have no right to write
            row.sudo().write(
                {
                    "review_state": state,
                    "reviewed_by_id": self.env.uid,
                    "reviewed_on": fields.Datetime.now(),
                }
            )
            self.env["integration.access.log"]._collect(
                "break_glass", row.res_model, [row.res_id], detail=f"review: {state}"
            )
        return True
