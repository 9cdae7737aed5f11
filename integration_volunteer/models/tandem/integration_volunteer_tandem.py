from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today, to_german_time

STATES = [
    ("proposed", "Proposed"),
    ("trial", "On trial"),
    ("running", "Running"),
    ("paused", "Paused"),
    ("ended", "Ended"),
]
#: meetings take place
MEETING = ("trial", "running")
#: set by the steps only
STEP_FIELDS = frozenset(
    {
        *("reference", "state", "began_on", "running_on", "paused_on", "ended_on"),
        "end_reason_id",
    }
)


class IntegrationVolunteerTandem(models.Model):
    """A volunteer helps somebody for a longer time: mentoring, homework, a language.

    Knows no client: who is helped stands on the case's side (``integration.engagement``)
    and points here. What is written here is read by the coordination and by whoever
    reads that case.
    """

    _name = "integration.volunteer.tandem"
    _inherit = ["integration.protected"]
    _description = "Tandem"
    _order = "id desc"
    _rec_names_search = ["reference", "partner_id"]
    _integration_countable = True
    _integration_counted_person = "volunteer_id"

    reference = fields.Char("Number", readonly=True, required=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        "Authority",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    volunteer_id = fields.Many2one(
        "integration.volunteer",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('state', 'in', ('trial', 'active')), ('company_id', '=', company_id)]",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Contact",
        related="volunteer_id.partner_id",
        store=True,
        index="btree_not_null",
    )
    coordinator_id = fields.Many2one(
        "res.users",
        "Coordination",
        compute="_compute_coordinator_id",
        store=True,
        readonly=False,
        index="btree_not_null",
    )

    # what it is about
    task_id = fields.Many2one(
        "integration.volunteer.task", required=True, index=True, ondelete="restrict"
    )
    purpose = fields.Text(
        help="What the help is for, in neutral words; names no client."
    )
    language_id = fields.Many2one(
        "integration.language",
        "Language wanted",
        index="btree_not_null",
        ondelete="restrict",
    )
    rhythm = fields.Selection(
        [
            ("weekly", "Every week"),
            ("fortnightly", "Every two weeks"),
            ("monthly", "Every month"),
        ],
        required=True,
        default="weekly",
    )
    hours = fields.Float("Hours each time", default=2)
    place = fields.Char("Usual place", help="A public place; names no client.")

    # how far
    state = fields.Selection(
        STATES, required=True, readonly=True, default="proposed", copy=False, index=True
    )
    began_on = fields.Date("Began on", readonly=True, copy=False, index=True)
    trial_until = fields.Date("On trial until", copy=False)
    agreement_on = fields.Date(
        "Agreement signed on", copy=False, help="Date of the signed paper."
    )
    running_on = fields.Date("Running since", readonly=True, copy=False)
    paused_on = fields.Date("Paused since", readonly=True, copy=False)
    ended_on = fields.Date("Ended on", readonly=True, copy=False, index=True)
    end_reason_id = fields.Many2one(
        "integration.tandem.end.reason",
        "Reason for the end",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    meeting_ids = fields.One2many(
        "integration.volunteer.meeting", "tandem_id", "Meetings"
    )
    meeting_count = fields.Integer("Meetings held", compute="_compute_meetings")
    last_meeting_on = fields.Date("Last meeting", compute="_compute_meetings")
    unfit = fields.Text(
        "What speaks against it",
        compute="_compute_unfit",
        groups="integration_volunteer.group_volunteer_coordinator",
    )

    _reference_uniq = models.UniqueIndex("(reference)", "Numbers are unique.")
    _hours_positive = models.Constraint(
        "CHECK(hours >= 0)", "The hours of a meeting are not negative."
    )

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("volunteer_id")
    def _compute_coordinator_id(self):
        for tandem in self:
            tandem.coordinator_id = (
                tandem.coordinator_id or tandem.volunteer_id.coordinator_id
            )

    @api.depends("volunteer_id", "task_id", "state")
    def _compute_unfit(self):
        today = get_today()
        for tandem in self:
            volunteer = tandem.volunteer_id
            asked = volunteer and tandem.task_id and tandem.state != "ended"
            reasons = volunteer._get_unfit(tandem.task_id, today) if asked else []
            tandem.unfit = "\n".join(reasons)

    @api.depends("meeting_ids.state", "meeting_ids.start")
    def _compute_meetings(self):
        held = dict.fromkeys(self.ids, (0, False))
        held |= {
            tandem.id: (count, last)
            for tandem, count, last in self.env[
                "integration.volunteer.meeting"
            ]._read_group(
                [("tandem_id", "in", self.ids), ("state", "=", "held")],
                ["tandem_id"],
                ["__count", "start:max"],
            )
        }
        for tandem in self:
            count, last = held.get(tandem._origin.id, (0, False))
            tandem.meeting_count = count
            tandem.last_meeting_on = last and to_german_time(last)

    def _get_screen_name(self):
        return self.partner_id.name

    @api.constrains("volunteer_id", "company_id")
    def _check_company_of_volunteer(self):
        # sudo: compares whose they are
        for tandem in self.sudo():
            volunteer = tandem.volunteer_id
            if volunteer and volunteer.company_id != tandem.company_id:
                raise ValidationError(
                    self.env._(
                        "%(reference)s: the volunteer is one of another authority.",
                        reference=tandem.reference,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        references = self._make_references("T", len(vals_list))
        fixed = {**dict.fromkeys(STEP_FIELDS, False), "state": "proposed"}
        return super().create(
            [
                {**vals, **fixed, "reference": reference}
                for vals, reference in zip(vals_list, references, strict=True)
            ]
        )

    def write(self, vals):
        # su: the steps, which have checked the right; remote callers are none
        if not self.env.su:
            self.check_access("write")
            fixed = STEP_FIELDS - {"end_reason_id"} | {"company_id"}
            if kept := fixed & vals.keys():
                raise UserError(
                    self.env._(
                        "Kept by the steps of the tandem: %(fields)s",
                        fields=", ".join(sorted(kept)),
                    )
                )
        if {"volunteer_id", "task_id"} & vals.keys():
            self._check_proposed()
        return super().write(vals)

    def _check_proposed(self):
        for tandem in self:
            if tandem.state != "proposed":
                raise UserError(
                    self.env._(
                        "%(reference)s: volunteer and task stay as they are once the "
                        "tandem has begun. Please end it and begin another one.",
                        reference=tandem.reference,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        self._check_proposed()

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _get_released(self):
        """Give what its volunteer may read of the client now (C13).

        :return: list of (label, value); empty without a release. Filled by the
            concern that knows releases.
        """
        self.ensure_one()
        return []
