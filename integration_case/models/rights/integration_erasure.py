from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class IntegrationErasure(models.Model):
    """The erasure of one person's data: planned, tried dry, confirmed by a second
    person, carried out (C70-C72).

    Names the person by her reference and holds no link to her: officer and lead see
    how many rows of which kind are due, kept or held, never whose. A job proposes what
    rules make due; it never erases.
    """

    _name = "integration.erasure"
    _inherit = ["integration.officer.row"]
    _description = "Erasure"
    _order = "id desc"
    _integration_erasure_class = "evidence"
    _integration_erasure_kept = ("reference", "res_model")

    origin = fields.Selection(
        [
            ("rule", "Retention rule"),
            ("request", "Request of the person"),
            ("office", "Officer or lead"),
        ],
        "Occasion",
        required=True,
        readonly=True,
        default="office",
    )
    state = fields.Selection(
        [
            ("draft", "Proposed"),
            ("waiting", "Waits for the second person"),
            ("done", "Erased"),
            ("cancelled", "Not erased"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    line_ids = fields.One2many("integration.erasure.line", "erasure_id", "Dry run")
    planned_on = fields.Datetime("Dry run of", readonly=True)
    due_count = fields.Integer("Due", compute="_compute_counts")
    kept_count = fields.Integer("Kept", compute="_compute_counts")
    held_count = fields.Integer("Held", compute="_compute_counts")
    requested_by_id = fields.Many2one(
        "res.users", "Asked for by", readonly=True, index="btree_not_null"
    )
    requested_on = fields.Datetime("Asked for on", readonly=True)
    confirmed_by_id = fields.Many2one(
        "res.users", "Confirmed by", readonly=True, index="btree_not_null"
    )
    done_on = fields.Datetime("Erased on", readonly=True)
    cancel_reason = fields.Text("Why it is not erased", readonly=True)
    may_act = fields.Boolean(
        compute="_compute_may_act", export_string_translation=False
    )
    may_confirm = fields.Boolean(
        compute="_compute_may_act", export_string_translation=False
    )

    _four_eyes = models.Constraint(
        "CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> requested_by_id)",
        "Nobody confirms an erasure that she has asked for herself.",
    )
    _one_open = models.UniqueIndex(
        "(res_model, res_id) WHERE state IN ('draft', 'waiting')",
        "An erasure of these data is planned already.",
    )

    @api.depends("line_ids.count", "line_ids.action")
    def _compute_counts(self):
        for erasure in self:
            for name in ("due", "kept", "held"):
                lines = erasure.line_ids.filtered(lambda row, a=name: row.action == a)
                erasure[f"{name}_count"] = sum(lines.mapped("count"))

    @api.depends("state", "requested_by_id")
    @api.depends_context("uid")
    def _compute_may_act(self):
        for erasure in self:
            erasure.may_act = erasure._is_overseer()
            erasure.may_confirm = (
                erasure.may_act
                and erasure.state == "waiting"
                and erasure.requested_by_id != self.env.user
            )

    # ------------------------------------------------------------------
    # CRUD: kept by the system
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Erasures are planned from a client's file."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise AccessError(self.env._("Erasures are kept by the system."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Erasures stay on record."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("An erasure cannot be duplicated."))

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------

    @api.model
    def _propose(self, person, origin="office"):
        """Plan the erasure of a person's data, with a dry run.

        :param person: ``integration.person`` record; files joined into hers go too
        :param str origin: one of ``origin``
        :return: the erasure, an open one if there is one
        """
        # sudo: callers have checked the occasion; the row tells a reference only
        erasures = self.sudo()
        person = person.sudo()
        person = person.merged_into_id or person
        found = erasures.search(
            self._get_record_domain(person)
            & fields.Domain("state", "in", ("draft", "waiting"))
        )
        if not found:
            found = erasures.create(
                {**self._prepare_record_vals(person), "origin": origin}
            )
            found._write_plan()
        return found.with_env(self.env)

    @api.model
    def _prepare_record_vals(self, record):
        # sudo: the team of her newest case, see the parent
        cases = record.sudo().with_context(active_test=False).case_ids
        team = cases.sorted("id")[-1:].team_id
        return {**super()._prepare_record_vals(record), "team_id": team.id}

    def action_dry_run(self):
        """Count anew what would be erased, kept and held."""
        self._check_may_act("draft", "waiting")
        for erasure in self:
            erasure._write_plan()

    def action_request(self):
        """Ask a second person to confirm."""
        self._check_may_act("draft")
        for erasure in self:
            erasure._write_plan()
            erasure._check_due()
            # sudo: allowed above; nobody writes these rows by hand
            erasure.sudo().write(
                {
                    "state": "waiting",
                    "requested_by_id": self.env.uid,
                    "requested_on": fields.Datetime.now(),
                }
            )
            others = erasure._get_overseers() - self.env.user
            text = self.env._(
                "%(reference)s: an erasure waits for the second person.",
                reference=erasure.reference,
            )
            erasure._tell(others, text)

    def action_take_back(self):
        """Back to the proposal."""
        self._check_may_act("waiting")
        # sudo: as above
        self.sudo().write(
            {"state": "draft", "requested_by_id": False, "requested_on": False}
        )

    def action_cancel(self):
        """Do not erase; a dialog asks why."""
        self._check_may_act("draft", "waiting")
        title = self.env._("Do not erase")
        return self.env["integration.rights.reason"]._open(self, title)

    def _cancel(self, reason):
        self._check_may_act("draft", "waiting")
        # sudo: as above
        self.sudo().write({"state": "cancelled", "cancel_reason": reason})

    def action_reopen(self):
        """Plan again what was not erased."""
        self._check_may_act("cancelled")
        for erasure in self:
            # sudo: as above
            erasure.sudo().write(
                {
                    "state": "draft",
                    "requested_by_id": False,
                    "requested_on": False,
                    "cancel_reason": False,
                }
            )
            erasure._write_plan()

    def action_confirm(self):
        """Erase now, as the second person.

        :raise AccessError: for whoever asked for it
        :raise UserError: under a hold, if somebody is working on the file, or if it
            was done already
        """
        self._check_may_act("waiting")
        for erasure in self:
            if erasure.requested_by_id == self.env.user:
                raise AccessError(
                    self.env._(
                        "%(reference)s: an erasure is confirmed by a second person.",
                        reference=erasure.reference,
                    )
                )
            # sudo: confirmed by a second person who oversees the file
            erasure.sudo()._execute(self.env.user)

    def _check_may_act(self, *states):
        """Lock the rows and check right and state.

        :raise AccessError: for all but the officer and leads of the team
        :raise UserError: if it is not in one of the states, as after a second click
        """
        self.check_access("read")
        # sudo: locks and reads the state as it is now
        rows = self.sudo()
        rows.lock_for_update()
        rows.invalidate_recordset(["state"])
        labels = dict(self._fields["state"]._description_selection(self.env))
        for erasure in rows:
            if not erasure.with_env(self.env)._is_overseer():
                raise AccessError(
                    self.env._(
                        "%(reference)s: erasures are handled by the team lead or the "
                        "data protection officer.",
                        reference=erasure.reference,
                    )
                )
            if erasure.state not in states:
                raise UserError(
                    self.env._(
                        "%(reference)s: this erasure is “%(state)s” already.",
                        reference=erasure.reference,
                        state=labels[erasure.state],
                    )
                )
