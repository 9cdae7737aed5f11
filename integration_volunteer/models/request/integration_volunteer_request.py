from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.integration_base.models.integration_language_level import LEVELS

COORDINATOR = "integration_volunteer.group_volunteer_coordinator"
STATES = [
    ("draft", "Draft"),
    ("open", "Open"),
    ("filled", "Filled"),
    ("done", "Done"),
    ("unfilled", "Unfilled"),
    ("cancelled", "Cancelled"),
]
RATINGS = [
    ("1", "Bad"),
    ("2", "Rather bad"),
    ("3", "All right"),
    ("4", "Good"),
    ("5", "Very good"),
]


class IntegrationVolunteerRequest(models.Model):
    """Somebody needs a volunteer at a time: interpreting, accompaniment … (V19).

    It knows no client: a case points at it by its engagement, never the reverse. Who
    asks reads the own requests, the coordination all.
    """

    _name = "integration.volunteer.request"
    _inherit = [
        "integration.volunteer.booked",
        "integration.token.holder",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Request for a volunteer"
    _order = "start, id"
    _rec_name = "reference"
    _rec_names_search = ["reference", "task_id.name"]
    #: what the token engine calls the record in its log
    _integration_reference = "reference"
    _integration_countable = True
    _integration_countable_fields = ("zip_area",)

    reference = fields.Char(readonly=True, copy=False, index=True)
    company_id = fields.Many2one(
        "res.company",
        "Authority",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    # who asks
    requested_by_id = fields.Many2one(
        "res.users",
        "Asked by",
        index="btree_not_null",
        default=lambda self: self.env.user,
    )
    institution_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        help="School, authority or surgery that asks; confirms the hours.",
    )
    coordinator_id = fields.Many2one(
        "res.users", "Coordination", index="btree_not_null", copy=False, tracking=True
    )

    # what is needed
    task_id = fields.Many2one(
        "integration.volunteer.task", required=True, index=True, ondelete="restrict"
    )
    interprets = fields.Boolean(related="task_id.interprets")
    setting = fields.Selection(
        [("on_site", "On site"), ("phone", "By phone"), ("video", "By video")],
        required=True,
        default="on_site",
    )
    place = fields.Char("Meeting point", help="Names no client.")
    zip = fields.Char("Postcode")
    zip_area = fields.Char(
        "Area (postcode)",
        compute="_compute_zip_area",
        store=True,
        help="First three digits, for figures.",
    )
    start = fields.Datetime("Beginning", index=True, tracking=True)
    stop = fields.Datetime("End", tracking=True)
    language_id = fields.Many2one(
        "integration.language",
        index="btree_not_null",
        ondelete="restrict",
        help="Between this language and German.",
    )
    other_language_id = fields.Many2one(
        "integration.language",
        "Second language",
        index="btree_not_null",
        ondelete="restrict",
        help="Only if neither side speaks German: between both, by way of German.",
    )
    dialect = fields.Char()
    level = fields.Selection(LEVELS, "Lowest level")
    form = fields.Selection(
        [("oral", "Oral"), ("written", "Written"), ("both", "Oral and written")],
        default="oral",
    )
    gender = fields.Selection(
        [("female", "A woman"), ("male", "A man"), ("diverse", "Diverse")],
        "Wished for",
        help="The client's wish. Empty: no wish.",
    )
    mode = fields.Selection(
        [
            ("first", "First to accept goes"),
            ("pick", "The coordination picks"),
        ],
        "Who goes",
        required=True,
        default="first",
    )
    note = fields.Text(
        "Note for volunteers",
        help="Read by everybody who is asked: no name, no client.",
    )

    # how it went
    volunteer_id = fields.Many2one(
        "integration.volunteer",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=COORDINATOR,
        tracking=True,
    )
    helper = fields.Char(
        "Who comes", compute="_compute_helper", compute_sudo=True, readonly=True
    )
    ask_ids = fields.One2many(
        "integration.volunteer.request.ask", "request_id", "Asked", groups=COORDINATOR
    )
    ask_count = fields.Integer(
        "Number asked", compute="_compute_ask_count", groups=COORDINATOR
    )
    offer_count = fields.Integer(
        "Offers to go", compute="_compute_ask_count", groups=COORDINATOR
    )
    opened_on = fields.Datetime("Asked on", readonly=True, copy=False)
    filled_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)
    lead_days = fields.Integer(
        "Working days ahead",
        readonly=True,
        copy=False,
        help="Working days after the day of asking, up to the day itself.",
    )
    urgent = fields.Boolean(readonly=True, copy=False)
    cancel_reason = fields.Selection(
        [
            ("not_needed", "No longer needed"),
            ("moved", "Appointment was moved"),
            ("ill", "Illness"),
            ("mistake", "Asked by mistake"),
            ("other", "Other reason"),
        ],
        "Cancelled because",
        readonly=True,
        copy=False,
    )
    cancelled_on = fields.Datetime(readonly=True, copy=False)
    cancelled_late = fields.Boolean(readonly=True, copy=False)

    # feedback
    rating = fields.Selection(RATINGS, copy=False)
    feedback = fields.Text(copy=False, help="Names no client.")
    volunteer_rating = fields.Selection(
        RATINGS, readonly=True, copy=False, groups=COORDINATOR
    )
    volunteer_feedback = fields.Text(readonly=True, copy=False, groups=COORDINATOR)
    confirmed_on = fields.Datetime(
        "Confirmed by the institution on", readonly=True, copy=False
    )
    confirmed_minutes = fields.Integer("Minutes confirmed", readonly=True, copy=False)

    _reference_uniq = models.UniqueIndex("(reference)", "References are unique.")
    _order_of_time = models.Constraint(
        "CHECK(stop > start)", "A request ends after it begins."
    )
    _waiting_idx = models.Index("(start) WHERE state = 'open'")

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("reference", "task_id")
    def _compute_display_name(self):
        for request in self:
            parts = [request.reference, request.task_id.name]
            request.display_name = " ".join(filter(None, parts)) or self.env._(
                "New request"
            )

    @api.depends("zip")
    def _compute_zip_area(self):
        for request in self:
            request.zip_area = (request.zip or "").strip()[:3] or False

    @api.depends("volunteer_id")
    def _compute_helper(self):
        # by sudo: who asked is told who comes, and nothing else of the volunteer
        for request in self:
            request.helper = request.volunteer_id.name

    @api.depends("ask_ids.state")
    def _compute_ask_count(self):
        for request in self:
            states = request.ask_ids.mapped("state")
            request.ask_count = len(states)
            request.offer_count = states.count("accepted")

    @api.constrains("start", "stop")
    def _check_time(self):
        for request in self:
            if request.stop and not request.start:
                raise ValidationError(
                    self.env._(
                        "%(name)s: enter the beginning too.", name=request.display_name
                    )
                )

    @api.onchange("start")
    def _onchange_start(self):
        if self.start and not (self.stop and self.stop > self.start):
            self.stop = self.start + timedelta(hours=1)
