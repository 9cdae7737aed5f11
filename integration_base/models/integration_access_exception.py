from odoo import fields, models
from odoo.exceptions import UserError


class IntegrationAccessMixin(models.AbstractModel):
    """The two exceptions: emergency access, and conflicts of interest."""

    _name = "integration.access.mixin"
    _inherit = "integration.access.mixin"

    # ------------------------------------------------------------------
    # Conflict of interest: deny goes before allow
    # ------------------------------------------------------------------

    def _get_unlocked(self, users, date_from=None, date_until=None):
        """:return: those of the users who are not excluded from any of the records."""
        locks = self.env["integration.access.lock"]
        return users - locks._get_locks(self, users, date_from, date_until).user_id

    def _check_unlocked(self, users, date_from=None, date_until=None):
        """:raise UserError: if one of the users is excluded; names no reason."""
        locks = self.env["integration.access.lock"]
        if lock := locks._get_locks(self, users, date_from, date_until)[:1]:
            raise UserError(
                self.env._(
                    "%(reference)s: %(user)s is excluded from this case because of a "
                    "conflict of interest.",
                    reference=lock.reference,
                    user=lock.user_id.name,
                )
            )

    def _exclude(self, user, reason, date_until=None):
        """End a user's access and refuse new access while the lock stands.

        The caller has checked that the current user may do so.

        :param user: ``res.users`` record
        :param str reason: why, required
        :param date_until: UTC datetime of the end, open if not given
        :return: the lock, in superuser mode
        """
        self.ensure_one()
        if not (reason or "").strip():
            raise UserError(self.env._("Please say why she is excluded."))
        locks = self.env["integration.access.lock"].sudo()  # sudo: kept by the engine
        if locks._get_locks(self, user):
            raise UserError(self.env._("%(user)s is excluded already.", user=user.name))
        lock = locks.create(
            {
                **locks._prepare_record_vals(self),
                "user_id": user.id,
                "reason": reason,
                "date_from": fields.Datetime.now(),
                "date_until": date_until,
                "set_by_id": self.env.uid,
            }
        )
        self._revoke_access(user)
        self.env["integration.access.log"]._log("lock", self, detail="set")
        return lock

    def _grant_access(
        self, users, reason, date_from=None, date_until=None, origin=None
    ):
        self._check_unlocked(users, date_from, date_until)
        return super()._grant_access(users, reason, date_from, date_until, origin)

    def _sync_access(self, reason, users_by_record):
        """An excluded manager, deputy or lead gets no row; the case goes on."""
        users = self.env["res.users"].union(*users_by_record.values())
        records = self.browse().union(*users_by_record)
        locks = self.env["integration.access.lock"]._get_locks(records, users)
        wanted = dict(users_by_record)
        for lock in locks:
            wanted[records.browse(lock.res_id)] -= lock.user_id
        return super()._sync_access(reason, wanted)

    # ------------------------------------------------------------------
    # Emergency access
    # ------------------------------------------------------------------

    def _break_glass(self, occasion, reason):
        """Give the current user access for some hours, and tell lead and officer.

        The caller has made sure that the user found the record by the finder.

        :param str occasion: one of ``integration.emergency.occasion``
        :param str reason: what has happened, long enough to be one
        :return: the emergency access, in superuser mode
        :raise UserError: without a reason, while one is running, under a lock, or if
            there is nobody to review it
        """
        self.ensure_one()
        self.browse().check_access("read")  # some right on the model there must be
        rules = self.env["integration.rule.value"]
        shortest = rules._get_number("break_glass_reason_length")
        if not occasion or len((reason or "").strip()) < shortest:
            raise UserError(
                self.env._(
                    "Emergency access needs an occasion and a reason of at least "
                    "%(count)s characters.",
                    count=shortest,
                )
            )
        # sudo: kept by the engine
        emergencies = self.env["integration.emergency"].sudo()
        now = fields.Datetime.now()
        if running := emergencies.search(
            emergencies._get_record_domain(self)
            & fields.Domain("user_id", "=", self.env.uid)
            & fields.Domain("date_until", ">", now),
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "%(reference)s: your emergency access is still running. It is not "
                    "extended; ask for a new one with a new reason when it has ended.",
                    reference=running.reference,
                )
            )
        until = now + rules._get_delta("break_glass_hours")
        self._check_unlocked(self.env.user, now, until)
        emergency = emergencies.create(
            {
                **emergencies._prepare_record_vals(self),
                "user_id": self.env.uid,
                "occasion": occasion,
                "reason": reason.strip(),
                "date_from": now,
                "date_until": until,
            }
        )
        overseers = emergency._get_overseers() - self.env.user
        if not overseers:
            raise UserError(
                self.env._(
                    "There is neither a team lead nor a data protection officer who could "
                    "review this. Please ask the person in charge of the system."
                )
            )
        self._grant_access(self.env.user, "break_glass", now, until, emergency)
        self.env["integration.access.log"]._log("break_glass", self, detail=occasion)
        emergency._tell(
            overseers,
            self.env._(
                "Emergency access to %(reference)s by %(user)s: please review it.",
                reference=emergency.reference,
                user=self.env.user.name,
            ),
        )
        return emergency
