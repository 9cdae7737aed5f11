"""What a client writes at her door: to her manager, about an appointment."""

from markupsafe import Markup

from odoo.tools import html2plaintext

from odoo.addons.integration_base.tools.days import (
    get_today,
    start_of_day_utc,
    to_german_time,
)

from .integration_door_message import ACTIVITY, FROM_CLIENT, TO_CLIENT

#: messages shown on the page, the newest
SHOWN = 20


class ClientMessages:
    """Part of ``ClientFile``: its texts stay in the case's discussion, never in mail."""

    def ask_for_change(self, number, wish, remark):
        """Ask to move or cancel an appointment; it stands until somebody answers.

        :param str number: id of the appointment, as it came
        :param str wish: ``move`` or ``cancel_it``
        :return: key of the words that say what happened
        """
        row = self.get_appointment(number)
        if not row or wish not in ("move", "cancel_it"):
            return "gone"
        event = self.env["calendar.event"].browse(row["id"])
        here = self._case.with_context(lang=self._case.user_id.lang)
        title = (
            here.env._("The client asks for another time")
            if wish == "move"
            else here.env._("The client cannot come")
        )
        when = to_german_time(event.start).strftime("%d.%m.%Y %H:%M")
        return self._send(remark, f"{title}: {when}", "ask_done", event.case_id)

    def send_message(self, text):
        """Write to the manager.

        :return: key of the words that say what happened
        """
        text = self._clean(text)
        if not text:
            return "message_empty"
        return self._send(text, None, "message_done", self._case)

    def get_messages(self):
        """:return: list of dicts of what was written, by her and to her, newest first"""
        to_client = self.env.ref(TO_CLIENT)
        return [
            {
                "own": message.subtype_id != to_client,
                "when": self.moment(message.date),
                "parts": html2plaintext(message.body or "").split("\n"),
            }
            for message in self._get_messages(SHOWN)
        ]

    def _get_messages(self, limit):
        return self._door._get_messages(limit, self._get_cases())

    def get_newest_answer(self):
        """:return: day of an answer after which she has not written, or None"""
        newest = self._get_messages(1)
        answered = newest and newest.subtype_id == self.env.ref(TO_CLIENT)
        return self.day(newest.date) if answered else None

    def _clean(self, text):
        kept = (sign for sign in text if sign.isprintable() or sign == "\n")
        return "".join(kept).strip()

    def _send(self, text, title, done, case):
        """Put a text into the case's own discussion; nothing of it leaves by mail."""
        text = self._clean(text)
        if len(text) > self.rule("door_message_length"):
            return "message_long"
        lines = Markup("<br/>").join(text.split("\n"))
        head = Markup("<p><strong>%s</strong></p>") % title if title else Markup("")
        body = head + (Markup("<p>%s</p>") % lines if text else Markup(""))
        today = self._get_messages_of_today()
        if self._read(body) in map(self._read, today.mapped("body")):
            return done  # a second click
        if len(today) >= self.rule("door_messages_per_day"):
            return "message_many"
        here = case.with_context(
            lang=case.user_id.lang, mail_post_autofollow=False, tracking_disable=True
        )
        here.message_post(
            body=body,
            message_type="comment",
            subtype_xmlid=FROM_CLIENT,
            author_id=False,
            email_from=here.env._("Client"),
        )
        self._tell(case)
        return done

    def _read(self, body):
        """:return: words of a message, however its markup was cleaned"""
        return html2plaintext(body or "").split()

    def _get_messages_of_today(self):
        start = start_of_day_utc(get_today())
        return self.env["mail.message"].search(
            [
                ("model", "=", "integration.case"),
                ("res_id", "in", self._get_cases().ids),
                ("subtype_id", "=", self.env.ref(FROM_CLIENT).id),
                ("date", ">=", start),
            ]
        )

    def _tell(self, case=None):
        """Put one activity before the manager: that there is something, not what."""
        case = case or self._case
        if case.is_closed:
            case = self._case
        kind = self.env.ref(ACTIVITY)
        waiting = case.activity_ids.filtered(
            lambda activity: (
                activity.activity_type_id == kind and activity.user_id == case.user_id
            )
        )
        if not waiting:
            here = case.with_context(lang=case.user_id.lang)
            here.activity_schedule(
                ACTIVITY,
                get_today(),
                summary=here.env._("The client has used her access: please look"),
                user_id=case.user_id.id,
            )
