from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

ENDS = [
    ("office", "Taken back by the office"),
    ("replaced", "Replaced by a newer one"),
    ("withdrawn", "Consent withdrawn"),
    ("expired", "Consent expired"),
    ("time", "Time of access over"),
    ("closed", "Case closed"),
    ("restricted", "Processing restricted"),
    ("erased", "Data erased"),
    ("volunteer", "The volunteer does not help any more"),
    ("done", "Help ended"),
]
LATER_FIELDS = frozenset({"ended_on", "ended_how", "consent_ids", "date_until"})


class IntegrationEngagementRelease(models.Model):
    """One release of data to one volunteer: what left, on which basis, until when.

    The case's side of it: the copy itself lies with the volunteer and knows nothing of
    this row. Kept by the steps of the engagement, never deleted.
    """

    _name = "integration.engagement.release"
    _inherit = ["integration.case.fact"]
    _description = "Release to a volunteer"
    _order = "id desc"
    _integration_erasure_class = "counselling"

    engagement_id = fields.Many2one(
        "integration.engagement",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    case_id = fields.Many2one(
        related="engagement_id.case_id", store=True, required=False
    )
    letter_id = fields.Many2one(
        "integration.referral.letter",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        "res.partner", "Volunteer", required=True, readonly=True, ondelete="restrict"
    )
    consent_ids = fields.Many2many(
        "integration.consent",
        "integration_engagement_release_consent_rel",
        "release_id",
        "consent_id",
        "Rests on",
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", "Released by", required=True, readonly=True, ondelete="restrict"
    )
    date_from = fields.Datetime("Released on", required=True, readonly=True)
    date_until = fields.Datetime("Readable until", required=True, readonly=True)
    ended_on = fields.Datetime("Ended on", readonly=True, index=True)
    ended_how = fields.Selection(ENDS, "Ended because", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("What left the house is noted by the system."))
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        follows = {"case_id", "company_id", "person_id", "reference"}
        if not self.env.su or vals.keys() - LATER_FIELDS - follows:
            raise UserError(self.env._("What left the house stays noted as it was."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("What left the house stays noted as it was."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("What left the house stays noted as it was."))

    def _get_running(self):
        """:return: those that have not ended"""
        return self.filtered(lambda release: not release.ended_on)

    def _end(self, how):
        """End reading at once, in this transaction.

        :param str how: one of ``ended_how``
        """
        # sudo: ends what was released, shows nothing
        running = self.sudo()._get_running()
        running.write({"ended_on": fields.Datetime.now(), "ended_how": how})
        running.letter_id._close()
