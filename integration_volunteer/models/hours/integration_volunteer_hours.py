from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today, to_german_day

MINUTES_OF_DAY = 24 * 60


class IntegrationVolunteerHours(models.Model):
    """Time that a volunteer gave: from attendance or reported (V22, V23).

    ``date`` is the day of the deployment and decides on the rate, ``month`` the month
    in which the row is entered: a later one if the day's month was closed. Rows of a
    closed month and settled rows never change; corrections are new rows with signed
    minutes. A row names no client.
    """

    _name = "integration.volunteer.hours"
    _description = "Hours of a volunteer"
    _order = "date desc, id desc"
    _integration_countable = True
    _integration_counted_person = "volunteer_id"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="volunteer_id.company_id", store=True, index=True, precompute=True
    )
    task_id = fields.Many2one(
        "integration.volunteer.task", required=True, index=True, ondelete="restrict"
    )
    booking_id = fields.Many2one(
        "integration.volunteer.booking",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    entry = fields.Selection(
        [
            ("work", "Deployment"),
            ("late_cancel", "Late cancellation"),
            ("correction", "Correction"),
        ],
        required=True,
        readonly=True,
        default="work",
    )
    corrects_id = fields.Many2one(
        "integration.volunteer.hours",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    correction_ids = fields.One2many("integration.volunteer.hours", "corrects_id")
    # when and how much
    date = fields.Date(
        compute="_compute_from_times",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
    )
    month = fields.Date("Entered in", required=True, readonly=True, index=True)
    start = fields.Datetime()
    stop = fields.Datetime()
    minutes = fields.Integer(
        compute="_compute_from_times", store=True, readonly=False, precompute=True
    )
    hours = fields.Float(compute="_compute_hours", store=True)
    cancelled_minutes = fields.Integer(
        "Minutes cancelled late", readonly=True, help="Booked, then cancelled late."
    )
    kilometres = fields.Float(digits=(8, 1))
    note = fields.Char(help="Names no client.")
    # decision
    state = fields.Selection(
        [
            ("reported", "Reported"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("settled", "Settled"),
        ],
        required=True,
        readonly=True,
        default="reported",
        index=True,
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_on = fields.Datetime(readonly=True)
    reason = fields.Char(readonly=True, help="Why it was rejected or corrected.")
    voucher_id = fields.Many2one(
        "integration.volunteer.voucher",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    locked = fields.Boolean("Closed", compute="_compute_locked")
    warning = fields.Char("To check", compute="_compute_warning")

    _booking_uniq = models.UniqueIndex(
        "(booking_id, entry) WHERE booking_id IS NOT NULL AND entry != 'correction'"
    )
    _entry_idx = models.Index("(company_id, month, state)")
    _times = models.Constraint(
        "CHECK(stop IS NULL OR stop > start)", "Hours end after they begin."
    )
    _correction = models.Constraint(
        "CHECK((entry = 'correction') = (corrects_id IS NOT NULL))",
        "A correction says what it corrects.",
    )
    _signs = models.Constraint(
        "CHECK(entry = 'correction' OR"
        " (minutes >= 0 AND kilometres >= 0 AND cancelled_minutes >= 0))",
        "Only corrections take something away.",
    )

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.depends("start", "stop")
    def _compute_from_times(self):
        for row in self:
            if row.start:
                row.date = to_german_day(row.start)
            else:
                row.date = row.date or get_today()
            if row.start and row.stop:
                seconds = (row.stop - row.start).total_seconds()
                row.minutes = round(seconds / 60)
            else:
                row.minutes = row.minutes

    @api.depends("minutes")
    def _compute_hours(self):
        for row in self:
            row.hours = row.minutes / 60

    @api.depends("volunteer_id", "date", "minutes")
    def _compute_display_name(self):
        for row in self:
            day = format_date(self.env, row.date)
            row.display_name = f"{row.volunteer_id.name}, {day}"

    @api.depends("month", "state")
    def _compute_locked(self):
        # sudo: months tell nothing about anybody
        locks = self.env["integration.volunteer.hours.lock"].sudo()
        closed = {
            (lock.company_id.id, lock.month)
            for lock in locks.search(
                [
                    ("state", "=", "closed"),
                    ("month", "in", [row.month for row in self if row.month]),
                ]
            )
        }
        for row in self:
            key = (row.company_id.id, row.month)
            row.locked = row.state == "settled" or key in closed

    @api.depends("start", "stop", "date", "booking_id", "state", "minutes")
    def _compute_warning(self):
        reported = self.filtered(lambda row: row.state == "reported")
        rows, bookings = reported._get_neighbours()
        for row in self:
            words = row in reported and row._get_warnings(rows, bookings)
            row.warning = " ".join(words or ()) or False

    # ------------------------------------------------------------------
    # Checks
    # ------------------------------------------------------------------

    @api.constrains("date", "minutes", "kilometres", "start", "stop", "entry", "state")
    def _check_amounts(self):
        today = get_today()
        for row in self:
            name = row.display_name
            if row.entry == "work" and row.date > today:
                raise ValidationError(
                    self.env._("%(name)s: this day is still to come.", name=name)
                )
            if row.entry == "work" and not (row.minutes or row.kilometres):
                raise ValidationError(
                    self.env._("%(name)s: give minutes or kilometres.", name=name)
                )
            if row.start and row.stop and row.entry == "work":
                length = (row.stop - row.start).total_seconds() / 60
                if row.minutes > round(length):
                    raise ValidationError(
                        self.env._(
                            "%(name)s: more minutes than lie between start and end.",
                            name=name,
                        )
                    )
            if row.corrects_id:
                row._check_correction()
            row._check_day()

    def _check_correction(self):
        """:raise ValidationError: if more is taken away than was there"""
        if not (self.minutes or self.kilometres or self.cancelled_minutes):
            raise ValidationError(
                self.env._("%(name)s: nothing is corrected.", name=self.display_name)
            )
        totals = self.corrects_id._get_totals()
        if any(value < 0 for value in totals.values()):
            raise ValidationError(
                self.env._(
                    "%(name)s: more is taken away than was there.",
                    name=self.display_name,
                )
            )

    def _check_day(self):
        """:raise ValidationError: if a day has more than 24 hours"""
        # sudo: the volunteer's own rows, only added up
        rows = self.sudo().search(
            [
                ("volunteer_id", "=", self.volunteer_id.id),
                ("date", "=", self.date),
                ("state", "!=", "rejected"),
            ]
        )
        if sum(rows.mapped("minutes")) > MINUTES_OF_DAY:
            raise ValidationError(
                self.env._(
                    "%(name)s: more than 24 hours on one day.", name=self.display_name
                )
            )
