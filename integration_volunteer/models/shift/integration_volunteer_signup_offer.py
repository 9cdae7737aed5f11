from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationVolunteerSignup(models.Model):
    """Timed offers to those who wait: answer, expiry, next (V8)."""

    _inherit = "integration.volunteer.signup"

    def _offer(self):
        """Hold a place for somebody who waits, and write to her or him."""
        self.ensure_one()
        until = self._get_offer_end()
        self._take("offered", "offered", "system", offer_until=until)
        self._tell_offer()

    def _get_offer_end(self):
        """:return: UTC time until which a place is held: ``shift_offer_hours``, at most
        half of the time left, so that the next can still be asked
        """
        self.ensure_one()
        now = fields.Datetime.now()
        rules = self.env["integration.rule.value"]
        hold = rules._get_delta("shift_offer_hours", company=self.company_id)
        return min(now + hold, now + (self.start - now) / 2)

    def _accept_offer(self, by="volunteer"):
        """Take the place that is held.

        :raise UserError: too late, or something speaks against it by now
        """
        # sudo: whoever may act for the volunteer was found out by the caller
        for signup in self.sudo():
            signup.role_id._hold()
            signup.volunteer_id._hold()
            signup._check_state("offered")
            signup._check_ahead()
            if signup.offer_until <= fields.Datetime.now():
                raise UserError(
                    self.env._(
                        "%(signup)s: the time to accept is over.",
                        signup=signup.display_name,
                    )
                )
            signup._check_obstacles()
            signup._take("confirmed", "accepted", by)

    def _decline_offer(self, by="volunteer"):
        """Leave the place to the next."""
        # sudo: whoever may act for the volunteer was found out by the caller
        for signup in self.sudo():
            signup.role_id._hold()
            signup._check_state("offered")
            signup._take("declined", "refused", by)
            signup.role_id._fill()

    def _expire(self):
        """Nobody answered in time: the next is asked."""
        for signup in self:
            signup.role_id._hold()
            signup._take("declined", "expired", "system")
            signup._tell_expired()
            signup.role_id._fill()

    def _withhold(self, reason):
        """Something speaks against it by now: back to the waiting list, same position."""
        for signup in self:
            signup.role_id._hold()
            signup._take("waiting", "withheld", "system", reason)
            signup.role_id._fill()

    @api.model
    def _cron_offers(self):
        """End offers nobody answered, look again at the open ones, offer free places.

        Two runs at once do no harm: each takes only the rows that it can lock, and
        looks again at what they say.
        """
        # sudo: a job
        signups = self.sudo()
        cron = self.env["ir.cron"]
        offered = signups.search([("state", "=", "offered")], order="offer_until, id")
        roles = signups._get_roles_to_fill()
        cron._commit_progress(remaining=len(offered) + len(roles))
        for signup in offered:
            if signup.try_lock_for_update():
                signup._look_again()
            if not cron._commit_progress(1):
                return
        for role in roles:
            if role.try_lock_for_update():
                role._hold()
                role._fill()
            if not cron._commit_progress(1):
                return

    def _look_again(self):
        """End an offer whose time is over, or that cannot be accepted any more."""
        self.ensure_one()
        if self.state != "offered":
            return
        now = fields.Datetime.now()
        if self.offer_until <= now or self.start <= now:
            self._expire()
        elif obstacles := self._get_obstacles():
            self._withhold(" ".join(obstacles))

    @api.model
    def _get_roles_to_fill(self):
        """:return: roles in shifts to come in which people wait"""
        groups = self._read_group(
            [
                ("state", "=", "waiting"),
                ("shift_id.state", "=", "published"),
                ("start", ">", fields.Datetime.now()),
            ],
            ["role_id"],
        )
        # sudo: rows of the engine, for its job
        roles = self.env["integration.volunteer.shift.role"].sudo()
        roles = roles.union(*(role for (role,) in groups))
        return roles.filtered(lambda role: role.free_count > 0)
