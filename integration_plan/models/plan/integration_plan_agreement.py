from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.models.consent.integration_consent_evidence import (
    INTERPRETERS,
)

HOW = [
    ("screen", "On screen, with signature"),
    ("paper", "On paper, signed"),
    ("witnessed", "Said before a witness"),
]
ANSWERS = [
    ("agreed", "Agreed"),
    ("comment", "Agreed with a comment"),
    ("refused", "Refused"),
]


class IntegrationPlanAgreement(models.Model):
    """The client's answer to a proposed plan: yes, yes with a comment, or no (C22).

    Made by the dialog and never changed; that a copy was handed over may be added once.
    ``plan_digest`` is the check sum of the plan she has answered to.
    """

    _name = "integration.plan.agreement"
    _inherit = ["integration.sealed", "integration.plan.fact"]
    _description = "Answer to a plan"
    _order = "date desc, id desc"
    _integration_erasure_class = "plan"
    _integration_erasure_kept = ("digest", "digests", "salts", "plan_digest")
    _integration_third_parties = ("interpreter_name", "witness")
    _sealed_fields = (
        *("plan_id", "plan_digest", "date", "answer", "comment", "how"),
        *("language_id", "interpreter", "interpreter_name", "signature", "scan"),
        *("witness", "guardian_name", "guardian_evidence", "user_id"),
    )
    _later_fields = frozenset({"copy_given_on", "copy_given_by_id"})

    plan_id = fields.Many2one(
        "integration.plan",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    case_id = fields.Many2one(
        related="plan_id.case_id", store=True, required=False, ondelete="restrict"
    )
    plan_digest = fields.Char("Check sum of the plan", readonly=True)
    date = fields.Datetime(required=True, readonly=True)
    answer = fields.Selection(ANSWERS, required=True, readonly=True)
    comment = fields.Text("Comment of the client", readonly=True)
    how = fields.Selection(HOW, "How it was given", required=True, readonly=True)
    language_id = fields.Many2one(
        "integration.language", "Language of the talk", required=True, readonly=True
    )
    interpreter = fields.Selection(
        INTERPRETERS, required=True, readonly=True, default="none"
    )
    interpreter_name = fields.Char("Name of the interpreter", readonly=True)
    # in the table, not in files: an attachment would be another door
    signature = fields.Binary(readonly=True, attachment=False)
    scan = fields.Binary("Signed paper", readonly=True, attachment=False)
    witness = fields.Char(readonly=True)
    guardian_name = fields.Char("Guardian", readonly=True)
    guardian_evidence = fields.Char("Proof of guardianship seen", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Recorded by", required=True, readonly=True, ondelete="restrict"
    )
    copy_given_on = fields.Date("Copy handed over on", readonly=True)
    copy_given_by_id = fields.Many2one(
        "res.users", "Copy handed over by", readonly=True, ondelete="restrict"
    )

    @api.constrains("how", "signature", "scan", "witness", "answer", "comment")
    def _check_complete(self):
        evidence = self.env["integration.consent.evidence"]
        for row in self.with_context(bin_size=False):
            pictures = {"signature": row.signature, "scan": row.scan}
            evidence.new(pictures)._check_sizes()
            if missing := row._get_missing():
                raise ValidationError(missing)

    def _get_missing(self):
        """:return: what is missing, in words, or None"""
        if self.answer != "agreed" and not (self.comment or "").strip():
            return self.env._("Please note what the client has said.")
        if self.answer == "refused":
            # nobody signs a no
            return None
        return {
            "screen": not self.signature
            and self.env._("Please let the client sign first."),
            "paper": not self.scan
            and self.env._("Please attach a photo of the signed paper."),
            "witnessed": not (self.witness or "").strip()
            and self.env._("Please name the witness."),
        }[self.how]

    @api.model
    def _record(self, plan, vals):
        """Keep the client's answer.

        :param plan: ``integration.plan`` that the caller may change, sealed if she agrees
        :param dict vals: values of the answer
        :return: the answer
        :raise UserError: if a guardian has to answer, or the date does not fit
        """
        plan.check_access("write")
        vals = {
            "date": fields.Datetime.now(),
            "user_id": self.env.uid,
            **vals,
            "plan_id": plan.id,
            "plan_digest": plan.digest,
        }
        date = fields.Datetime.to_datetime(vals["date"])
        if date > fields.Datetime.now():
            raise UserError(self.env._("An answer cannot lie in the future."))
        guardian = (vals.get("guardian_name") or "").strip()
        if guardian and not (vals.get("guardian_evidence") or "").strip():
            raise UserError(
                self.env._("Please note which proof of guardianship you have seen.")
            )
        # sudo: asks for the age only
        if not guardian and plan.person_id.sudo()._needs_guardian(date):
            raise UserError(
                self.env._(
                    "%(reference)s: for a client of this age a guardian answers. "
                    "Please enter the guardian.",
                    reference=plan.reference,
                )
            )
        if vals.pop("copy_given", False):
            vals |= {
                "copy_given_on": get_today(),
                "copy_given_by_id": self.env.uid,
            }
        return self._for_engine().create(vals).with_env(self.env)

    def action_copy_given(self):
        """Note, once, that the client has got her copy."""
        for row in self:
            row.plan_id.check_access("write")
            if row.copy_given_on:
                raise UserError(self.env._("The copy was handed over already."))
        self._for_engine().write(
            {
                "copy_given_on": get_today(),
                "copy_given_by_id": self.env.uid,
            }
        )
