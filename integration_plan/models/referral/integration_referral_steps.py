from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today

from ..base.integration_plan_part import take_turn
from .integration_referral import RUNNING

#: step → states from which it is taken
STEPS = {
    "sent": ("offered",),
    "accepted": ("sent",),
    "rejected": ("sent", "accepted"),
    "started": ("sent", "accepted"),
    "done": ("started",),
    "dropped": ("offered", *RUNNING),
    "revoked": RUNNING,
}
#: step → dates it sets; those that are set already stay
DATES = {
    "sent": ("date_sent",),
    "accepted": ("date_answered",),
    "rejected": ("date_answered", "date_ended"),
    "started": ("date_answered", "date_started"),
    "done": ("date_ended",),
    "dropped": ("date_ended",),
    "revoked": ("date_ended",),
}
NEEDS_REASON = ("rejected", "dropped")
#: what a recipient may answer by the link, by state
ANSWERS = {
    "sent": ("accepted", "rejected"),
    "accepted": ("started", "rejected"),
    "started": ("done", "dropped"),
}
#: steps that the office may take back
BACK = ("accepted", "rejected", "started", "done", "dropped")
EXTRA = frozenset(
    {
        *("reason_id", "outcome", "answer_note", "expected_on", "on_waiting_list"),
        "revoked_how",
    }
)


class IntegrationReferral(models.Model):
    """The steps of a referral, each with its date, and the way back (C38)."""

    _inherit = "integration.referral"

    def _begin_step(self, step):
        """Wait for others at work on the referral and ask whether the step fits.

        :return: the referral, open for the engine
        :raise UserError: naming the state it is in
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: waits only
        take_turn(self.sudo())
        self.person_id._check_not_restricted()
        self._check_step(step)
        return self._for_engine()

    def _check_step(self, step):
        if not self._may_step(step):
            raise UserError(
                self.env._(
                    "%(reference)s: this step does not fit the state “%(state)s”. "
                    "Somebody may have taken it already.",
                    reference=self.reference,
                    state=self._get_state_label(),
                )
            )

    def _may_step(self, step):
        """:return: whether a step fits, after waiting for others"""
        # sudo: waits and asks for the state only
        take_turn(self.sudo())
        return self.state in STEPS[step]

    def _take_step(self, step, by="office", **vals):
        """Take a step; the caller has asked for the right to it.

        :param str step: the new state
        :param str by: ``office``, ``recipient`` or ``system``
        :param vals: further values, see ``EXTRA``
        :raise UserError: if the step does not fit, or a reason or an outcome is missing
        """
        self.ensure_one()
        self._check_step(step)
        if vals.keys() - EXTRA:
            raise ValueError(f"not of a step: {vals.keys() - EXTRA}")
        if step in NEEDS_REASON and not vals.get("reason_id"):
            raise UserError(
                self.env._("Please say what the reason is, as far as you know it.")
            )
        if step == "done" and not vals.get("outcome"):
            raise UserError(self.env._("Please say what came of it."))
        now = fields.Datetime.now()
        engine = self._for_engine()
        before = engine.state
        dates = {name: now for name in DATES[step] if not engine[name]}
        engine.write({**dates, **vals, "state": step})
        engine._note_step(before, step, by, vals)
        if step not in RUNNING:
            engine.letter_id._close()
        if by == "recipient":
            engine._tell_manager()

    def _note_step(self, before, step, by="office", vals=None, **kwargs):
        # sudo: the history is kept by the system
        self.env["integration.referral.step"].sudo().create(
            {
                "referral_id": self.id,
                "date": fields.Datetime.now(),
                "from_state": before,
                "state": step,
                "by": by,
                "user_id": self.env.uid if by == "office" else False,
                "reason_id": (vals or {}).get("reason_id"),
                "note": (vals or {}).get("answer_note"),
                **kwargs,
            }
        )
        # newest first, also within this request
        self.invalidate_recordset(["step_ids"])

    def _tell_manager(self):
        case = self.case_id
        if case.is_closed:
            return
        env = case.with_context(lang=case.user_id.lang).env
        case.activity_schedule(
            "mail.mail_activity_data_todo",
            get_today(),
            summary=env._("A recipient has answered a referral"),
            user_id=case.user_id.id,
        )

    # ------------------------------------------------------------------
    # Buttons
    # ------------------------------------------------------------------

    def action_send(self):
        """:return: dialog that shows what leaves"""
        self.ensure_one()
        self._check_offered()
        return self.env["integration.referral.send"]._open(self)

    def action_send_again(self):
        """Mail a new link, for one that was lost or has expired."""
        for referral in self:
            referral.check_access("write")
            letter = referral._for_engine().letter_id
            if not referral._is_running() or not letter._is_readable():
                raise UserError(
                    self.env._(
                        "%(reference)s: there is nothing to answer any more.",
                        reference=referral.reference,
                    )
                )
            if not letter.email:
                raise UserError(
                    self.env._(
                        "%(reference)s was sent by letter.",
                        reference=referral.reference,
                    )
                )
            first = referral.state == "sent"
            letter._send_link("referral_link_days" if first else "referral_follow_days")

    def action_accepted(self):
        """The recipient has said yes, by phone or in person."""
        self._take_each("accepted")

    def action_started(self):
        self._take_each("started")

    def _take_each(self, step):
        for referral in self:
            referral._begin_step(step)
            referral._take_step(step)

    def action_answer(self):
        """:return: dialog for a step that needs a reason or an outcome"""
        self.ensure_one()
        step = self.env.context.get("referral_step", "rejected")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Referral"),
            "res_model": "integration.referral.answer",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_referral_id": self.id, "default_step": step},
        }

    def action_step_back(self):
        """Take back the last step, which the office has noted by mistake.

        :raise UserError: if the recipient or the system has taken it, or the consent
            does not hold any more
        """
        for referral in self:
            referral._begin_step_back()

    def _begin_step_back(self):
        self.check_access("write")
        self.person_id._take_turn()
        # sudo: waits only
        take_turn(self.sudo())
        engine = self._for_engine()
        last = engine.step_ids[:1]
        if self.state not in BACK or last.by != "office" or last.is_step_back:
            raise UserError(
                self.env._(
                    "%(reference)s: the last step cannot be taken back. Only what the "
                    "office has noted itself can.",
                    reference=self.reference,
                )
            )
        before = last.from_state
        vals = dict.fromkeys(("reason_id", "outcome", "answer_note"), False)
        vals |= {name: False for name in DATES[self.state]}
        # the date of an earlier step stays
        if before in ("accepted", "started"):
            vals.pop("date_answered", None)
        if self.state not in RUNNING and before in RUNNING:
            # the recipient reads again: as if it was sent anew
            answers = self._check_may_leave()
            vals["date_until"] = self._get_end(answers)
            vals["consent_ids"] = [fields.Command.set(self._get_consents(answers))]
            engine.letter_id._reopen(vals["date_until"])
        state = engine.state
        engine.write({**vals, "state": before})
        engine._note_step(state, before, user_id=self.env.uid, is_step_back=True)
        if before in RUNNING and state not in RUNNING:
            first = before == "sent"
            rule = "referral_link_days" if first else "referral_follow_days"
            engine.letter_id._send_link(rule)

    def action_print(self):
        """:return: dialog to print the letter"""
        self.ensure_one()
        return self.env["integration.referral.print"]._open(self)
