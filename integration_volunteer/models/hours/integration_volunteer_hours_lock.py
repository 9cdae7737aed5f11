from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from odoo.addons.integration_base.tools.days import get_today

from .rights import COORDINATOR, check_group


class IntegrationVolunteerHoursLock(models.Model):
    """A month of hours: open, or closed for good (V22).

    Who writes hours shares a lock on the row, who closes the month changes it: so no
    hours slip into a month that is being closed.
    """

    _name = "integration.volunteer.hours.lock"
    _description = "Month of hours"
    _order = "month desc, id desc"

    company_id = fields.Many2one(
        "res.company",
        "Authority",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    month = fields.Date(required=True, readonly=True, help="Its first day.")
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    step_ids = fields.One2many(
        "integration.volunteer.hours.lock.step", "lock_id", "History"
    )
    reported_count = fields.Integer("To be approved", compute="_compute_counts")
    hours = fields.Float("Approved hours", compute="_compute_counts")
    unnoted_count = fields.Integer(
        "Without attendance",
        compute="_compute_counts",
        help="Bookings of the month for which nobody noted who came.",
    )

    _month_uniq = models.UniqueIndex(
        "(company_id, month)", "Somebody opened this month just now. Try again."
    )
    _first_day = models.Constraint(
        "CHECK(EXTRACT(DAY FROM month) = 1)", "A month is named by its first day."
    )

    @api.depends("month")
    def _compute_display_name(self):
        for lock in self:
            lock.display_name = format_date(self.env, lock.month, date_format="MMMM y")

    def _compute_counts(self):
        hours = self.env["integration.volunteer.hours"]
        bookings = self.env["integration.volunteer.booking"]
        now = fields.Datetime.now()
        for lock in self:
            domain = [
                ("company_id", "=", lock.company_id.id),
                ("month", "=", lock.month),
            ]
            sums = hours._read_group(domain, ["state"], ["__count", "hours:sum"])
            lock.reported_count = sum(row[1] for row in sums if row[0] == "reported")
            lock.hours = sum(
                row[2] for row in sums if row[0] in ("approved", "settled")
            )
            lock.unnoted_count = bookings.search_count(
                [
                    ("company_id", "=", lock.company_id.id),
                    ("state", "=", "booked"),
                    ("attendance", "=", False),
                    ("start", ">=", lock.month),
                    ("start", "<", fields.Date.add(lock.month, months=1)),
                    ("stop", "<", now),
                ]
            )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_close(self):
        """Close months; nothing in them changes from then on.

        :raise UserError: if a month is closed, not over, or has hours to decide on
        """
        check_group(self, COORDINATOR)
        today = get_today()
        for lock in self:
            if lock.state == "closed":
                raise UserError(
                    self.env._("%(month)s is closed already.", month=lock.display_name)
                )
            if fields.Date.add(lock.month, months=1) > today:
                raise UserError(
                    self.env._("%(month)s is not over.", month=lock.display_name)
                )
            # the change comes first: it waits for those who write hours
            lock._take("closed")
            if count := lock.reported_count:
                raise UserError(
                    self.env._(
                        "%(month)s: %(count)s entries are neither approved nor "
                        "rejected.",
                        month=lock.display_name,
                        count=count,
                    )
                )

    def action_reopen(self):
        """:return: dialog that asks for the reason"""
        check_group(self, COORDINATOR)
        self.ensure_one()
        return self.env["integration.volunteer.hours.reason"]._open(
            "month", lock_id=self.id
        )

    def _reopen(self, reason):
        """Open a closed month again; what was settled stays as it is.

        :param str reason: kept with the month
        :raise UserError: if it is open or no reason is given
        """
        check_group(self, COORDINATOR)
        reason = (reason or "").strip()
        if self.state != "closed":
            raise UserError(
                self.env._("%(month)s is open already.", month=self.display_name)
            )
        if not reason:
            raise UserError(
                self.env._(
                    "%(month)s: give a reason for opening it again.",
                    month=self.display_name,
                )
            )
        self._take("open", reason)

    def _take(self, step, reason=None):
        # sudo: the buttons have checked the right; only state and history change
        lock = self.sudo()
        lock.state = step
        lock.flush_recordset()
        lock.env["integration.volunteer.hours.lock.step"].create(
            {
                "lock_id": lock.id,
                "step": step,
                "taken_by_id": self.env.uid,
                "reason": reason,
            }
        )

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    @api.model
    def _get_month(self, company, day):
        """:return: the month of a day, made if needed, in superuser mode"""
        # sudo: months are kept by the system; they tell nothing about anybody
        locks = self.sudo()
        month = fields.Date.start_of(day, "month")
        domain = [("company_id", "=", company.id), ("month", "=", month)]
        lock = locks.search(domain)
        return lock or locks.create({"company_id": company.id, "month": month})

    @api.model
    def _get_open_month(self, company, day):
        """Find the month in which hours of a day are entered.

        :return: first day of the day's month or, if that is closed, of the next one
            that is open; until the end of the transaction it cannot be closed
        """
        lock = self._get_month(company, day)
        while lock._is_closed():
            lock = self._get_month(company, fields.Date.add(lock.month, months=1))
        return lock.month

    def _is_closed(self):
        """:return: whether the month is closed; if not, it stays open for now"""
        self.ensure_one()
        self.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                "SELECT state FROM integration_volunteer_hours_lock"
                " WHERE id = %s FOR SHARE",
                self.id,
            )
        )
        return rows[0][0] == "closed"
