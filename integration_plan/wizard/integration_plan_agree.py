from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_case.models.consent.integration_consent_evidence import (
    INTERPRETERS,
)

from ..models.plan.integration_plan_agreement import ANSWERS, HOW

EVIDENCE = (
    *("answer", "comment", "how", "interpreter", "interpreter_name", "signature"),
    *("scan", "witness", "guardian_name", "guardian_evidence", "copy_given"),
)
GERMAN = "deu"


class IntegrationPlanAgree(models.TransientModel):
    """The dialog in which the client answers to a proposed plan (C22).

    The row is deleted as soon as the answer is recorded.
    """

    _name = "integration.plan.agree"
    _description = "Answer to a plan"

    plan_id = fields.Many2one("integration.plan", required=True, readonly=True)
    client_name = fields.Char(related="plan_id.client_name", related_sudo=False)
    answer = fields.Selection(ANSWERS, required=True, default="agreed")
    comment = fields.Text("What the client has said")
    how = fields.Selection(HOW, "How it is given", required=True, default="screen")
    language_id = fields.Many2one(
        "integration.language", "Language of the talk", required=True
    )
    interpreter = fields.Selection(INTERPRETERS, required=True, default="none")
    interpreter_name = fields.Char("Name of the interpreter")
    signature = fields.Binary(attachment=False)
    scan = fields.Binary("Photo of the signed paper", attachment=False)
    scan_name = fields.Char(export_string_translation=False)
    witness = fields.Char()
    needs_guardian = fields.Boolean(
        compute="_compute_needs_guardian", export_string_translation=False
    )
    guardian_name = fields.Char("Guardian")
    guardian_evidence = fields.Char("Proof of guardianship seen")
    copy_given = fields.Boolean("A copy was handed over")
    review_date = fields.Date("Next review on")

    @api.depends("plan_id")
    def _compute_needs_guardian(self):
        now = fields.Datetime.now()
        for dialog in self:
            person = dialog.plan_id.person_id
            dialog.needs_guardian = bool(person) and person._needs_guardian(now)

    @api.constrains("signature", "scan")
    def _check_sizes(self):
        """Nothing huge is kept, not even in a dialog left open."""
        evidence = self.env["integration.consent.evidence"]
        for dialog in self.with_context(bin_size=False):
            pictures = {"signature": dialog.signature, "scan": dialog.scan}
            evidence.new(pictures)._check_sizes()

    @api.model
    def _open(self, plan):
        """:return: action of the dialog for a proposed plan"""
        plan.check_access("write")
        if plan.state != "proposed":
            raise UserError(
                self.env._(
                    "%(reference)s: please propose the plan first.",
                    reference=plan.reference,
                )
            )
        languages = self.env["integration.language"]
        german = languages.search([("code", "=", GERMAN)])
        reviews = self.env["integration.review"]
        dialog = self.create(
            {
                "plan_id": plan.id,
                "language_id": (plan.language_id or german).id,
                "review_date": reviews._get_next_date(plan.company_id),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer of the client"),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_record(self):
        """Record the answer, and forget the dialog."""
        self.ensure_one()
        self = self.with_context(bin_size=False)
        plan = self.plan_id
        plan._answer(
            {
                **{name: self[name] for name in EVIDENCE},
                "language_id": self.language_id.id,
            },
            review_date=self.review_date,
        )
        self.unlink()
        return plan._get_form_action()
