from odoo import api, fields, models

from odoo.addons.integration_plan.models.referral.contents import ReferralContents

from ..models.engagement.contents import EngagementContents, get_classes


class IntegrationEngagementSend(models.TransientModel):
    """Shows exactly what the volunteer will read, before it is released (C13, C41)."""

    _name = "integration.engagement.send"
    _description = "Release to a volunteer"

    engagement_id = fields.Many2one(
        "integration.engagement", required=True, readonly=True, ondelete="cascade"
    )
    client_name = fields.Char(related="engagement_id.client_name", related_sudo=False)
    partner_ids = fields.Many2many(
        "res.partner", string="Volunteers", compute="_compute_preview"
    )
    preview = fields.Html(
        "What the volunteer will read", compute="_compute_preview", sanitize=False
    )
    refusal = fields.Text("Why nothing is released", compute="_compute_preview")
    date_until = fields.Datetime("Readable until", compute="_compute_preview")
    digest = fields.Char(readonly=True, export_string_translation=False)

    @api.model
    def _open(self, engagement):
        """:return: action of the dialog for an engagement"""
        rows = EngagementContents(engagement).get_rows()
        dialog = self.create(
            {
                "engagement_id": engagement.id,
                "digest": ReferralContents.get_digest(self.env, rows),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What the volunteer will read"),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.depends("engagement_id")
    def _compute_preview(self):
        labels = self.env["integration.disclosure"]._fields["label"]
        for dialog in self:
            engagement = dialog.engagement_id
            partners = engagement._get_partners()
            answers = {}
            for partner in partners:
                answers |= engagement._decide(partner, get_classes(engagement))
            dialog.partner_ids = partners.with_env(self.env)
            dialog.refusal = engagement._get_refusal(answers)
            dialog.date_until = (
                engagement._get_end(answers)
                if answers and not dialog.refusal
                else False
            )
            dialog.preview = self.env["ir.qweb"]._render(
                "integration_volunteer.integration_engagement_preview",
                {
                    "rows": EngagementContents(engagement).get_rows(),
                    "labels": dict(labels._description_selection(self.env)),
                },
            )

    def action_release(self):
        """Release what stands in the preview."""
        self.ensure_one()
        self.engagement_id._release(self.digest)
        return {"type": "ir.actions.act_window_close"}
