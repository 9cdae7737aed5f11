from odoo import api, fields, models

from ..models.plan.paper import PlanPaper
from ..models.plan.paper_words import WORDS


class IntegrationPlanPrint(models.TransientModel):
    """Prints a plan in German and the client's language (C23)."""

    _name = "integration.plan.print"
    _description = "Print a plan"

    plan_id = fields.Many2one("integration.plan", required=True, readonly=True)
    client_name = fields.Char(related="plan_id.client_name", related_sudo=False)
    language_id = fields.Many2one(
        "integration.language",
        required=True,
        domain=lambda self: [("code", "in", list(WORDS))],
    )
    with_assessment = fields.Boolean("With the last assessment", default=True)
    paper = fields.Binary(compute="_compute_paper", export_string_translation=False)

    def _compute_paper(self):
        for dialog in self:
            dialog.paper = PlanPaper(
                dialog.plan_id, dialog.language_id, dialog.with_assessment
            ).make()

    @api.model
    def _open(self, plan):
        """:return: action of the dialog for a plan"""
        plan.check_access("read")
        languages = self.env["integration.language"]
        german = languages.search([("code", "=", "deu")])
        language = plan.language_id if plan.language_id.code in WORDS else german
        dialog = self.create({"plan_id": plan.id, "language_id": language.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print plan"),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_print(self):
        """:return: download of the paper"""
        self.ensure_one()
        plan = self.plan_id
        reference = plan.reference.replace("/", "-")
        name = f"{reference}-V{plan.version}-{self.language_id.code}.pdf"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/paper?filename={name}",
            "target": "new",
            "close": True,
        }
