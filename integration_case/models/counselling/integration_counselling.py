from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.integration_base.tools.days import to_german_day

KINDS = [
    ("office", "Office"),
    ("outreach", "Outreach"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("messenger", "Messenger"),
    ("video", "Video"),
    ("accompaniment", "Accompaniment"),
    ("group", "Group"),
    ("collateral", "Talk with third parties"),
]
# What a later addendum or the engine may still touch on a fixed contact.
FREE_FIELDS = {"addendum_ids", "follow_up_date"}


class IntegrationCounselling(models.Model):
    """A counselling contact of one case (C28-C34).

    The note and the figures are fixed a number of hours after the entry (dated rule
    ``counselling_lock_hours``); later text is an addendum. This holds for everybody,
    also for administrators and sudo.
    """

    _name = "integration.counselling"
    _inherit = ["integration.case.fact"]
    _description = "Counselling contact"
    _order = "date desc, id desc"
    _integration_countable = True
    _integration_counted_person = "case_id"

    person_ids = fields.Many2many(
        "integration.person",
        "integration_counselling_person_rel",
        "counselling_id",
        "person_id",
        "Persons reached",
        domain="[('case_ids', 'in', case_id)]",
    )
    user_id = fields.Many2one(
        "res.users",
        "Worker",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    date = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    minutes = fields.Integer(required=True, default=20)
    effort = fields.Integer(
        "Minutes counted",
        compute="_compute_effort",
        store=True,
        help="A group session's minutes count once; its contacts share them.",
    )
    kind = fields.Selection(KINDS, required=True, default="office", index=True)
    outcome = fields.Selection(
        [("kept", "Took place"), ("excused", "Excused"), ("no_show", "Did not come")],
        "Appointment",
        required=True,
        default="kept",
    )
    language_id = fields.Many2one("integration.language", index="btree_not_null")
    interpreter = fields.Selection(
        [
            ("none", "None"),
            ("professional", "Professional"),
            ("volunteer", "Volunteer"),
            ("family", "Family or friends"),
            ("phone", "By phone or video"),
        ],
        required=True,
        default="none",
    )
    topic_line_ids = fields.One2many(
        "integration.counselling.topic", "counselling_id", "Topics"
    )
    topic_ids = fields.Many2many(
        "integration.topic",
        string="Topics touched",
        compute="_compute_topic_ids",
        search="_search_topic_ids",
    )
    result = fields.Selection(
        [
            ("informed", "Informed"),
            ("solved", "Solved"),
            ("application", "Form or application done"),
            ("referred", "Led to another service"),
            ("continued", "To be continued"),
        ]
    )
    note = fields.Text()
    follow_up_date = fields.Date("Follow-up on")
    addendum_ids = fields.One2many(
        "integration.counselling.addendum", "counselling_id", "Addenda"
    )
    session_id = fields.Many2one(
        "integration.counselling.session",
        "Group session",
        index="btree_not_null",
        ondelete="restrict",
    )
    event_id = fields.Many2one(
        "calendar.event", "Appointment booked", index="btree_not_null", readonly=True
    )
    is_fixed = fields.Boolean("Fixed", compute="_compute_is_fixed")
    date_fixed = fields.Datetime("Fixed from", compute="_compute_is_fixed")

    _minutes_range = models.Constraint(
        "CHECK (minutes >= 0 AND minutes <= 1440)",
        "A contact lasts between 0 minutes and a day.",
    )
    _case_date_idx = models.Index("(case_id, date DESC, id DESC)")

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends(
        "minutes", "session_id.minutes", "session_id.counselling_ids", "outcome"
    )
    def _compute_effort(self):
        for contact in self:
            if not contact.session_id:
                contact.effort = contact.minutes
        for session in self.session_id:
            # sudo: shares the session's minutes over all its cases, shows none
            rows = session.sudo().counselling_ids.sorted("id")
            share, rest = divmod(session.minutes, len(rows) or 1)
            for position, row in enumerate(rows):
                row.effort = share + (1 if position < rest else 0)

    @api.depends("topic_line_ids.topic_id")
    def _compute_topic_ids(self):
        for contact in self:
            contact.topic_ids = contact.topic_line_ids.topic_id

    def _search_topic_ids(self, operator, value):
        return [("topic_line_ids.topic_id", operator, value)]

    @api.depends("create_date")
    def _compute_is_fixed(self):
        rules = self.env["integration.rule.value"]
        now = fields.Datetime.now()
        for contact in self:
            written = contact.create_date or now
            # of the day of writing: a later rule does not open what is fixed
            hours = rules._get_number(
                "counselling_lock_hours", to_german_day(written), contact.company_id
            )
            contact.date_fixed = written + timedelta(hours=hours)
            contact.is_fixed = contact.date_fixed <= now

    # ------------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------------

    @api.constrains("date", "case_id")
    def _check_date(self):
        limit = fields.Datetime.now() + timedelta(minutes=15)
        for contact in self:
            if contact.date > limit:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, date: a contact is recorded when it has taken "
                        "place; plan an appointment for the future.",
                        reference=contact.reference,
                    )
                )

    @api.constrains("topic_line_ids", "minutes")
    def _check_topic_minutes(self):
        for contact in self:
            if sum(contact.topic_line_ids.mapped("minutes")) > contact.minutes:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, topics: more minutes than the contact lasted.",
                        reference=contact.reference,
                    )
                )

    @api.constrains("person_ids", "case_id")
    def _check_persons(self):
        for contact in self:
            if contact.person_ids - contact.case_id.person_ids:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, persons: only persons covered by the case.",
                        reference=contact.reference,
                    )
                )

    @api.constrains("outcome", "result")
    def _check_result(self):
        for contact in self:
            if contact.outcome != "kept" and contact.result:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, result: a talk that did not take place has none.",
                        reference=contact.reference,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            case = self.env["integration.case"].browse(vals.get("case_id"))
            vals["user_id"] = (
                vals.get("user_id", self.env.uid) if self.env.su else (self.env.uid)
            )
            if case and not vals.get("person_ids"):
                vals["person_ids"] = [fields.Command.link(case.person_id.id)]
        contacts = super().create(vals_list)
        contacts.case_id._check_not_closed()
        contacts.case_id._update_from_contacts()
        return contacts

    def write(self, vals):
        if vals.keys() - FREE_FIELDS:
            self._check_not_fixed()
        if "case_id" in vals:
            raise UserError(self.env._("A contact stays with its case."))
        result = super().write(vals)
        if {"date", "outcome"} & vals.keys():
            self.case_id._update_from_contacts()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self._check_not_fixed()

    def unlink(self):
        cases, sessions = self.case_id, self.session_id
        result = super().unlink()
        cases._update_from_contacts()
        # sudo: those who stay share the session's minutes anew
        rest = sessions.sudo().counselling_ids
        self.env.add_to_compute(self._fields["effort"], rest)
        return result

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A counselling contact cannot be duplicated."))

    def _check_not_fixed(self):
        for contact in self:
            if contact.is_fixed:
                raise UserError(
                    self.env._(
                        "%(reference)s: this contact is fixed since %(date)s. Please "
                        "add what is missing as an addendum.",
                        reference=contact.reference,
                        date=fields.Datetime.to_string(contact.date_fixed),
                    )
                )
            if contact.user_id != self.env.user and not self.env.su:
                raise AccessError(
                    self.env._(
                        "Only the author corrects a contact; add an addendum instead."
                    )
                )

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def action_add_addendum(self):
        """:return: dialog for a later remark on a fixed contact."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Addendum"),
            "res_model": "integration.counselling.addendum",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_counselling_id": self.id},
        }

    def _prepare_timeline_entry(self):
        self.ensure_one()
        selections = {
            name: dict(
                self._fields[name].get_description(self.env, ["selection"])["selection"]
            )
            for name in ("kind", "outcome")
        }
        entry = self.case_id._prepare_entry(
            self, self.date, "counselling", selections["kind"][self.kind]
        )
        topics = ", ".join(self.topic_line_ids.topic_id.mapped("name"))
        parts = [topics, self.env._("%(minutes)s min", minutes=self.minutes)]
        if self.outcome != "kept":
            parts.append(selections["outcome"][self.outcome])
        remarks = [self.note, *self.addendum_ids.mapped("text")]
        return entry | {
            "title": " · ".join(filter(None, parts)),
            "text": "\n".join(filter(None, remarks)),
            "author": self.user_id.name,
        }
