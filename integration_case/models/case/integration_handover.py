from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today, start_of_day_utc


class IntegrationHandover(models.Model):
    """Hand-over of a case to another manager or team (C12).

    Proposed with a note, accepted or rejected with a reason by the other side. From
    the effective date on the new manager reads, until then the old one: both by the
    dates of access rows, so that no job has to run in time.
    """

    _name = "integration.handover"
    _inherit = ["integration.protected"]
    _description = "Hand-over of a case"
    _order = "id desc"

    case_id = fields.Many2one(
        "integration.case", required=True, index=True, ondelete="cascade"
    )
    reference = fields.Char(related="case_id.reference", store=True)
    company_id = fields.Many2one(related="case_id.company_id", store=True, index=True)
    from_user_id = fields.Many2one(
        "res.users", "From", readonly=True, required=True, index=True
    )
    to_user_id = fields.Many2one("res.users", "To manager", index="btree_not_null")
    to_team_id = fields.Many2one("integration.team", "To team", index="btree_not_null")
    new_user_id = fields.Many2one(
        "res.users", "Taken over by", readonly=True, index="btree_not_null"
    )
    date_effective = fields.Date("Effective on", required=True, default=get_today)
    note = fields.Text("Hand-over note", required=True)
    answer = fields.Text("Reason of the refusal", readonly=True)
    date_answer = fields.Datetime("Answered on", readonly=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("accepted", "Accepted"),
            ("done", "Done"),
            ("rejected", "Rejected"),
            ("cancelled", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
    )
    may_answer = fields.Boolean(compute="_compute_may_answer")

    _one_open = models.UniqueIndex(
        "(case_id) WHERE state IN ('proposed', 'accepted')",
        "This case is being handed over already.",
    )

    def _get_screen_name(self):
        """Whoever is only addressed by the hand-over may not read the name yet."""
        case = self.case_id.with_env(self.env(su=False))
        return case.client_name if case.has_access("read") else False

    @api.depends("state", "to_user_id", "to_team_id")
    @api.depends_context("uid")
    def _compute_may_answer(self):
        for handover in self:
            handover.may_answer = (
                handover.state == "proposed"
                and self.env.user in handover._get_addressees()
            )

    @api.constrains("to_user_id", "to_team_id", "date_effective")
    def _check_target(self):
        # sudo: looks at groups and companies of the target only
        for handover in self.sudo():
            case = handover.case_id
            if bool(handover.to_user_id) == bool(handover.to_team_id):
                raise ValidationError(
                    self.env._(
                        "%(reference)s, hand-over: name either a manager or a team.",
                        reference=case.reference,
                    )
                )
            if handover.to_user_id == case.user_id:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, hand-over: this is the manager already.",
                        reference=case.reference,
                    )
                )
            if (
                case.company_id
                not in (
                    handover.to_user_id.company_ids | handover.to_team_id.company_id
                )
                or not handover._get_addressees()
            ):
                raise ValidationError(
                    self.env._(
                        "%(reference)s, hand-over: nobody there can take the case.",
                        reference=case.reference,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            case = self.env["integration.case"].browse(vals.get("case_id"))
            case.check_access("write")
            case._check_not_closed()
            if not (self.env.su or case.user_id == self.env.user or case._is_lead()):
                raise AccessError(
                    self.env._("A case is handed over by its manager or a team lead.")
                )
            vals.update(from_user_id=case.user_id.id, state="proposed")
        handovers = super().create(vals_list)
        for handover in handovers:
            handover._notify_addressees()
        return handovers

    def write(self, vals):
        if not self.env.su:
            raise AccessError(
                self.env._("A hand-over is answered or withdrawn, not changed.")
            )
        return super().write(vals)

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_accept(self, user_id=None):
        """Take the case over.

        :param int user_id: manager named by a lead of the team addressed; the user
            herself if not given
        """
        for handover in self:
            handover._check_may_answer()
            user = self.env["res.users"].browse(user_id or self.env.uid)
            handover._check_new_manager(user)
            # sudo: the answer was allowed above; the new manager gains access hereby
            handover.sudo()._accept(user)
        return True

    def action_reject(self, reason=None):
        """Refuse a case; the old manager keeps it.

        :param str reason: required
        """
        for handover in self:
            handover._check_may_answer()
            if not (reason or "").strip():
                raise UserError(self.env._("Please say why you refuse the case."))
            # sudo: the answer was allowed above
            handover.sudo().write(
                {
                    "state": "rejected",
                    "answer": reason,
                    "date_answer": fields.Datetime.now(),
                }
            )
            handover._notify_sender()
        return True

    def action_cancel(self):
        """Withdraw a proposal that waits, by whoever may write the case."""
        for handover in self:
            handover.case_id.check_access("write")
            if handover.state != "proposed":
                raise UserError(self.env._("This hand-over was answered already."))
        # sudo: checked above
        self.sudo()._cancel_open()
        return True

    def _cancel_open(self):
        """Take back what waits; the old side keeps the case, also beyond the date."""
        waiting = self.sudo().filtered(  # sudo: engine step of cancel and closure
            lambda handover: handover.state in ("proposed", "accepted")
        )
        accepted = waiting.filtered(lambda handover: handover.state == "accepted")
        waiting.write({"state": "cancelled"})
        for handover in accepted:
            handover.case_id._keep_old_side(handover)

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _get_addressees(self):
        """:return: users who may answer: the manager, or the team's people."""
        self.ensure_one()
        # sudo: names of the people a hand-over is addressed to
        team = self.to_team_id.sudo()
        users = self.to_user_id | team.lead_ids | team.member_ids
        return users.filtered(
            lambda user: user.has_group("integration_case.group_integration_manager")
        )

    def _check_may_answer(self):
        self.ensure_one()
        self.lock_for_update()
        if self.state != "proposed":
            raise UserError(self.env._("This hand-over was answered already."))
        if self.env.user not in self._get_addressees():
            raise self.env["ir.rule"]._make_access_error("write", self)

    def _check_new_manager(self, user):
        if user != self.env.user and (
            self.env.user not in self.to_team_id.lead_ids
            or user not in self._get_addressees()
        ):
            raise UserError(
                self.env._("Only a lead of the team addressed can name its member.")
            )

    def _accept(self, user):
        """Record the answer and date the access rows; runs in sudo."""
        self.ensure_one()
        case = self.case_id
        case._check_unlocked(user)
        begin = self._get_begin()
        now = fields.Datetime.now()
        self.write({"state": "accepted", "new_user_id": user.id, "date_answer": now})
        if begin <= now:
            self._complete()
            return
        case._end_old_side(self)
        case._grant_access(
            self._get_new_readers(), "handover", date_from=begin, origin=self
        )
        self._notify_sender()

    def _get_begin(self):
        """:return: UTC time from which the new side works the case."""
        self.ensure_one()
        return start_of_day_utc(self.date_effective)

    def _get_new_team(self):
        self.ensure_one()
        case = self.case_id
        own = case.with_company(case.company_id)._get_default_team(self.new_user_id)
        return self.to_team_id or own or case.team_id

    def _get_new_readers(self):
        """:return: who reads from the effective date on: the manager, a team's leads."""
        leads = self.case_id._get_unlocked(self._get_new_team().lead_ids)
        return self.new_user_id | leads

    def _complete(self):
        """Make the taker the responsible manager; runs in sudo."""
        for handover in self:
            case, user = handover.case_id, handover.new_user_id
            team = handover._get_new_team()
            # first, since the change of the case looks for hand-overs due
            handover.state = "done"
            case._revoke_access(reason="handover", origin=handover)
            case.write(
                {
                    "user_id": user.id,
                    "team_id": team.id,
                    "deputy_ids": [fields.Command.clear()],
                }
            )
            case.activity_ids.filtered(
                lambda activity, old=handover.from_user_id: activity.user_id == old
            ).write({"user_id": user.id})
            handover._notify_sender()

    @api.model
    def _cron_complete(self):
        """Make accepted hand-overs whose day has come final; access moved by date."""
        due = self.search(
            [
                ("state", "=", "accepted"),
                ("date_effective", "<=", get_today()),
            ]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for handover in due:
            handover = handover.try_lock_for_update()
            if handover:
                handover._complete()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _notify_addressees(self):
        self.ensure_one()
        self._send_neutral(
            self._get_addressees().partner_id,
            self.env._("A case is offered to you: %(reference)s"),
        )

    def _notify_sender(self):
        self.ensure_one()
        # a cron has no language of its own
        env = self.with_context(lang=self.from_user_id.lang).env
        self._send_neutral(
            self.from_user_id.partner_id,
            env._("Your hand-over of %(reference)s was answered"),
        )

    def _send_neutral(self, partners, text):
        """Tell people in their inbox, with the reference and nothing else."""
        # sudo: sender or receiver may not read the case any more; text is neutral
        subject = text % {"reference": self.case_id.sudo().reference}
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=partners.ids, subject=subject, body=subject
        )
