from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .clock import say_time, to_local
from .integration_volunteer_signup import ACTIVE

STATES = [
    ("draft", "Draft"),
    ("published", "Published"),
    ("cancelled", "Cancelled"),
    ("done", "Done"),
]
#: what the bookings of those who are on say
BOOKED_FIELDS = {"name", "task_id", "place", "start", "stop"}
#: kept by the steps
ENGINE_FIELDS = {"state", "series_id", "date_original", "is_changed", "alarmed_on"}


class IntegrationVolunteerShift(models.Model):
    """A time at which volunteers are needed, with places for each role (V1-V9).

    Who is on stands in ``integration.volunteer.signup``; times are UTC and shown as the
    clock in Germany shows them. A shift names no client.
    """

    _name = "integration.volunteer.shift"
    _inherit = ["integration.volunteer.shift.frame"]
    _description = "Shift of volunteers"
    _order = "start, id"
    _rec_names_search = ["name", "place"]

    start = fields.Datetime("Begins", required=True, index=True, tracking=True)
    stop = fields.Datetime("Ends", required=True, tracking=True)
    duration = fields.Float(
        "Hours", compute="_compute_duration", help="To the minute, also over midnight."
    )
    signup_until = fields.Datetime(
        "Sign-up until",
        copy=False,
        help="Empty: until the shift begins. The coordination may put people on later.",
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
    role_ids = fields.One2many(
        "integration.volunteer.shift.role", "shift_id", "Roles", copy=True
    )
    signup_ids = fields.One2many(
        "integration.volunteer.signup", "shift_id", "Sign-ups", copy=False
    )
    alarmed_on = fields.Datetime(readonly=True, copy=False)

    # of a series
    series_id = fields.Many2one(
        "integration.volunteer.shift.series",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_original = fields.Date(
        "Day in the series",
        readonly=True,
        copy=False,
        help="The day that the rule gave; it stays if the shift is moved.",
    )
    is_changed = fields.Boolean("Changed by itself", readonly=True, copy=False)

    # counted
    place_count = fields.Integer("Places", compute="_compute_counts")
    taken_count = fields.Integer("Taken", compute="_compute_counts")
    free_count = fields.Integer("Free", compute="_compute_counts")
    requested_count = fields.Integer("To be confirmed", compute="_compute_counts")
    waiting_count = fields.Integer("Waiting", compute="_compute_counts")
    missing_count = fields.Integer(
        "Missing", compute="_compute_counts", help="Up to the minimum of each role."
    )
    is_open = fields.Boolean(
        "Has free places", compute="_compute_is_open", search="_search_is_open"
    )
    is_short = fields.Boolean(
        "Below the minimum", compute="_compute_is_open", search="_search_is_short"
    )

    _order_of_time = models.Constraint(
        "CHECK(stop > start)", "A shift ends after it begins."
    )
    _series_uniq = models.UniqueIndex(
        "(series_id, date_original)", "The series has a shift for this day already."
    )
    _state_idx = models.Index("(start, state) WHERE state = 'published'")

    # ------------------------------------------------------------------
    # Computed
    # ------------------------------------------------------------------

    @api.depends("name", "start", "taken_count", "place_count")
    @api.depends_context("show_places")
    def _compute_display_name(self):
        for shift in self:
            if self.env.context.get("show_places"):
                counts = f"{shift.taken_count}/{shift.place_count}"
                shift.display_name = f"{shift.name or ''} ({counts})"
            elif shift.start:
                shift.display_name = f"{shift.name}, {say_time(self.env, shift.start)}"
            else:
                shift.display_name = shift.name or ""

    @api.depends("start", "stop")
    def _compute_duration(self):
        for shift in self:
            known = shift.start and shift.stop
            seconds = (shift.stop - shift.start).total_seconds() if known else 0
            shift.duration = seconds / 3600

    @api.depends(
        *("role_ids.taken_count", "role_ids.free_count", "role_ids.missing_count"),
        *("role_ids.waiting_count", "role_ids.requested_count"),
    )
    def _compute_counts(self):
        for shift in self:
            roles = shift.role_ids
            shift.place_count = sum(roles.mapped("max_count"))
            for name in ("taken", "free", "waiting", "requested", "missing"):
                shift[f"{name}_count"] = sum(roles.mapped(f"{name}_count"))

    @api.depends("state", "start", "free_count", "missing_count")
    def _compute_is_open(self):
        now = fields.Datetime.now()
        for shift in self:
            ahead = shift.state == "published" and shift.start and shift.start > now
            shift.is_open = ahead and shift.free_count > 0
            shift.is_short = ahead and shift.missing_count > 0

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_ahead_domain("offered", SQL("role.max_count"))

    def _search_is_short(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_ahead_domain("confirmed", SQL("role.min_count"))

    @api.model
    def _get_ahead_domain(self, state, limit):
        """:return: domain of shifts to come with a role that has fewer than ``limit``
        people who are on (and, for ``offered``, who are offered a place)
        """
        self.env["integration.volunteer.shift.role"].flush_model()
        self.env["integration.volunteer.signup"].flush_model()
        shifts = SQL(
            """(
                SELECT role.shift_id FROM integration_volunteer_shift_role role
                  LEFT JOIN integration_volunteer_signup signup
                    ON signup.role_id = role.id
                   AND signup.state IN ('confirmed', %s)
                 GROUP BY role.id HAVING COUNT(signup.id) < %s
            )""",
            state,
            limit,
        )
        return (
            Domain("state", "=", "published")
            & Domain("start", ">", fields.Datetime.now())
            & Domain("id", "in", shifts)
        )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.constrains("signup_until", "start")
    def _check_signup_until(self):
        for shift in self:
            if shift.signup_until and shift.signup_until > shift.start:
                raise ValidationError(
                    self.env._(
                        "%(shift)s: signing up ends before the shift begins.",
                        shift=shift.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_by_engine(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Move bookings along; who is on hears of it by them."""
        self._check_by_engine(vals)
        late = self.filtered("signup_until")
        if late and vals.get("start") and "signup_until" not in vals:
            # the deadline stays as long before the beginning as it was
            for shift in late:
                ahead = shift.start - shift.signup_until
                until = fields.Datetime.to_datetime(vals["start"]) - ahead
                shift.write({**vals, "signup_until": until})
            return (self - late).write(vals)
        told = BOOKED_FIELDS & vals.keys()
        times = {shift: (shift.start, shift.stop) for shift in self}
        result = super().write(vals)
        running = self.filtered(lambda shift: shift.state == "published")
        if told and (done := self.filtered(lambda shift: shift.state == "done")):
            raise UserError(
                self.env._(
                    "“%(shift)s” has taken place and stays as it was.",
                    shift=done[0].name,
                )
            )
        if told and running:
            running.role_ids._hold()
            running._get_active_signups()._sync_bookings()
        for shift in running if told else ():
            if (shift.start, shift.stop) != times[shift]:
                shift._after_move()
        return result

    def _after_move(self):
        """Another time: offers end in time, and who cannot come any more is named."""
        self.ensure_one()
        self._keep({"alarmed_on": False})
        signups = self._get_active_signups()
        for signup in signups.filtered(lambda one: one.state == "offered"):
            signup.offer_until = min(signup.offer_until, self.start)
        on = signups.filtered(lambda one: one.state == "confirmed")
        problems = [problem for one in on for problem in one._get_obstacles()]
        if problems:
            self._ask_coordinator(
                lambda env: env._("Shift moved: please check who can come"),
                " ".join(problems),
            )

    def _check_by_engine(self, vals):
        if not self.env.su and vals.keys() & ENGINE_FIELDS:
            raise AccessError(self.env._("Shifts change their state by steps."))

    def _keep(self, vals):
        """Write fields of the engine; the caller has checked the right."""
        # sudo: only these fields are not written otherwise
        self.sudo().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for shift in self:
            if shift.state != "draft" or shift.signup_ids:
                raise UserError(
                    self.env._(
                        "“%(shift)s” has been published. Please cancel it instead.",
                        shift=shift.name,
                    )
                )

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _get_day(self):
        """:return: the day in Germany on which the shift begins"""
        self.ensure_one()
        return to_local(self.start).date()

    def _say_span(self):
        """:return: from when to when, as the clock in Germany shows it"""
        self.ensure_one()
        return f"{say_time(self.env, self.start)} – {say_time(self.env, self.stop)}"

    def _get_active_signups(self):
        """:return: sign-ups that count, in superuser mode"""
        # sudo: rows of the engine for code that holds the shift
        signups = self.env["integration.volunteer.signup"].sudo()
        return signups.search([("shift_id", "in", self.ids), ("state", "in", ACTIVE)])

    def _get_obstacles(self, volunteer, besides=None):
        """Say why a volunteer cannot do this task at this time, whatever the role.

        :param volunteer: ``integration.volunteer``
        :param besides: sign-up whose own booking does not count
        :return: list of sentences: state, clearances, other bookings
        """
        self.ensure_one()
        obstacles = volunteer._get_unfit(self.task_id, self._get_day())
        conflicts = volunteer._get_conflicts(self.start, self.stop, besides=besides)
        return [*obstacles, *(one["words"] for one in conflicts if one["hard"])]
