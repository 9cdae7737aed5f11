from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .integration_volunteer_signup import HOLDING


class IntegrationVolunteerShiftRole(models.Model):
    """A role in a shift with its places; its row is the lock of sign-ups (V1, V2)."""

    _name = "integration.volunteer.shift.role"
    _inherit = ["integration.volunteer.shift.places"]
    _description = "Role in a shift"

    shift_id = fields.Many2one(
        "integration.volunteer.shift", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="shift_id.company_id", store=True, index=True)
    signup_ids = fields.One2many(
        "integration.volunteer.signup", "role_id", "Sign-ups", copy=False
    )
    taken_count = fields.Integer("Taken", compute="_compute_counts")
    free_count = fields.Integer("Free", compute="_compute_counts")
    requested_count = fields.Integer("To be confirmed", compute="_compute_counts")
    waiting_count = fields.Integer("Waiting", compute="_compute_counts")
    missing_count = fields.Integer("Missing", compute="_compute_counts")

    @api.depends("name", "shift_id.name")
    @api.depends_context("show_shift")
    def _compute_display_name(self):
        for role in self:
            role.display_name = role.name or ""

    @api.depends("signup_ids.state", "signup_ids.role_id", "min_count", "max_count")
    def _compute_counts(self):
        groups = self.env["integration.volunteer.signup"]._read_group(
            [("role_id", "in", self._origin.ids)], ["role_id", "state"], ["__count"]
        )
        counts = {(role.id, state): count for role, state, count in groups}
        for role in self:
            count = {
                state: counts.get((role._origin.id, state), 0)
                for state in ("confirmed", "offered", "requested", "waiting")
            }
            role.taken_count = count["confirmed"] + count["offered"]
            role.free_count = max(role.max_count - role.taken_count, 0)
            role.requested_count = count["requested"]
            role.waiting_count = count["waiting"]
            role.missing_count = max(role.min_count - count["confirmed"], 0)

    @api.constrains("max_count")
    def _check_taken(self):
        for role in self:
            if role.taken_count > role.max_count:
                raise ValidationError(
                    self.env._(
                        "%(role)s: more people are on than there would be places.",
                        role=role.name,
                    )
                )

    def write(self, vals):
        if "max_count" in vals:
            self._hold()
        result = super().write(vals)
        if "max_count" in vals:
            self._fill()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for role in self:
            # sudo: whether somebody has ever signed up, not who
            if role.sudo().signup_ids:
                raise UserError(
                    self.env._(
                        "%(role)s: people have signed up; the role stays.",
                        role=role.name,
                    )
                )

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _hold(self):
        """Lock the rows until the transaction ends, so that places are counted in turn.

        Not ``lock_for_update``: who comes second shall wait a moment, not be sent away.
        And the row is *written*: a transaction that began before the first one ended
        cannot see its sign-up, and only a written row makes the database refuse it. The
        server then repeats the request, which sees all.
        """
        if not self.ids:
            return
        self.flush_recordset(["max_count"])
        self.env.execute_query(
            SQL(
                "UPDATE integration_volunteer_shift_role SET max_count = max_count"
                " WHERE id IN (SELECT id FROM integration_volunteer_shift_role"
                " WHERE id IN %s ORDER BY id FOR NO KEY UPDATE) RETURNING id",
                tuple(self.ids),
            )
        )

    def _count_free(self):
        """:return: places that nobody has or is offered; reads the database"""
        self.ensure_one()
        # sudo: a number, for code that holds the role
        signups = self.env["integration.volunteer.signup"].sudo()
        taken = signups.search_count(
            [("role_id", "=", self.id), ("state", "in", HOLDING)]
        )
        return self.max_count - taken

    def _get_obstacles(self, volunteer, besides=None):
        """Say why a volunteer cannot do this role at this time.

        :param volunteer: ``integration.volunteer``
        :param besides: sign-up whose own booking does not count
        :return: list of sentences: abilities, clearances, other bookings
        """
        self.ensure_one()
        obstacles = self.shift_id._get_obstacles(volunteer, besides)
        return [*self._get_unfit(volunteer), *obstacles]

    def _fill(self):
        """Offer free places to those who wait, in order (V8).

        Who cannot come now is passed over with the reason in the log, and keeps the
        position.
        """
        now = fields.Datetime.now()
        # sudo: the waiting list is the engine's
        for role in self.sudo():
            if role.shift_id.state != "published" or role.shift_id.start <= now:
                continue
            free = role._count_free()
            queue = role.env["integration.volunteer.signup"]
            if free > 0:
                queue = queue.search(
                    [("role_id", "=", role.id), ("state", "=", "waiting")],
                    order="queued_on, id",
                )
            for signup in queue:
                if free <= 0:
                    break
                if obstacles := signup._get_obstacles():
                    signup._log_skip(" ".join(obstacles))
                    continue
                signup._offer()
                free -= 1
