from odoo import api, fields, models
from odoo.exceptions import AccessError

# Only leads and the hand-over change who works a case.
LEAD_FIELDS = {"user_id", "team_id"}
# Reasons whose rows follow from who works the case.
WORK_REASONS = ("manager", "deputy", "lead", "team", "cover")


class IntegrationCase(models.Model):
    """Who sees a case: manager, deputies, leads, sharing team, dated cover."""

    _inherit = "integration.case"

    is_lead = fields.Boolean(
        compute="_compute_is_lead", export_string_translation=False
    )
    waiting_handover_id = fields.Many2one(
        "integration.handover",
        "Hand-over waiting",
        compute="_compute_waiting_handover_id",
        search="_search_waiting_handover_id",
    )

    emergency_until = fields.Datetime(
        "Emergency access until",
        compute="_compute_emergency_until",
        help="The case is open to you only by emergency access, until then.",
    )

    @api.depends("access_ids.date_until")
    @api.depends_context("uid")
    def _compute_emergency_until(self):
        for case in self:
            rows = case.access_ids.filtered(
                lambda row: row.user_id == self.env.user and row.is_current
            )
            emergency = rows.filtered(lambda row: row.reason == "break_glass")
            case.emergency_until = rows == emergency and emergency[:1].date_until

    @api.depends_context("uid")
    def _compute_is_lead(self):
        self.is_lead = self._is_lead()

    @api.depends("handover_ids.state")
    def _compute_waiting_handover_id(self):
        for case in self:
            case.waiting_handover_id = case.handover_ids.filtered(
                lambda handover: handover.state in ("proposed", "accepted")
            )[:1]

    def _search_waiting_handover_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = fields.Domain(
            "handover_ids", "any", [("state", "in", ("proposed", "accepted"))]
        )
        if False in value:
            return ~waiting if set(value) == {False} else fields.Domain.TRUE
        return fields.Domain(
            "handover_ids",
            "any",
            [("state", "in", ("proposed", "accepted")), ("id", "in", list(value))],
        )

    def write(self, vals):
        if LEAD_FIELDS & vals.keys() and not self.env.su:
            self._check_may_reassign()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not (self.env.su or self._is_lead()):
            for vals in vals_list:
                if vals.get("user_id", self.env.uid) != self.env.uid:
                    raise AccessError(
                        self.env._("You open cases for yourself; hand them over then.")
                    )
        return super().create(vals_list)

    def _message_auto_subscribe(self, updated_values, *args, **kwargs):
        """The access list first: core tells a new manager while the case is written."""
        if updated_values.get("user_id", self.env.uid) != self.env.uid:
            self._sync_case_access()
        return super()._message_auto_subscribe(updated_values, *args, **kwargs)

    @api.model
    def _is_lead(self):
        return self.env.user.has_group("integration_case.group_integration_lead")

    @api.constrains("user_id")
    def _check_manager_conflict(self):
        """Nobody who is excluded is made manager or deputy (C60)."""
        for case in self:
            case._check_unlocked(case.user_id)

    @api.constrains("deputy_ids")
    def _check_deputy_conflict(self):
        for case in self:
            case._check_unlocked(case.deputy_ids)

    def _exclude(self, user, reason, date_until=None):
        if user in self.deputy_ids:
            self.deputy_ids -= user
        return super()._exclude(user, reason, date_until)

    def action_exclude(self):
        """:return: dialog that excludes a person from the case."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Exclude a person"),
            "res_model": "integration.access.exclude",
            "view_mode": "form",
            "target": "new",
            "context": {"default_reference": self.reference},
        }

    def _check_may_reassign(self):
        if not self._is_lead():
            raise AccessError(
                self.env._(
                    "The responsible manager is changed by a hand-over or by the team "
                    "lead."
                )
            )

    def _sync_case_access(self):
        """Bring the open rows of manager, deputies, leads and sharing team in line."""
        # sudo: reads who works the case to write the engine's rows
        cases = self.sudo()
        waiting = cases.handover_ids.filtered(lambda h: h.state == "accepted")
        # a job makes hand-overs final; until it ran, the old manager must not come back
        due = waiting.filtered(lambda h: h._get_begin() <= fields.Datetime.now())
        due._complete()
        self._sync_access("manager", {case: case.user_id for case in cases})
        self._sync_access("deputy", {case: case.deputy_ids for case in cases})
        nobody = self.env["res.users"]
        leads = {team: team._get_leads() for team in cases.team_id}
        members = {team: team._get_sharing_members() for team in cases.team_id}
        for reason, users in (("lead", leads), ("team", members)):
            self._sync_access(
                reason, {case: users.get(case.team_id, nobody) for case in cases}
            )
        self.env["integration.cover"]._sync_covers(cases)
        for handover in waiting - due:
            handover.case_id._end_old_side(handover)

    def _end_old_side(self, handover):
        """Let a hand-over with a date to come end the rows of those who work the case.

        Leads of a team that keeps the case stay.
        """
        same_team = handover._get_new_team() == self.team_id
        for reason in WORK_REASONS:
            if not (same_team and reason in ("lead", "team")):
                self._revoke_access(reason=reason, date_until=handover._get_begin())

    def _keep_old_side(self, handover):
        """Undo :meth:`_end_old_side` of a hand-over that will not take place."""
        self._revoke_access(reason="handover", origin=handover)
        for reason in WORK_REASONS:
            self._revoke_access(reason=reason)
        self._sync_case_access()

    def _get_covered_by(self, cover):
        """:return: those of the cases that have a row of this absence cover."""
        # sudo: engine rows of cases the engine handles
        rows = (
            self.env["integration.access"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("origin", "=", f"{cover._name},{cover.id}"),
                    "|",
                    ("date_until", "=", False),
                    ("date_until", ">", fields.Datetime.now()),
                ]
            )
        )
        return self.browse(set(rows.mapped("res_id")))

    def _revoke_cover(self, cover):
        """End the rows of an absence cover, on all cases if called on none."""
        cases = self
        if not cases:
            # sudo: engine rows, only ended
            rows = (
                self.env["integration.access"]
                .sudo()
                .search([("origin", "=", f"{cover._name},{cover.id}")])
            )
            cases = self.browse(set(rows.mapped("res_id")))
        cases._revoke_access(reason="cover", origin=cover)
