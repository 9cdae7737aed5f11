from odoo import api, fields, models

from ..models.referral.contents import ReferralContents


class IntegrationReferralSend(models.TransientModel):
    """Shows exactly what leaves, and to whom, before it does (C41).

    Without a consent nothing is sent from here; whoever has the right may decide
    otherwise, with a reason (C40).
    """

    _name = "integration.referral.send"
    _description = "Send a referral"

    referral_id = fields.Many2one(
        "integration.referral", required=True, readonly=True, ondelete="cascade"
    )
    client_name = fields.Char(related="referral_id.client_name", related_sudo=False)
    partner_id = fields.Many2one(related="referral_id.partner_id", related_sudo=False)
    channel = fields.Selection(related="referral_id.channel", related_sudo=False)
    email = fields.Char(related="referral_id.email", related_sudo=False)
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    digest = fields.Char(readonly=True, export_string_translation=False)
    refusal = fields.Text("Why it is not sent", compute="_compute_preview")
    may_override = fields.Boolean(
        compute="_compute_may_override", export_string_translation=False
    )
    reason = fields.Text("Why without consent")

    @api.model
    def _open(self, referral):
        """:return: action of the dialog for a referral"""
        rows = ReferralContents(referral).get_rows()
        dialog = self.create(
            {
                "referral_id": referral.id,
                "digest": ReferralContents.get_digest(self.env, rows),
            }
        )
        return dialog._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What leaves"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.depends("referral_id")
    def _compute_preview(self):
        for dialog in self:
            referral = dialog.referral_id
            answers = referral._decide()
            rows = ReferralContents(referral).get_rows()
            labels = self.env["integration.disclosure"]._fields["label"]
            dialog.preview = self.env["ir.qweb"]._render(
                "integration_plan.integration_referral_preview",
                {
                    "answers": answers,
                    "rows": rows,
                    "labels": dict(labels._description_selection(self.env)),
                },
            )
            dialog.refusal = "\n".join(
                f"{data_class.name}: {answer['words']}"
                for data_class, answer in answers.items()
                if not answer["allowed"]
            )

    @api.depends_context("uid")
    def _compute_may_override(self):
        allowed = self.env["integration.referral.override"]._is_allowed()
        for dialog in self:
            dialog.may_override = allowed

    def action_send(self):
        """Let the data leave that stand in the preview."""
        self.ensure_one()
        self.referral_id._send(self.digest)
        return {"type": "ir.actions.act_window_close"}

    def action_override(self):
        """Decide that the data leave without a consent; then they may be sent.

        :return: the dialog anew
        """
        self.ensure_one()
        referral = self.referral_id
        referral._check_offered()
        missing = [
            data_class.id
            for data_class, answer in referral._decide().items()
            if not answer["allowed"]
        ]
        self.env["integration.referral.override"]._decide_without(
            referral, referral.data_class_ids.browse(missing), self.reason
        )
        # the reason stands on record now
        self.reason = False
        return self._reopen()
