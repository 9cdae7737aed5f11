"""Clients of the demo with an access of their own.

Links and codes are known, so that the door can be tried: they stand in the demo's
list of log-ins (``tools/logins.py``) and nowhere outside a demo.
"""

import io
from datetime import timedelta
from typing import NamedTuple

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen import canvas

from odoo import fields

from ..door_words import choose
from .facts import RowWriter

ADULT = 18


class Access(NamedTuple):
    """Language of a client, and what she was handed over."""

    language: str
    link: str
    code: str


ACCESSES = (
    Access("ara", "DEMA1-MVSTE-RSTAD-TARAB", "111111"),
    Access("ukr", "DEMB2-MVSTE-RSTAD-TVKRA", "222222"),
)


class DoorWriter(RowWriter):
    """Hands over accesses in the name of the manager, with known links and codes."""

    def write_all(self):
        for access in ACCESSES:
            file = self._find(access.language)
            if file:
                self._hand_over(file.case, access)
                self._release_sheet(file.case)

    def _find(self, language):
        """:return: an adult of this language with an open case, best with appointments"""
        fitting = [
            file
            for file in self.files.files
            if not file.case.is_closed
            and file.member.age >= ADULT
            and file.case.user_id.login == "manager1"
            and any(
                choose(native.language_id.code).code == language
                for native in file.person.language_ids.filtered("is_native")
            )
        ]
        return max(fitting, key=lambda file: len(file.case.event_ids), default=None)

    def _hand_over(self, case, access):
        env = case.with_user(case.user_id).sudo().env
        door = env["integration.door"]._get_or_make(case.with_env(env))
        door.language_id = env["integration.language"].search(
            [("code", "=", access.language)]
        )
        token = door._prepare_token()
        token._renew("door_paper_months")
        number, secret = token._split(access.link)
        token.write({"number": number, "secret_digest": token._digest(secret)})
        token._set_code(access.code)
        door._note_handover()
        door.printed_on = fields.Datetime.now()
        if not case.event_ids.filtered(lambda e: e.start > fields.Datetime.now()):
            self._plan(case)

    def _plan(self, case):
        day = self.frame.today + timedelta(days=9)
        day += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
        case.env["calendar.event"].create(
            {
                "case_id": case.id,
                "name": case.reference,
                "start": self.frame.moment(day, 10),
                "stop": self.frame.moment(day, 11),
                "location": "Rathaus Musterstadt, Zimmer 112",
                "user_id": case.user_id.id,
                "partner_ids": case.user_id.partner_id.ids,
            }
        )

    def _release_sheet(self, case):
        content = io.BytesIO()
        page = canvas.Canvas(content, A5, invariant=True)
        page.drawString(60, 500, "Stadt Musterstadt: Merkblatt zum Integrationskurs")
        page.drawString(60, 470, "Ausweis bitte mitbringen.")
        page.save()
        file = case.env["ir.attachment"].create(
            {
                "name": "Merkblatt Integrationskurs.pdf",
                "raw": content.getvalue(),
                "res_model": case._name,
                "res_id": case.id,
            }
        )
        file.action_release_for_client()
