import re
from urllib.parse import urlsplit

from odoo import Command
from odoo.tests import HttpCase

from ..door_words import GERMAN
from .common_consent import ConsentCase

COOKIE = "integration_door"
PAGES = ("home", "consents", "seen", "appointments", "documents", "message")
FAILED = GERMAN.words["enter_failed"]


class DoorCase(ConsentCase):
    """A client of manager1 with paper and code, and others beside her."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.sudo().write({"first_name": "Rana", "phone": "0711 99887766"})
        cls.door, cls.text, cls.code = cls._hand_over(cls.case1)
        cls.foreign = cls._hand_over(cls.case2)

    @classmethod
    def _hand_over(cls, case, language="deu"):
        """Hand over paper and code as the case's manager, without printing.

        :return: tuple: access, text of the link, code
        """
        manager = case.sudo().user_id
        case = case.with_user(manager).with_context(
            allowed_company_ids=manager.company_ids.ids
        )
        door = case.env["integration.door"]._get_or_make(case)
        door.sudo().language_id = cls._language(language)
        code = door.action_hand_over()["context"]["default_code"]
        text = door.sudo().token_id._renew("door_paper_months")
        cls.env.flush_all()
        return door, text, code

    def event(self, case=None, **vals):
        case = (case or self.case1).sudo()
        return case.env["calendar.event"].create(
            {
                "case_id": case.id,
                "name": "x",
                "start": "2031-05-06 08:00",
                "stop": "2031-05-06 09:00",
                "location": "Rathaus, Zimmer 12",
                "user_id": case.user_id.id,
                "partner_ids": [Command.set(case.user_id.partner_id.ids)],
                **vals,
            }
        )

    def document(self, case=None, name="Bescheid Rana.pdf", content=b"geheim", **vals):
        case = case or self.case1
        return case.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "res_model": case._name,
                "res_id": case.id,
                **vals,
            }
        )


class Phone:
    """A browser of its own: cookies of the door, forms as the pages hold them."""

    def __init__(self, test, language="de", address=None):
        self.test = test
        self.cookies = {}
        self.headers = {"Accept-Language": language}
        self.last = None

    def go(self, path, data=None, headers=None):
        """Open an address; answers are not followed."""
        opener = self.test.opener
        for name in (COOKIE, f"{COOKIE}_lang", "session_id"):
            opener.cookies.pop(name, None)
            for cookie in [c for c in opener.cookies if c.name == name]:
                opener.cookies.clear(cookie.domain, cookie.path, cookie.name)
        self.last = self.test.url_open(
            path,
            data=data,
            headers={**self.headers, **(headers or {})},
            cookies=self.cookies,
            allow_redirects=False,
        )
        for name, value in self.last.cookies.items():
            self.cookies[name] = value
        return self.last

    def send(self, path, headers=None, key=None, **data):
        """Send a form of the page last seen."""
        found = re.search(r'name="form_key" value="(\w+)"', self.last.text)
        key = key if key is not None else found and found[1]
        return self.go(path, {**data, "form_key": key or ""}, headers)

    def enter(self, text, code):
        self.go("/d")
        answer = self.send("/d/enter", number=text, code=code)
        if answer.status_code == 303:
            return self.go(urlsplit(answer.headers["Location"]).path)
        return answer


class DoorHttpCase(DoorCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.phone = Phone(self)

    def enter(self, phone=None):
        answer = (phone or self.phone).enter(self.text, self.code)
        self.assertEqual(answer.status_code, 200)
        self.assertIn(GERMAN.words["home_title"], answer.text)
        return phone or self.phone

    def wrong(self, number=0):
        code = f"{number:06d}"
        return code if code != self.code else "999999"

    def fresh(self, records):
        self.env.invalidate_all()
        return records.sudo()
