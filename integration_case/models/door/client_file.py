"""What a client sees and does at her door: her own records, as plain values."""

from babel.dates import format_date

from odoo import fields

from odoo.addons.integration_base.tools.days import to_german_day, to_german_time

from .client_consents import ClientConsents
from .client_messages import ClientMessages

KILO = 1024


class ClientFile(ClientConsents, ClientMessages):
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
            value = to_german_day(value)
        return format_date(value, "long", locale=self.language.tag)

    def moment(self, value):
        """:return: a UTC time as day of the week, day and time"""
        here = to_german_time(value)
        day = format_date(here.date(), "full", locale=self.language.tag)
        return f"{day} · {here:%H:%M}"

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
