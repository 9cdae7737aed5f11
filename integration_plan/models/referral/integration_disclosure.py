from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

LABELS = [
    ("name", "Name"),
    ("birth_date", "Date of birth"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("address", "Address"),
    ("interpreter", "Language for interpreting"),
    ("status", "Residence status"),
    ("household", "People in the household"),
    ("benefit", "Benefit"),
    ("accommodation", "Kind of housing"),
    ("message", "What it is about"),
    ("goal", "Goal"),
    ("language", "Language"),
    ("occupation", "Occupation"),
    ("qualification", "Qualification"),
]
BASES = [
    ("consent", "Consent"),
    ("guardian", "Consent of the guardian"),
    ("public_task", "Public task"),
    ("override", "Without consent, by special right"),
]
#: what may change in a copy: that it is taken back
LATER_FIELDS = frozenset({"revoked_on", "date_until"})


class IntegrationDisclosure(models.Model):
    """One datum that left: a frozen copy with purpose, recipient and end (C41).

    Lies on the recipient's side and points at no case, client or source of the datum.
    Who may read the referral that led to it reads it as well.
    """

    _name = "integration.disclosure"
    _inherit = ["integration.protected"]
    _description = "What a recipient was told"
    _order = "letter_id desc, id"
    _integration_erasure_class = "contact"

    letter_id = fields.Many2one(
        "integration.referral.letter",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    reference = fields.Char(related="letter_id.reference", store=True)
    company_id = fields.Many2one(related="letter_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Recipient",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    purpose_id = fields.Many2one(
        "integration.purpose",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    data_class_id = fields.Many2one(
        "integration.data.class",
        "Data",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    label = fields.Selection(LABELS, "Datum", required=True, readonly=True)
    value = fields.Text(required=True, readonly=True)
    basis = fields.Selection(BASES, required=True, readonly=True)
    date_from = fields.Datetime("Given on", required=True, readonly=True)
    date_until = fields.Datetime("Readable until", required=True, readonly=True)
    revoked_on = fields.Datetime("Taken back on", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("What left the house is noted by the system."))
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        follows = {"reference", "company_id"}
        if not self.env.su or vals.keys() - LATER_FIELDS - follows:
            raise UserError(self.env._("What left the house stays noted as it was."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("What left the house stays noted as it was."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("What left the house stays noted as it was."))

    def _get_shown(self):
        """:return: those that their recipient may read now"""
        now = fields.Datetime.now()
        return self.filtered(lambda row: not row.revoked_on and row.date_until > now)
