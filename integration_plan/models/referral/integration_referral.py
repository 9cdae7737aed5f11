from odoo import api, fields, models
from odoo.exceptions import ValidationError

STATES = [
    ("offered", "Offered"),
    ("sent", "Sent"),
    ("accepted", "Accepted"),
    ("started", "Started"),
    ("done", "Done"),
    ("rejected", "Rejected"),
    ("dropped", "Dropped"),
    ("revoked", "Revoked"),
]
RUNNING = ("sent", "accepted", "started")
BANDS = [
    ("week", "Up to 1 week"),
    ("month", "Up to 4 weeks"),
    ("quarter", "Up to 3 months"),
    ("longer", "Longer than 3 months"),
]


class IntegrationReferral(models.Model):
    """A client is brought to an offer, a service or a club (C36-C44, O9).

    Offered to the client, then sent: from there it is frozen (``_freeze``) and changes
    by its steps only (``_steps``). What leaves and how it is taken back stands in
    ``_release``. The link to the recipient's copy lies here, never the other way.
    """

    _name = "integration.referral"
    _inherit = ["integration.case.fact"]
    _description = "Referral"
    _order = "id desc"
    _rec_names_search = ["reference", "number"]
    _integration_countable = True
    _integration_counted_person = "case_id"
    _integration_erasure_class = "counselling"

    number = fields.Char(related="letter_id.reference", store=True, index=True)
    kind = fields.Selection(
        [("referral", "Referral"), ("introduction", "Introduction to a club")],
        required=True,
        compute="_compute_from_offer",
        store=True,
        readonly=False,
        precompute=True,
    )
    offer_id = fields.Many2one(
        "integration.offer", index="btree_not_null", ondelete="restrict"
    )
    offer_kind_id = fields.Many2one(
        related="offer_id.kind_id", string="Kind of offer", store=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Recipient",
        required=True,
        index=True,
        ondelete="restrict",
        compute="_compute_from_offer",
        store=True,
        readonly=False,
        precompute=True,
    )
    goal_id = fields.Many2one(
        "integration.goal", index="btree_not_null", ondelete="set null"
    )
    measure_id = fields.Many2one(
        "integration.measure", index="btree_not_null", ondelete="set null"
    )
    area_id = fields.Many2one(related="goal_id.area_id", store=True, index=True)
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    user_id = fields.Many2one("res.users", "Begun by", readonly=True, copy=False)

    # what leaves
    data_class_ids = fields.Many2many(
        "integration.data.class",
        "integration_referral_data_class_rel",
        "referral_id",
        "data_class_id",
        "Data passed on",
        domain="[('purpose_ids.code', '=', 'services')]",
    )
    message = fields.Text("What it is about", help="Goes to the recipient.")
    channel = fields.Selection(
        [("link", "By link"), ("letter", "By letter")],
        "How it is sent",
        required=True,
        default="link",
    )
    email = fields.Char(
        "E-mail of the recipient",
        compute="_compute_email",
        store=True,
        readonly=False,
        precompute=True,
    )
    note = fields.Text("Internal remark", help="Never leaves the house.")
    letter_id = fields.Many2one(
        "integration.referral.letter",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    disclosure_ids = fields.Many2many(
        "integration.disclosure",
        string="What left",
        compute="_compute_disclosure_ids",
        compute_sudo=False,
    )
    consent_ids = fields.Many2many(
        "integration.consent",
        "integration_referral_consent_rel",
        "referral_id",
        "consent_id",
        "Rests on",
        readonly=True,
        copy=False,
    )
    date_until = fields.Datetime("Readable until", readonly=True, copy=False)

    # what became of it
    state = fields.Selection(
        STATES, required=True, readonly=True, default="offered", copy=False, index=True
    )
    date_offered = fields.Datetime(
        "Offered on", required=True, readonly=True, default=fields.Datetime.now
    )
    date_sent = fields.Datetime("Sent on", readonly=True, copy=False, index=True)
    date_answered = fields.Datetime("Answered on", readonly=True, copy=False)
    date_started = fields.Datetime("Started on", readonly=True, copy=False)
    date_ended = fields.Datetime("Ended on", readonly=True, copy=False)
    expected_on = fields.Date("Start expected on", readonly=True, copy=False)
    on_waiting_list = fields.Boolean("On the waiting list", readonly=True, copy=False)
    reason_id = fields.Many2one(
        "integration.unmet.reason",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    outcome = fields.Selection(
        [
            ("reached", "Reached what it was for"),
            ("partly", "Reached in part"),
            ("not", "Not reached"),
            ("no_contact", "Client did not come"),
        ],
        readonly=True,
        copy=False,
    )
    revoked_how = fields.Selection(
        [
            ("office", "By the office"),
            ("withdrawn", "Consent withdrawn"),
            ("expired", "Consent expired"),
            ("time", "Time of access over"),
            ("closed", "Case closed"),
        ],
        "Revoked because",
        readonly=True,
        copy=False,
    )
    answer_note = fields.Text("Remark of the recipient", readonly=True, copy=False)
    step_ids = fields.One2many("integration.referral.step", "referral_id", "History")
    reminded_on = fields.Date(
        readonly=True, copy=False, export_string_translation=False
    )
    waiting_days = fields.Integer("Days of waiting", compute="_compute_waiting_days")
    wait_answer_days = fields.Integer(
        "Days until the answer",
        compute="_compute_waiting",
        store=True,
        aggregator="avg",
    )
    wait_start_days = fields.Integer(
        "Days until the start",
        compute="_compute_waiting",
        store=True,
        aggregator="avg",
    )
    waiting_band = fields.Selection(
        BANDS, "Waiting time", compute="_compute_waiting", store=True
    )
    date_wait_end = fields.Datetime(
        "Waiting ended on", compute="_compute_waiting", store=True
    )

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("offer_id")
    def _compute_from_offer(self):
        for referral in self:
            offer = referral.offer_id
            if offer:
                referral.partner_id = offer.organisation_id
            introduces = offer.kind_id.is_introduction
            kind = "introduction" if introduces else "referral"
            referral.kind = kind if offer or not referral.kind else referral.kind

    @api.depends("offer_id", "partner_id")
    def _compute_email(self):
        for referral in self:
            offer = referral.offer_id
            of_offer = offer.organisation_id == referral.partner_id and offer.email
            referral.email = of_offer or referral.partner_id.email

    @api.depends("letter_id")
    @api.depends_context("uid")
    def _compute_disclosure_ids(self):
        for referral in self:
            referral.disclosure_ids = referral.letter_id.disclosure_ids

    @api.depends("date_sent", "date_answered", "date_started", "date_ended")
    def _compute_waiting(self):
        for referral in self:
            referral.date_wait_end = referral.date_started or referral.date_ended
            sent, started = referral.date_sent, referral.date_started
            answered = referral.date_answered
            referral.wait_answer_days = (answered - sent).days if answered else 0
            referral.wait_start_days = days = (started - sent).days if started else 0
            band = "week" if days <= 7 else "month" if days <= 28 else "quarter"
            band = "longer" if days > 92 else band
            referral.waiting_band = band if started else False

    @api.depends("date_sent", "date_started", "date_ended")
    def _compute_waiting_days(self):
        now = fields.Datetime.now()
        for referral in self:
            until = referral.date_started or referral.date_ended or now
            sent = referral.date_sent
            referral.waiting_days = max(0, (until - sent).days) if sent else 0

    # ------------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------------

    @api.constrains("case_id", "goal_id", "measure_id", "offer_id")
    def _check_same_case(self):
        for referral in self:
            # sudo: compares whose they are
            referral = referral.sudo()
            parts = (referral.goal_id, referral.measure_id)
            if any(part and part.case_id != referral.case_id for part in parts):
                raise ValidationError(
                    self.env._(
                        "%(reference)s: goal and measure are those of the same case.",
                        reference=referral.reference,
                    )
                )
            offer = referral.offer_id
            if offer and offer.company_id != referral.company_id:
                raise ValidationError(
                    self.env._(
                        "%(reference)s: the offer is one of another authority.",
                        reference=referral.reference,
                    )
                )

    def _is_running(self):
        self.ensure_one()
        return self.state in RUNNING
