from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .integration_plan import DONE_STATES, STATES


class IntegrationPlan(models.Model):
    """The steps of a plan: proposed, approved, agreed, ended, made anew (C18-C24)."""

    _inherit = "integration.plan"

    def _begin_step(self, *states):
        """Wait for others at work on the plan and ask whether the step fits.

        :param states: those in which the step may be taken
        :return: the plan, open for the engine
        :raise UserError: naming the state the plan is in
        """
        self.ensure_one()
        self.check_access("write")
        self._take_turn()
        self.person_id._check_not_restricted()
        if not self.env.su:
            self._check_basis()
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%(reference)s, version %(version)s: this step does not fit the "
                    "state “%(state)s”. Somebody may have taken it already.",
                    reference=self.reference,
                    version=self.version,
                    state=dict(self._fields["state"]._description_selection(self.env))[
                        self.state
                    ],
                )
            )
        return self._for_engine()

    def action_propose(self):
        """Show the plan to the client: it stays as it is until she answers."""
        for plan in self:
            engine = plan._begin_step("draft")
            plan.case_id._check_not_closed()
            plan._check_complete()
            engine.write(
                {
                    "state": "proposed",
                    "proposed_at": fields.Datetime.now(),
                    "proposed_by_id": self.env.uid,
                }
            )

    def action_back_to_draft(self):
        """Go on working on a proposed plan; an approval is given anew."""
        for plan in self:
            plan._begin_step("proposed").write(plan._prepare_draft_vals())

    @api.model
    def _prepare_draft_vals(self):
        return {
            "state": "draft",
            **dict.fromkeys(
                ("proposed_at", "proposed_by_id", "approved_at", "approved_by_id"),
                False,
            ),
        }

    def action_approve(self):
        """Approve a proposed plan; never by one of its authors (C24)."""
        for plan in self:
            engine = plan._begin_step("proposed")
            if plan.approved_at:
                raise UserError(
                    self.env._(
                        "%(reference)s, version %(version)s was approved already.",
                        reference=plan.reference,
                        version=plan.version,
                    )
                )
            if self.env.user in engine._get_authors():
                raise AccessError(
                    self.env._(
                        "A plan is approved by a second person, not by one of its "
                        "authors."
                    )
                )
            engine.write(
                {
                    "approved_at": fields.Datetime.now(),
                    "approved_by_id": self.env.uid,
                }
            )

    def action_agree(self):
        """:return: dialog in which the client's answer is recorded"""
        self.ensure_one()
        self.check_access("write")
        return self.env["integration.plan.agree"]._open(self)

    def _answer(self, vals, review_date=None):
        """Record what the client has said about a proposed plan (C22).

        :param dict vals: values of ``integration.plan.agreement``
        :param review_date: day of the next review, by the dated rule if empty
        :return: the agreement
        :raise UserError: if the plan is not proposed, or not approved where it must be
        """
        engine = self._begin_step("proposed")
        self.case_id._check_not_closed()
        agreed = vals.get("answer") != "refused"
        if agreed and self.needs_approval and not self.approved_at:
            raise UserError(
                self.env._(
                    "%(reference)s, version %(version)s: this plan has to be approved "
                    "by a second person first.",
                    reference=self.reference,
                    version=self.version,
                )
            )
        if agreed:
            engine.goal_ids.measure_ids._seal_each()
            engine.goal_ids._seal_each()
            engine._seal_each()
        agreement = self.env["integration.plan.agreement"]._record(self, vals)
        if not agreed:
            engine.write(self._prepare_draft_vals())
            return agreement
        now = fields.Datetime.now()
        old = engine.case_id.plan_ids.filtered(lambda plan: plan.state == "agreed")
        old.write({"state": "superseded", "ended_at": now})
        old.flush_recordset()
        engine.write({"state": "agreed", "agreed_at": agreement.date})
        engine._plan_review(old, review_date)
        return agreement

    def action_new_version(self):
        """Begin the next version, with the goals and measures that are open (C19).

        :return: form of the draft; of the one being worked on, if there is one
        """
        self.ensure_one()
        self.check_access("write")
        self._take_turn()
        case = self.case_id
        draft = case.plan_ids.filtered(lambda plan: plan.state in ("draft", "proposed"))
        if not draft:
            engine = self._begin_step("agreed", "closed", "withdrawn")
            case._check_not_closed()
            draft = engine._carry_forward(case).with_env(self.env)
        return draft[:1]._get_form_action()

    def _carry_forward(self, case):
        """:return: a new draft for a case with the open goals of this version"""
        self.ensure_one()
        draft = self.create(
            {
                "case_id": case.id,
                "version": case._get_last_plan_version() + 1,
                "previous_id": self.id,
                "user_id": self.env.uid,
                "household_id": self.household_id.id,
                "language_id": self.language_id.id,
                "aim": self.aim,
                "aim_client": self.aim_client,
                "author_ids": [fields.Command.link(self.env.uid)],
            }
        )
        for goal in self.goal_ids._filter_open():
            goal._carry_to(draft)
        return draft

    def action_close(self, reason=None):
        """End an agreed plan without a next one.

        :param str reason: required
        """
        self._end("closed", ("agreed",), reason)

    def action_withdraw(self, reason=None):
        """Put a plan away that is not wanted any more, by the client or by us.

        :param str reason: required
        """
        self._end("withdrawn", ("draft", "proposed", "agreed"), reason)

    def _end(self, state, states, reason):
        for plan in self:
            engine = plan._begin_step(*states)
            if not (reason or "").strip():
                raise UserError(self.env._("Please say why the plan ends."))
            engine.write(
                {
                    "state": state,
                    "ended_at": fields.Datetime.now(),
                    "end_reason": reason,
                }
            )
            # a next version may be made in the same transaction
            engine.flush_recordset()
            engine.review_ids._cancel_planned()

    def action_end(self):
        """:return: dialog that asks why the plan ends"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("End plan"),
            "res_model": "integration.plan.end",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_plan_id": self.id},
        }

    def action_print(self):
        """:return: dialog that prints the plan"""
        self.ensure_one()
        return self.env["integration.plan.print"]._open(self)

    def action_open_reviews(self):
        """:return: the reviews of the plan"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_review_action"
        )
        action["domain"] = [("plan_id", "=", self.id)]
        action["context"] = {"default_plan_id": self.id}
        return action

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _is_done(self):
        return self.state in DONE_STATES

    @api.model
    def _get_state_label(self, state):
        labels = self._fields["state"]._description_selection(self.env)
        return dict(labels).get(state, dict(STATES)[state])
