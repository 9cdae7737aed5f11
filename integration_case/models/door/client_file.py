"""What a client sees and does at her door: her own records, as plain values."""

from datetime import timedelta

from babel.dates import format_date
from markupsafe import Markup

from odoo import fields
from odoo.exceptions import LockError, UserError
from odoo.tools import html2plaintext

from ...door_words import LANGUAGES

TIMEZONE = "Europe/Berlin"
OTHER_SIDE = "integration_case.integration_message_subtype_client"
ACTIVITY = "integration_case.mail_activity_type_client"
KILO = 1024


class ClientFile:
    """The file of one client, opened by her link and her code.

    Everything her pages show or change goes through here, and each method looks only
    among the records of this client. What it gives are values, never records, so that
    no page can walk on to somebody else's.

    :param session: ``integration.token.session`` record that is running
    :param language: language of the pages, see ``door_words``
    """

    def __init__(self, session, language):
        door = session.token_id._get_record()
        # sudo: there is no user; ``_resume`` has shown that the visitor holds the link
        # and the code of this very file, in this authority
        self._door = door.sudo().with_company(door.sudo().company_id)
        self._session = session
        self._person = self._door.person_id
        self._case = self._door.case_id
        self.env = self._door.env
        self.language = language

    # ------------------------------------------------------------------
    # Words
    # ------------------------------------------------------------------

    def say(self, key, **values):
        """:return: words in the language of the pages"""
        text = self.language.words[key]
        for name, value in values.items():
            text = text.replace("{%s}" % name, str(value))
        return text

    def day(self, value):
        """:return: a UTC time or a day as people of this language write it"""
        if hasattr(value, "hour"):
            value = self._local(value).date()
        return format_date(value, "long", locale=self.language.tag)

    def moment(self, value):
        """:return: a UTC time as day of the week, day and time"""
        here = self._local(value)
        day = format_date(here.date(), "full", locale=self.language.tag)
        return f"{day} · {here:%H:%M}"

    def _local(self, value):
        here = self._door.with_context(tz=TIMEZONE)
        return fields.Datetime.context_timestamp(here, value)

    def rule(self, key):
        return self.env["integration.rule.value"]._get_number(
            key, company=self._door.company_id
        )

    # ------------------------------------------------------------------
    # Visit
    # ------------------------------------------------------------------

    def note(self, page):
        """Log that the client has opened a page of her own file (C66)."""
        log = self.env["integration.access.log"]
        log._log("token", self._person, f"client's access: {page}")

    def begin_change(self):
        """Let changes of one visit follow each other: a second click sees the first."""
        self._session.seen_on = fields.Datetime.now()
        self._session.flush_recordset()

    def leave(self):
        self._session._end()

    # ------------------------------------------------------------------
    # Consents (C45, C49)
    # ------------------------------------------------------------------

    def get_consents(self):
        """:return: list of dicts, one for each purpose, see :meth:`_describe`"""
        purposes = self.env["integration.purpose"]._get_available(self._door.company_id)
        rows = [self._describe(purpose) for purpose in purposes]
        return sorted(rows, key=lambda row: row["state"] == "public_task")

    def get_consent(self, number):
        """:return: the row of a purpose by its id as text, or None"""
        rows = (row for row in self.get_consents() if str(row["id"]) == number)
        return next(rows, None)

    def _describe(self, purpose):
        now = purpose._get_state_of(self._person)
        consent, state = now["consent"], now["code"]
        own = purpose._get_text(self._get_language())
        # what she agreed to, in the language it was shown in; before it her own
        agreed = consent.text_id if state == "given" else own.browse()
        texts = agreed if agreed.language_id == own.language_id else own | agreed
        german = purpose.text_ids.filtered(lambda t: t.language_id.code == "deu")
        if own:
            title, tag = own.title, None
        else:
            title, tag = german[:1].title or purpose.name, "de"
        return {
            "id": purpose.id,
            "title": title,
            "title_tag": tag,
            "state": state,
            "since": consent
            and state in ("given", "refused")
            and self.day(consent.date_from),
            "until": consent.date_until
            and state == "given"
            and self._last_day(consent),
            "withdrawn": state == "withdrawn" and self.day(consent.withdrawn_at),
            "recipients": state == "given"
            and ", ".join(consent.recipient_ids.mapped("name")),
            "texts": [self._describe_text(text) for text in texts],
            "may_withdraw": state == "given",
            "may_give": state not in ("given", "public_task")
            and bool(own)
            and not self.needs_guardian()
            and bool(not purpose.names_recipients or consent.recipient_ids),
            "in_person": state not in ("given", "public_task")
            and bool(own)
            and purpose.names_recipients
            and not consent.recipient_ids,
        }

    def _describe_text(self, text):
        return {
            "parts": [part for part in text.text.split("\n") if part.strip()],
            "tag": self._get_tag(text.language_id),
            "direction": "rtl" if text.is_rtl else "ltr",
            "version": self.say(
                "text_version", number=text.version, date=self.day(text.valid_from)
            ),
        }

    def _last_day(self, consent):
        # exclusive: the last moment before
        return self.day(consent.date_until - timedelta(seconds=1))

    def _get_language(self):
        return self.env["integration.language"].search(
            [("code", "=", self.language.code)], limit=1
        )

    def _get_tag(self, language):
        known = LANGUAGES.get(language.code)
        return known.tag if known else language.code

    def needs_guardian(self):
        return self._person._needs_guardian(fields.Datetime.now())

    def give(self, number):
        """Say yes to a purpose.

        :param str number: id of the purpose, as it came
        :return: key of the words that say what happened
        """
        row = self.get_consent(number)
        if row and row["state"] == "given":
            return "give_before"
        if not row or not row["may_give"]:
            return "not_here"
        purpose = self.env["integration.purpose"].browse(row["id"])
        before = purpose._get_state_of(self._person)["consent"]
        try:
            with self.env.cr.savepoint():
                evidence = self.env["integration.consent.evidence"]._record(
                    self._person,
                    {
                        "how": "client_door",
                        "language_id": self._get_language().id,
                        "interpreter": "none",
                        "paper_number": self._get_visit_number(),
                    },
                )
                self.env["integration.consent"]._record(
                    evidence, purpose, "given", recipients=before.recipient_ids
                )
        except UserError:
            return "not_here"
        self._tell()
        return "give_done"

    def withdraw(self, number):
        """Take back a yes; a second time says so.

        :param str number: id of the purpose, as it came
        :return: key of the words that say what happened
        """
        row = self.get_consent(number)
        if not row or row["state"] == "public_task":
            return "not_here"
        purpose = self.env["integration.purpose"].browse(row["id"])
        try:
            with self.env.cr.savepoint():
                ended = self._person._withdraw_consents(purpose, "client_door")
        except (UserError, LockError):
            return "not_here"
        if not ended:
            return "withdraw_before"
        return "withdraw_done"  # the manager is told as of any withdrawal

    def _get_visit_number(self):
        return f"{self._door.reference} {self._session.number}"

    # ------------------------------------------------------------------
    # Who saw
    # ------------------------------------------------------------------

    def get_statement(self):
        """:return: who saw, changed or received her data, see ``_get_statement``"""
        return self._person._get_statement(self.language.code)

    def show_days(self, row, statement):
        """:return: when somebody of the statement did so, in words"""
        last = self.day(fields.Date.to_date(row["last"]))
        if not row["days"]:
            until = row["until"] and self.day(fields.Date.to_date(row["until"]))
            return f"{last}, {statement['until_word']} {until}" if until else last
        return (
            f"{statement['days_word']}: {row['days']}, {statement['last_word']} {last}"
        )

    # ------------------------------------------------------------------
    # Appointments
    # ------------------------------------------------------------------

    def _get_cases(self):
        return self._person.case_ids.filtered(
            lambda case: case.person_id == self._person
        )

    def _get_events(self):
        return self.env["calendar.event"].search(
            [
                ("case_id", "in", self._get_cases().ids),
                ("stop", ">=", fields.Datetime.now()),
            ],
            order="start",
        )

    def get_appointments(self):
        """:return: list of dicts; nobody but the worker who has asked her is named"""
        return [
            {
                "id": event.id,
                "when": self.day(event.start_date)
                if event.allday
                else self.moment(event.start),
                "with": event.user_id.name,
                "place": event.location,
            }
            for event in self._get_events()
        ]

    def get_appointment(self, number):
        rows = (row for row in self.get_appointments() if str(row["id"]) == number)
        return next(rows, None)

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

    # ------------------------------------------------------------------
    # Documents
    # ------------------------------------------------------------------

    def _get_files(self):
        return self.env["ir.attachment"].search(
            [
                *self._get_cases()._get_document_domain(),
                ("client_released_on", "!=", False),
            ],
            order="client_released_on desc, id desc",
        )

    def get_documents(self):
        return [
            {
                "id": file.id,
                "title": file.description or self.say("document"),
                "released": self.day(file.client_released_on),
                "size": f"{max(1, file.file_size // KILO)} kB",
            }
            for file in self._get_files()
        ]

    def get_document(self, number):
        """:return: tuple: neutral name, content and MIME type; None if not released"""
        for position, file in enumerate(self._get_files(), 1):
            if str(file.id) == number:
                ending = (file.name or "").rpartition(".")[2].lower()
                ending = f".{ending}" if ending.isalnum() and len(ending) < 6 else ""
                self.env["integration.access.log"]._log(
                    "token", self._person, "client's access: document opened"
                )
                return f"document-{position}{ending}", file.raw, file.mimetype
        return None

    # ------------------------------------------------------------------
    # Messages
    # ------------------------------------------------------------------

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
