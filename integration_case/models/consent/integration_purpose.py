from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today, to_last_german_day

#: who receives data; the decision function takes these words or a contact
RECIPIENTS = [
    ("team", "The advice service itself"),
    ("service", "Services that the client names"),
    ("authority", "Another authority"),
    ("volunteer", "Volunteers"),
    ("interpreter", "Interpreters"),
    ("public", "The public"),
    ("evaluation", "Evaluation of the programme"),
    ("statistics", "Statistics, without names"),
]
#: what a consent rests on: others may be given another purpose only
FIXED_FIELDS = {
    "code",
    "company_id",
    "data_class_ids",
    "legal_basis",
    "recipient_ids",
    "recipient_kind",
}


class IntegrationPurpose(models.Model):
    """What personal data are used for: which, who receives them, on which basis.

    What no purpose names is not to be collected. The officer keeps the purposes;
    once a client was asked, what the purpose covers stays (C46, C50).
    """

    _name = "integration.purpose"
    _inherit = ["integration.code"]
    _description = "Purpose of processing"

    company_id = fields.Many2one(
        "res.company",
        "Authority",
        index="btree_not_null",
        help="Empty: for all authorities.",
    )
    data_class_ids = fields.Many2many(
        "integration.data.class",
        "integration_purpose_data_class_rel",
        "purpose_id",
        "data_class_id",
        "Data",
    )
    recipient_kind = fields.Selection(
        RECIPIENTS, "Recipients", required=True, default="team"
    )
    recipient_ids = fields.Many2many(
        "res.partner",
        "integration_purpose_partner_rel",
        "purpose_id",
        "partner_id",
        "Only these recipients",
        help="Empty: all of this kind.",
    )
    legal_basis = fields.Selection(
        [("consent", "Consent"), ("public_task", "Public task")],
        required=True,
        default="consent",
        index=True,
    )
    legal_source = fields.Char(
        "Legal source", help="For example Art. 6 (1) (e) GDPR, § 4 LDSG BW."
    )
    retention = fields.Text("How long data are kept", translate=True)
    names_recipients = fields.Boolean(
        compute="_compute_names_recipients", export_string_translation=False
    )
    text_ids = fields.One2many("integration.purpose.text", "purpose_id", "Texts")
    waiting_count = fields.Integer(
        "Texts to be confirmed", compute="_compute_waiting_count"
    )
    consent_ids = fields.One2many(
        "integration.consent", "purpose_id", export_string_translation=False
    )

    @api.depends("text_ids.state")
    def _compute_waiting_count(self):
        counts = dict(
            self.env["integration.purpose.text"]._read_group(
                [("purpose_id", "in", self.ids), ("state", "=", "draft")],
                ["purpose_id"],
                ["__count"],
            )
        )
        for purpose in self:
            purpose.waiting_count = counts.get(purpose, 0)

    @api.depends("recipient_kind")
    def _compute_names_recipients(self):
        for purpose in self:
            purpose.names_recipients = purpose.recipient_kind in (
                "service",
                "authority",
            )

    @api.model_create_multi
    def create(self, vals_list):
        # rules keep which classes of data a public task names
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    def write(self, vals):
        self.env.registry.clear_cache()
        if vals.keys() & FIXED_FIELDS:
            self._check_not_used(vals)
        return super().write(vals)

    def _check_not_used(self, vals):
        """:raise UserError: if what clients have answered to would change."""
        for purpose in self:
            # sudo: asks only whether anybody was asked
            if not purpose.sudo().consent_ids[:1]:
                continue
            values = {name: vals[name] for name in vals.keys() & FIXED_FIELDS}
            if purpose._cleaned_differs(values):
                raise UserError(
                    self.env._(
                        "%(purpose)s: clients have answered to this purpose, so data, "
                        "recipients and legal basis stay. Archive it and add a new one.",
                        purpose=purpose.name,
                    )
                )

    def _cleaned_differs(self, values):
        """:return: whether values differ from what is stored."""
        draft = self.new(values, origin=self)
        for name in values:
            old, new = self[name], draft[name]
            if self._fields[name].relational:
                old, new = set(old.ids), set(new._origin.ids)
            if old != new:
                return True
        return False

    def _get_text(self, language, date=None):
        """Give the confirmed text in force in a language (C52).

        :param language: ``integration.language`` record
        :param date: day asked for; today if empty
        :return: ``integration.purpose.text`` record, empty if there is none
        """
        self.ensure_one()
        date = date or get_today()
        texts = self.text_ids.filtered(
            lambda text: (
                text.language_id == language
                and text.state == "confirmed"
                and text.valid_from <= date
            )
        )
        return texts.sorted("version")[-1:]

    def _get_available(self, company):
        """:return: purposes a client of an authority may be asked for."""
        return self.search([("company_id", "in", (False, company.id))])

    def _get_state_of(self, person):
        """:return: dict of what holds for a client now: ``code`` (a state, or
        ``public_task``, ``not_asked``), ``label``, ``consent`` (the last answer),
        ``last_day`` (the last day of a consent in force)
        """
        self.ensure_one()
        consents = person.consent_ids.filtered(
            lambda consent: consent.purpose_id == self
        )
        valid = consents.filtered(lambda consent: consent.state == "given")[:1]
        consent = valid or consents.sorted("date_from", reverse=True)[:1]
        labels = {
            "public_task": self.env._("Public task"),
            "not_asked": self.env._("Not asked yet"),
            **dict(consents._fields["state"]._description_selection(self.env)),
        }
        code = consent.state or "not_asked"
        if self.legal_basis == "public_task":
            code = "public_task"
        end = code == "given" and consent.date_until
        return {
            "code": code,
            "label": labels[code],
            "consent": consent,
            "last_day": end and to_last_german_day(end),
        }
