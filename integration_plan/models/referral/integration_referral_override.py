from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

GROUP = "integration_plan.group_referral_override"


class IntegrationReferralOverride(models.Model):
    """A referral without consent: by a right of its own, with a reason (C40).

    For some days only, told to officer and lead at once, logged. Names the referral by
    the number of its case and holds no link.
    """

    _name = "integration.referral.override"
    _inherit = ["integration.officer.row"]
    _description = "Referral without consent"
    _order = "id desc"
    _integration_erasure_class = "evidence"

    user_id = fields.Many2one(
        "res.users", "Decided by", required=True, readonly=True, index=True
    )
    reason = fields.Text(required=True, readonly=True)
    data_class_ids = fields.Many2many(
        "integration.data.class",
        "integration_referral_override_class_rel",
        "override_id",
        "data_class_id",
        "Data",
        readonly=True,
    )
    partner_id = fields.Many2one(
        "res.partner", "Recipient", required=True, readonly=True, ondelete="restrict"
    )
    date_from = fields.Datetime("From", required=True, readonly=True)
    date_until = fields.Datetime("Until", required=True, readonly=True)

    _dates_order = models.Constraint(
        "CHECK (date_until > date_from)", "It ends after it begins."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(
                self.env._("This is decided in the dialog of the referral.")
            )
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        raise AccessError(self.env._("A decision without consent stays on record."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise AccessError(self.env._("A decision without consent stays on record."))

    @api.model
    def _is_allowed(self):
        """:return: whether the user may decide without consent"""
        return self.env.su or self.env.user.has_group(GROUP)

    @api.model
    def _decide_without(self, referral, data_classes, reason):
        """Let data leave without a consent, for some days.

        :param referral: ``integration.referral`` the caller may write
        :param data_classes: ``integration.data.class`` that lack a consent
        :param str reason: why
        :return: the row
        :raise AccessError: without the right
        :raise UserError: without a reason
        """
        referral.check_access("write")
        if not self._is_allowed():
            raise AccessError(
                self.env._("You may not pass on data without the client's consent.")
            )
        reason = (reason or "").strip()
        if not reason or not data_classes:
            raise UserError(
                self.env._("Please say why data leave without the client's consent.")
            )
        now = fields.Datetime.now()
        rules = self.env["integration.rule.value"]
        length = rules._get_delta("referral_override_days", company=referral.company_id)
        # sudo: kept by the system; the right was checked
        row = self.sudo().create(
            {
                **self._prepare_record_vals(referral),
                "user_id": self.env.uid,
                "reason": reason,
                "data_class_ids": [fields.Command.set(data_classes.ids)],
                "partner_id": referral.partner_id.id,
                "date_from": now,
                "date_until": now + length,
            }
        )
        log = self.env["integration.access.log"]
        log._log("break_glass", referral, "referral without consent")
        row._tell(
            row._get_overseers() - self.env.user,
            self.env._(
                "%(reference)s: data are passed on without the client's consent.",
                reference=row.reference,
            ),
        )
        return row

    @api.model
    def _get_current(self, referral):
        """:return: the decision in force for a referral and its recipient, in superuser
        mode
        """
        # sudo: asks what was decided about a referral the caller holds
        rows = self.sudo()
        return rows.search(
            rows._get_record_domain(referral)
            & fields.Domain("partner_id", "=", referral.partner_id.id)
            & fields.Domain("date_until", ">", fields.Datetime.now()),
            limit=1,
        )
