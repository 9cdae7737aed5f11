from odoo import api, fields, models
from odoo.exceptions import AccessError

STATES = [
    ("requested", "To be confirmed"),
    ("confirmed", "Confirmed"),
    ("waiting", "Waiting"),
    ("offered", "Place offered"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
    ("cancelled", "Cancelled"),
    ("lost", "Not available"),
]
#: count: one of them for each volunteer and shift
ACTIVE = ("requested", "confirmed", "waiting", "offered")
#: hold a place
HOLDING = ("confirmed", "offered")


class IntegrationVolunteerSignup(models.Model):
    """A volunteer in a shift: asked for, on, waiting, or no more (V1, V7-V9).

    Kept by steps only, each with its row in the log. Whoever is confirmed has a
    booking.
    """

    _name = "integration.volunteer.signup"
    _inherit = ["integration.volunteer.booked"]
    _description = "Sign-up for a shift"
    _order = "start desc, role_id, queued_on, id"

    shift_id = fields.Many2one(
        "integration.volunteer.shift",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    role_id = fields.Many2one(
        "integration.volunteer.shift.role",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    volunteer_id = fields.Many2one(
        "integration.volunteer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="shift_id.company_id", store=True, index=True)
    start = fields.Datetime(related="shift_id.start", store=True, index=True)
    stop = fields.Datetime(related="shift_id.stop")
    place = fields.Char(related="shift_id.place")
    state = fields.Selection(STATES, required=True, readonly=True, index=True)
    queued_on = fields.Datetime("Signed up on", required=True, readonly=True)
    position = fields.Integer(
        compute="_compute_position", help="In the waiting list of the role; 1 is next."
    )
    offer_until = fields.Datetime("Offer open until", readonly=True)
    seeks_stand_in = fields.Boolean(
        "Looks for a stand-in",
        readonly=True,
        help="Stays responsible until somebody has taken over.",
    )
    stands_in_for_id = fields.Many2one(
        "integration.volunteer.signup",
        "Stands in for",
        readonly=True,
        index="btree_not_null",
    )
    step_ids = fields.One2many("integration.volunteer.signup.step", "signup_id", "Log")
    warning = fields.Char("To check", compute="_compute_warning")

    _active_uniq = models.UniqueIndex(
        "(shift_id, volunteer_id)"
        " WHERE state IN ('requested', 'confirmed', 'waiting', 'offered')",
        "This volunteer has signed up for this shift already.",
    )
    _queue_idx = models.Index("(role_id, queued_on) WHERE state = 'waiting'")
    _offer_idx = models.Index("(offer_until) WHERE state = 'offered'")

    @api.depends("volunteer_id.name", "shift_id.name")
    def _compute_display_name(self):
        for signup in self:
            names = signup.volunteer_id.name, signup.shift_id.name
            signup.display_name = " – ".join(filter(None, names))

    @api.depends("queued_on", "role_id.signup_ids.state")
    def _compute_position(self):
        waiting = self.search_fetch(
            [("role_id", "in", self.role_id.ids), ("state", "=", "waiting")],
            ["role_id"],
            order="queued_on, id",
        )
        positions = {}
        for signup in waiting:
            row = positions.setdefault(signup.role_id, {})
            row[signup.id] = len(row) + 1
        for signup in self:
            signup.position = positions.get(signup.role_id, {}).get(signup._origin.id)

    @api.depends("state", "shift_id.start", "shift_id.stop", "role_id")
    def _compute_warning(self):
        now = fields.Datetime.now()
        for signup in self:
            ahead = signup.state in ACTIVE and signup.start and signup.start > now
            signup.warning = " ".join(signup._get_obstacles()) if ahead else False

    # ------------------------------------------------------------------
    # CRUD: by steps only
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        self._check_by_engine()
        return super().create(vals_list)

    def write(self, vals):
        self._check_by_engine()
        return super().write(vals)

    def unlink(self):
        self._check_by_engine()
        return super().unlink()

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise AccessError(self.env._("Sign-ups are kept by their steps."))

    def _check_by_engine(self):
        if not self.env.su:
            raise AccessError(self.env._("Sign-ups are kept by their steps."))

    # ------------------------------------------------------------------
    # Booking
    # ------------------------------------------------------------------

    def _prepare_bookings(self):
        self.ensure_one()
        if self.state != "confirmed":
            return super()._prepare_bookings()
        shift = self.shift_id
        return [
            {
                "volunteer_id": self.volunteer_id.id,
                "task_id": shift.task_id.id,
                "title": f"{shift.name} ({self.role_id.name})",
                "place": shift.place,
                "start": shift.start,
                "stop": shift.stop,
            }
        ]

    def _lose_volunteer(self, volunteer, reason):
        """Free the place of somebody who does not come, and offer it to the next."""
        words = {
            "left": self.env._("no longer a volunteer"),
            "unavailable": self.env._("not available"),
            "clearance": self.env._("clearance not valid"),
        }
        # sudo: the engine; who may end bookings was checked by the caller
        for signup in self.sudo():
            if signup.volunteer_id != volunteer or signup.state not in ACTIVE:
                continue
            had_place = signup.state == "confirmed"
            signup.role_id._hold()
            signup._take("lost", "lost", "system", words.get(reason, reason))
            if had_place:
                signup.shift_id._ask_coordinator(
                    lambda env: env._("Somebody does not come"),
                    f"{volunteer.name}: {words.get(reason, reason)}",
                )
            signup.role_id._fill()

    def _get_obstacles(self):
        """:return: sentences on why the volunteer cannot do this shift now"""
        self.ensure_one()
        return self.role_id._get_obstacles(self.volunteer_id, besides=self)
