from odoo import api, fields, models
from odoo.fields import Domain

from .integration_consent_evidence import HOW, INTERPRETERS

STATES = [
    ("given", "Given"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
]


class IntegrationConsent(models.Model):
    """A client's answer to one purpose, in one version of its text (C45-C49).

    Made by :meth:`_record` and never changed; only its withdrawal is added, once.
    Whether it is in force is asked by date at the time of reading. The record holds
    facts only, which the officer reads; name, signature and notes stand in the
    evidence.
    """

    _name = "integration.consent"
    _inherit = ["integration.sealed.person", "integration.protected"]
    _description = "Consent"
    _order = "date_from desc, id desc"
    _sealed_fields = (
        *("file_number", "purpose_id", "text_id", "language_id", "decision"),
        *("recipient_ids", "how", "interpreter", "by_guardian", "evidence_id"),
        *("date_from", "date_until", "user_id"),
    )
    _later_fields = frozenset(
        {
            *("withdrawn_at", "withdrawn_how", "withdrawn_by_id", "withdrawn_on"),
            *("reminded_on", "ended_on"),
        }
    )

    person_id = fields.Many2one(
        "integration.person",
        "Client",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="person_id.company_id", store=True, index=True, precompute=True
    )
    reference = fields.Char(related="person_id.reference", store=True, precompute=True)
    purpose_id = fields.Many2one(
        "integration.purpose",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    text_id = fields.Many2one(
        "integration.purpose.text",
        "Text shown",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    language_id = fields.Many2one(
        "integration.language",
        "Language shown",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    decision = fields.Selection(
        [("given", "Given"), ("refused", "Refused")],
        "Answer",
        required=True,
        readonly=True,
    )
    recipient_ids = fields.Many2many(
        "res.partner",
        "integration_consent_partner_rel",
        "consent_id",
        "partner_id",
        "Named recipients",
        readonly=True,
    )
    how = fields.Selection(HOW, "How it was given", required=True, readonly=True)
    interpreter = fields.Selection(INTERPRETERS, required=True, readonly=True)
    by_guardian = fields.Boolean("By the guardian", readonly=True)
    evidence_id = fields.Many2one(
        "integration.consent.evidence",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users", "Recorded by", required=True, readonly=True, ondelete="restrict"
    )
    date_from = fields.Datetime("Given on", required=True, readonly=True)
    date_until = fields.Datetime("Ends on", readonly=True, help="Exclusive.")
    # withdrawal, added once
    withdrawn_at = fields.Datetime("Withdrawn on", readonly=True)
    withdrawn_how = fields.Selection(
        [
            ("worker", "Told the worker"),
            ("paper", "In writing"),
            ("client_door", "By the client herself"),
            ("refused", "Answered anew with no"),
            ("joined", "Later no in a file joined with this one"),
        ],
        "How it was withdrawn",
        readonly=True,
    )
    withdrawn_on = fields.Datetime("Withdrawal recorded on", readonly=True)
    withdrawn_by_id = fields.Many2one(
        "res.users", "Withdrawal recorded by", readonly=True, ondelete="restrict"
    )
    # kept by the jobs
    reminded_on = fields.Date(readonly=True, export_string_translation=False)
    ended_on = fields.Date(readonly=True, export_string_translation=False)

    state = fields.Selection(STATES, compute="_compute_state", search="_search_state")

    _person_purpose_idx = models.Index("(person_id, purpose_id, date_from DESC)")
    _withdrawn = models.Constraint(
        "CHECK (withdrawn_at IS NULL OR withdrawn_at >= date_from)",
        "A consent cannot be withdrawn before it was given.",
    )
    _period = models.Constraint(
        "CHECK (date_until IS NULL OR date_until >= date_from)",
        "A consent cannot end before it was given.",
    )

    @api.depends("decision", "withdrawn_at", "date_until")
    def _compute_state(self):
        now = fields.Datetime.now()
        for consent in self:
            consent.state = consent._get_state(now)

    def _get_state(self, moment):
        """:return: the state at a UTC time"""
        if self.decision == "refused":
            return "refused"
        if self.withdrawn_at and self.withdrawn_at <= moment:
            return "withdrawn"
        if self.date_until and self.date_until <= moment:
            return "expired"
        return "given"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        given = Domain("decision", "=", "given")
        withdrawn = given & Domain("withdrawn_at", "<=", "now")
        expired = given & Domain("date_until", "<=", "now")
        domains = {
            "given": given & ~withdrawn & ~expired,
            "refused": Domain("decision", "=", "refused"),
            "withdrawn": withdrawn,
            "expired": expired & ~withdrawn,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model
    def _get_valid_domain(self, moment="now"):
        """:return: domain of consents in force; 'now' stays symbolic, as rules need."""
        return (
            Domain("decision", "=", "given")
            & Domain("date_from", "<=", moment)
            & (Domain("date_until", "=", False) | Domain("date_until", ">", moment))
            & (Domain("withdrawn_at", "=", False) | Domain("withdrawn_at", ">", moment))
        )

    def _get_screen_name(self):
        # the officer reads consents without the client
        return self.person_id._filtered_access("read").name
