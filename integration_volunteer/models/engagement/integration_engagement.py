from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

STATES = [
    ("proposed", "Asked for"),
    ("released", "Released"),
    ("running", "Running"),
    ("revoked", "Release ended"),
    ("ended", "Ended"),
]
#: entered by people until it has ended
EDITABLE = frozenset(
    {
        *("measure_id", "goal_id", "note", "meeting_point"),
        *("tell_first_name", "tell_name", "tell_phone"),
        *("tell_languages", "tell_interests"),
    }
)
#: fixed when it is made
GIVEN = frozenset({"case_id", "request_id", "tandem_id"})
FOLLOWS = frozenset(
    {
        *("company_id", "person_id", "reference", "manager_id", "team_id", "kind"),
        *("state", "number", "task_id", "date_until"),
    }
)


class IntegrationEngagement(models.Model):
    """A client is helped by volunteers: by a tandem, or by one request (C13, V19).

    The only place that knows for whom a volunteer helps. It points at tandem or
    request, never the other way, and follows the case's access list.
    """

    _name = "integration.engagement"
    _inherit = ["integration.case.fact"]
    _description = "Help by volunteers"
    _order = "id desc"
    _rec_names_search = ["reference", "number"]
    _integration_countable = True
    _integration_counted_person = "case_id"
    _integration_erasure_class = "counselling"

    kind = fields.Selection(
        [("request", "Request"), ("tandem", "Tandem")],
        compute="_compute_kind",
        store=True,
        precompute=True,
    )
    tandem_id = fields.Many2one(
        "integration.volunteer.tandem", index="btree_not_null", ondelete="restrict"
    )
    request_id = fields.Many2one(
        "integration.volunteer.request", index="btree_not_null", ondelete="restrict"
    )
    number = fields.Char(compute="_compute_about", store=True, index=True)
    task_id = fields.Many2one(
        "integration.volunteer.task", compute="_compute_about", store=True, index=True
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Volunteers",
        compute="_compute_partner_ids",
        compute_sudo=True,
    )
    about_state = fields.Char(
        "How far", compute="_compute_about_state", compute_sudo=True
    )
    goal_id = fields.Many2one(
        "integration.goal", index="btree_not_null", ondelete="set null"
    )
    measure_id = fields.Many2one(
        "integration.measure", index="btree_not_null", ondelete="set null"
    )
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    user_id = fields.Many2one("res.users", "Asked by", readonly=True, copy=False)

    # what the volunteer is told
    tell_first_name = fields.Boolean("First name", default=True)
    tell_name = fields.Boolean("Full name")
    tell_phone = fields.Boolean("Phone")
    tell_languages = fields.Boolean("Languages")
    tell_interests = fields.Boolean("Interests")
    meeting_point = fields.Char(help="Where they meet; goes to the volunteer.")
    note = fields.Text("Internal remark", help="Never leaves the house.")
    release_ids = fields.One2many(
        "integration.engagement.release", "engagement_id", "Releases"
    )
    disclosure_ids = fields.Many2many(
        "integration.disclosure",
        string="What the volunteer reads",
        compute="_compute_disclosure_ids",
        compute_sudo=False,
    )
    date_until = fields.Datetime(
        "Readable until", compute="_compute_date_until", store=True
    )

    # what became of it
    state = fields.Selection(STATES, compute="_compute_state", store=True, index=True)
    ended_on = fields.Datetime("Ended on", readonly=True, copy=False)

    _one_of_both = models.Constraint(
        "CHECK(request_id IS NULL OR tandem_id IS NULL)",
        "Help by volunteers belongs to either a request or a tandem.",
    )

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("tandem_id", "request_id")
    def _compute_kind(self):
        for one in self:
            one.kind = "tandem" if one.tandem_id else "request"

    def _get_about(self):
        """:return: the tandem or request, in superuser mode"""
        self.ensure_one()
        # sudo: nothing of a client stands there
        one = self.sudo()
        return one.tandem_id or one.request_id

    @api.depends(
        *("tandem_id.reference", "tandem_id.task_id"),
        *("request_id.reference", "request_id.task_id"),
    )
    def _compute_about(self):
        for one in self:
            about = one._get_about()
            one.number = about.reference
            one.task_id = about.task_id

    @api.depends("tandem_id.state", "request_id.state")
    @api.depends_context("lang")
    def _compute_about_state(self):
        for one in self:
            about = one._get_about()
            labels = about._fields["state"]._description_selection(self.env)
            one.about_state = dict(labels).get(about.state)

    @api.depends("tandem_id.volunteer_id", "request_id.state")
    def _compute_partner_ids(self):
        for one in self:
            one.partner_ids = one._get_partners()

    def _get_partners(self):
        """:return: contacts of the volunteers who help now: that of the tandem, or
        those booked for the request; in superuser mode
        """
        self.ensure_one()
        # sudo: who helps is no secret to whoever holds the engagement
        one = self.sudo()
        if one.tandem_id:
            return one.tandem_id.partner_id
        bookings = one.request_id._get_bookings()
        return bookings.filtered(lambda row: row.state == "booked").partner_id

    @api.depends("release_ids.ended_on")
    @api.depends_context("uid")
    def _compute_disclosure_ids(self):
        for one in self:
            running = one.release_ids._get_running()
            one.disclosure_ids = running.letter_id.disclosure_ids

    @api.depends("release_ids.ended_on", "release_ids.date_until")
    def _compute_date_until(self):
        for one in self:
            running = one.release_ids._get_running()
            one.date_until = max(running.mapped("date_until"), default=False)

    @api.depends(
        "ended_on", "release_ids.ended_on", "tandem_id.state", "request_id.state"
    )
    def _compute_state(self):
        for one in self:
            about = one._get_about()
            if one.ended_on:
                one.state = "ended"
            elif one.release_ids._get_running():
                begun = about.state in ("trial", "running", "filled")
                one.state = "running" if begun else "released"
            else:
                one.state = "revoked" if one.release_ids else "proposed"

    # ------------------------------------------------------------------
    # Constraints and CRUD
    # ------------------------------------------------------------------

    @api.constrains("case_id", "goal_id", "measure_id", "tandem_id", "request_id")
    def _check_same_case(self):
        # sudo: compares whose they are
        for one in self.sudo():
            parts = (one.goal_id, one.measure_id)
            if any(part and part.case_id != one.case_id for part in parts):
                raise ValidationError(
                    self.env._(
                        "%(reference)s: goal and measure are those of the same case.",
                        reference=one.reference,
                    )
                )
            if one._get_about().company_id != one.company_id:
                raise ValidationError(
                    self.env._(
                        "%(reference)s: the volunteers are those of another authority.",
                        reference=one.reference,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_kept(vals.keys() - EDITABLE - GIVEN)
            self._check_given(vals)
        fixed = {"user_id": self.env.uid, "ended_on": False}
        return super().create([{**vals, **fixed} for vals in vals_list])

    def _check_given(self, vals):
        """Whoever joins a case to a tandem or request reads both.

        Reading a tandem follows from its engagement, so nobody may make one for a
        tandem or request that she could not read before.

        :raise ValidationError: if neither is named
        """
        if not (vals.get("tandem_id") or vals.get("request_id")):
            raise ValidationError(
                self.env._(
                    "Help by volunteers belongs to either a request or a tandem."
                )
            )
        if self.env.su:
            return
        case = self.env["integration.case"].browse(vals.get("case_id"))
        case.check_access("read")
        case._check_not_closed()
        for name in ("tandem_id", "request_id"):
            if vals.get(name):
                about = self.env[self._fields[name].comodel_name].browse(vals[name])
                about.check_access("read")

    def write(self, vals):
        # su: the steps, which have checked the right
        if not self.env.su:
            self.check_access("write")
            self._check_kept(vals.keys() - EDITABLE)
            if vals.keys() & EDITABLE - {"note"}:
                self._check_not_ended()
        elif GIVEN & vals.keys() - {"case_id"}:
            self._check_kept(GIVEN & vals.keys())
        return super().write(vals)

    def _check_kept(self, names):
        if names := names - FOLLOWS if self.env.su else names:
            raise UserError(
                self.env._(
                    "Kept by the steps of the help: %(fields)s",
                    fields=", ".join(sorted(names)),
                )
            )

    def _check_not_ended(self):
        for one in self:
            if one.ended_on:
                raise UserError(
                    self.env._(
                        "%(reference)s: this help has ended already.",
                        reference=one.reference,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_released(self):
        for one in self:
            if one.release_ids:
                raise UserError(
                    self.env._(
                        "%(reference)s: data were released for this help, so it stays "
                        "on record. Please end it.",
                        reference=one.reference,
                    )
                )

    def unlink(self):
        # sudo: what was asked for; nobody needs it without this help
        tandems = self.sudo().tandem_id
        result = super().unlink()
        tandems._end_without_help()
        return result

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("Help by volunteers is not duplicated; please ask anew.")
        )
