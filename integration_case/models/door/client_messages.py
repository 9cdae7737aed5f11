"""What a client writes at her door: to her manager, about an appointment."""

from markupsafe import Markup

from odoo import fields
from odoo.tools import html2plaintext

OTHER_SIDE = "integration_case.integration_message_subtype_client"
ACTIVITY = "integration_case.mail_activity_type_client"


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
        when = self._local(event.start).strftime("%d.%m.%Y %H:%M")
        return self._send(remark, f"{title}: {when}", "ask_done", event.case_id)

    def send_message(self, text):
        """Write to the manager.

        :return: key of the words that say what happened
        """
        text = self._clean(text)
        if not text:
            return "message_empty"
        return self._send(text, None, "message_done", self._case)

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
            subtype_xmlid=OTHER_SIDE,
            author_id=False,
            email_from=here.env._("Client"),
        )
        self._tell(case)
        return done

    def _read(self, body):
        """:return: words of a message, however its markup was cleaned"""
        return html2plaintext(body or "").split()

    def _get_messages_of_today(self):
        start = self._door._start_of_day_utc(self._local(fields.Datetime.now()).date())
        return self.env["mail.message"].search(
            [
                ("model", "=", "integration.case"),
                ("res_id", "in", self._get_cases().ids),
                ("subtype_id", "=", self.env.ref(OTHER_SIDE).id),
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
                summary=here.env._("The client has used her access: please look"),
                user_id=case.user_id.id,
            )
