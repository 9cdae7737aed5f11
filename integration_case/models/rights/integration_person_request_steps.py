from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .integration_person_request import OPEN_STATES


class IntegrationPersonRequest(models.Model):
    """The steps of a request, each with a way back, and what follows from it."""

    _inherit = "integration.person.request"

    def action_start(self):
        """Somebody works on it."""
        self._step("new", vals={"state": "working"})

    def action_extend(self):
        """Extend the deadline; the dialog says why and when she was told."""
        return self._open_dialog("extend", self.env._("Extend the deadline"))

    def action_refuse(self):
        """Refuse; the dialog asks for the reason."""
        return self._open_dialog("refuse", self.env._("Refuse the request"))

    def action_answer(self):
        """The request is answered; the dialog asks how."""
        action = self._open_dialog("answer", self.env._("Request answered"))
        action["context"]["default_answer"] = self.answer
        return action

    def action_done(self):
        """The request is answered with what is noted."""
        for request in self:
            request._answer(request.answer)

    def _answer(self, answer):
        """Close a request that was answered.

        :param str answer: what the person was told or handed out
        :raise UserError: while nobody has checked who asks, or without an answer
        """
        self.ensure_one()
        if self.identity == "open":
            raise UserError(
                self.env._(
                    "%(reference)s: please check first who has asked.",
                    reference=self.reference,
                )
            )
        if not (answer or "").strip():
            raise UserError(
                self.env._(
                    "%(reference)s: please note what was answered.",
                    reference=self.reference,
                )
            )
        vals = {**self._prepare_end("done"), "answer": answer}
        self._step(*OPEN_STATES, vals=vals)

    def action_withdraw(self):
        """She has taken the request back."""
        self._step(*OPEN_STATES, vals=self._prepare_end("withdrawn"))

    def action_reopen(self):
        """Go on with a request that was closed."""
        self._step(
            *("done", "refused", "withdrawn"),
            vals={
                "state": "working",
                "answered_on": False,
                "answered_by_id": False,
                "refusal_reason": False,
            },
        )

    def _extend(self, months, reason, told_on):
        """Extend the deadline (Art. 12 (3) sentence 2 and 3 GDPR).

        :raise UserError: without reason, for more months than the rule allows, or if
            she was told after the first month
        """
        self.ensure_one()
        limit = self.env["integration.rule.value"]._get_number(
            "request_extension_months", self.received_on, self.company_id
        )
        if not 0 < months <= limit:
            raise UserError(
                self.env._(
                    "A deadline is extended by at most %(months)s months.", months=limit
                )
            )
        if not (reason or "").strip() or not told_on:
            raise UserError(
                self.env._("Please note the reason, and when the person was told it.")
            )
        if not self.received_on <= told_on <= self.first_deadline:
            raise UserError(
                self.env._(
                    "The person has to be told of the extension until %(date)s.",
                    date=fields.Date.to_string(self.first_deadline),
                )
            )
        self._step(
            *("new", "working"),
            vals={
                "state": "extended",
                "extension_months": months,
                "extension_reason": reason,
                "extension_told_on": told_on,
            },
        )

    def _refuse(self, reason):
        """Refuse the request, in words that the person is told (Art. 12 (4) GDPR)."""
        if not (reason or "").strip():
            raise UserError(self.env._("Please give the reason of the refusal."))
        vals = {**self._prepare_end("refused"), "refusal_reason": reason}
        self._step(*OPEN_STATES, vals=vals)

    def _prepare_end(self, state):
        return {
            "state": state,
            "answered_on": fields.Datetime.now(),
            "answered_by_id": self.env.uid,
        }

    def _step(self, *states, vals):
        """Take a step, once, by somebody who may.

        :param states: states it starts from
        :param dict vals: values written
        """
        self._check_may_handle()
        # sudo: allowed above; steps are written by their methods only
        rows = self.sudo()
        rows.lock_for_update()
        rows.invalidate_recordset(["state"])
        rows._check_state(*states)
        rows.write(vals)
        rows.with_env(self.env)._schedule_deadline()

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for request in self:
            if request.state not in states:
                raise UserError(
                    self.env._(
                        "%(reference)s: this request is “%(state)s” already.",
                        reference=request.reference,
                        state=labels[request.state],
                    )
                )

    def _check_may_handle(self):
        """:raise AccessError: for others than who works the file and the officer"""
        self.check_access("read")
        if not self._is_officer():
            self.check_access("write")

    def _is_officer(self):
        return self.env.user.has_group("integration_base.group_integration_dpo")

    def _open_dialog(self, step, title):
        self.ensure_one()
        self._check_may_handle()
        self._check_state(*OPEN_STATES)
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "integration.person.request.step",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id, "default_step": step},
        }

    # ------------------------------------------------------------------
    # What follows from a request
    # ------------------------------------------------------------------

    def action_make_paper(self):
        """:return: dialog that makes the copy asked for"""
        self.ensure_one()
        self._check_may_handle()
        if self.identity == "open":
            raise UserError(
                self.env._(
                    "%(reference)s: please check first who has asked.",
                    reference=self.reference,
                )
            )
        action = self.person_id.action_make_paper()
        kind = "portable" if self.kind == "portability" else "copy"
        context = {"default_request_id": self.id, "default_kind": kind}
        return {**action, "context": {**action["context"], **context}}

    def action_plan_erasure(self):
        """:return: the erasure planned on this request, with its dry run"""
        self.ensure_one()
        self._check_may_oversee()
        erasure = self.env["integration.erasure"]._propose(self.person_id, "request")
        return {
            "type": "ir.actions.act_window",
            "res_model": erasure._name,
            "res_id": erasure.id,
            "views": [(False, "form")],
        }

    def action_restrict(self):
        """:return: dialog that sets a restriction for the person"""
        return self._open_dialog("restrict", self.env._("Restrict processing"))

    def _restrict(self, kind, ground, reason, date_until=False):
        """Set a restriction or hold on this request.

        :return: the restriction
        """
        self.ensure_one()
        self._check_may_oversee()
        # sudo: the officer has no right to the person; reason and right are checked
        restrictions = self.env["integration.restriction"].sudo()
        return restrictions.create(
            {
                # sudo: as above
                "person_id": self.sudo().person_id.id,
                "kind": kind,
                "ground": ground,
                "reason": reason,
                "date_until": date_until,
            }
        )

    def _check_may_oversee(self):
        self._check_may_handle()
        if not (self._is_officer() or self.env["integration.case"]._is_lead()):
            raise AccessError(
                self.env._(
                    "This is decided by the team lead or the data protection officer."
                )
            )
