from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ..availability.local_time import say_time


class IntegrationVolunteerBooking(models.Model):
    """Reminders and notices of changes: one mail each, none after the end (V27)."""

    _inherit = "integration.volunteer.booking"

    @api.model
    def _cron_notify(self):
        """Tell volunteers what changed, and remind them of what is near.

        Each row is locked while it is looked at, and its stamp committed with its mail:
        run twice, or twice at once, it sends nothing twice.
        """
        # sudo: the job's rows
        self = self.sudo()
        cron = self.env["ir.cron"]
        due = self.search(self._get_due_domain(), order="id")
        cron._commit_progress(remaining=len(due))
        for row in due:
            locked = row.try_lock_for_update().exists()
            locked.invalidate_recordset()
            locked._tell()
            if not cron._commit_progress(1):
                return

    @api.model
    def _get_due_domain(self):
        now = fields.Datetime.now()
        rules = self.env["integration.rule.value"]
        near = Domain.FALSE
        companies = self._read_group(
            [
                ("state", "=", "booked"),
                ("start", ">", now),
                ("reminded_on", "=", False),
            ],
            ["company_id"],
        )
        for [company] in companies:
            limit = now + rules._get_delta("booking_reminder_hours", company=company)
            near |= Domain("company_id", "=", company.id) & Domain("start", "<=", limit)
        reminder = Domain("state", "=", "booked") & Domain("start", ">", now)
        reminder &= Domain("reminded_on", "=", False) & near
        return Domain("notice_due", "=", True) | reminder

    def _is_near(self):
        """:return: whether the reminder's time has come and the booking not begun"""
        self.ensure_one()
        rules = self.env["integration.rule.value"]
        hours = rules._get_delta("booking_reminder_hours", company=self.company_id)
        now = fields.Datetime.now()
        return self.state == "booked" and now < self.start <= now + hours

    def _tell(self):
        """Send what is due now: a notice of changes, else the reminder."""
        for row in self:
            near = row._is_near()
            if row.notice_due:
                row._send_notice()
            elif near and not row.reminded_on:
                row._send_reminder()
            if near:
                # a notice within the last hours is the reminder as well
                row.reminded_on = fields.Datetime.now()

    # ------------------------------------------------------------------
    # Words: title, time and place, no client
    # ------------------------------------------------------------------

    def _get_words(self):
        """:return: environment in the volunteer's language, else the authority's"""
        self.ensure_one()
        lang = self.partner_id.lang or self.company_id.partner_id.lang
        return self.with_context(lang=lang or self.env.user.lang).env

    def _send_reminder(self):
        self.ensure_one()
        words = self._get_words()
        if self.volunteer_id._gets_mail():
            self._mail(
                words._("Reminder: %(title)s", title=self.title),
                words._("you are expected soon:"),
                *self._say_booking(words),
                words._("If you cannot come, please tell us as soon as you can."),
            )

    def _send_notice(self):
        """Tell a change; nothing if all of it is over or they have left."""
        self.ensure_one()
        over = max(self.stop, self.told_stop or self.stop) <= fields.Datetime.now()
        volunteer = self.volunteer_id
        if not over and volunteer.state != "left":
            if volunteer._gets_mail():
                words = self._get_words()
                self._mail(*self._prepare_notice(words))
            else:
                coordinator = volunteer.coordinator_id
                lang = coordinator.lang or self.env.user.lang
                words = self.with_context(lang=lang).env
                volunteer._tell_coordinator(
                    words._("Tell a change: no messages by e-mail"),
                    *self._prepare_notice(words),
                )
        self._note_told()

    def _prepare_notice(self, words):
        """:return: list of subject and lines"""
        if self.state == "cancelled":
            return [
                words._("Cancelled: %(title)s", title=self.title),
                words._("this does not take place for you any more:"),
                self.title,
                # what they had noted
                say_time(words, self.told_start, self.told_stop),
            ]
        if not self.told_state:
            return [
                words._("Booked: %(title)s", title=self.title),
                words._("you are expected:"),
                *self._say_booking(words),
            ]
        if self.told_state == "cancelled":
            return [
                words._("Takes place: %(title)s", title=self.title),
                words._("this was cancelled, and you are expected again:"),
                *self._say_booking(words),
            ]
        return [
            words._("Changed: %(title)s", title=self.title),
            words._("time or place has changed. It is now:"),
            *self._say_booking(words),
        ]

    def _say_booking(self, words):
        lines = [self.title, say_time(words, self.start, self.stop)]
        return [*lines, self.place] if self.place else lines

    def _mail(self, subject, *parts):
        """Queue a mail to the volunteer; no link, no client."""
        words = self._get_words()
        coordinator = self.volunteer_id.coordinator_id.partner_id
        contact = ", ".join(filter(None, (coordinator.name, coordinator.phone)))
        lines = [words._("Good day,"), *parts, contact]
        # sudo: the queue of outgoing mail; addressed to the volunteer
        self.env["mail.mail"].sudo().create(
            {
                "subject": subject,
                "body_html": Markup("").join(
                    Markup("<p>%s</p>") % line for line in lines if line
                ),
                "email_to": self.volunteer_id.email,
                "email_from": self.company_id.email_formatted
                or coordinator.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )
