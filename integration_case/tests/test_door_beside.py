from odoo import fields
from odoo.tests import HttpCase, tagged

from ..models.rights.statement_words import WORDS
from .common_door import PAGES, DoorHttpCase, Phone
from .common_security import SECRET, SecurityCase
from .rights import BY_DOCUMENT, CLIENT_TOKEN, RIGHTS


@tagged("post_install", "-at_install")
class TestDoorBesideOdoo(DoorHttpCase):
    """A visit is no session of Odoo: neither user nor contact, no other door."""

    def test_nothing_behind(self):
        users = self.env["res.users"].sudo().search_count([])
        partners = self.env["res.partner"].sudo().search_count([])
        self.enter()
        file = self.document()
        file.action_release_for_client()
        self.env.flush_all()
        self.assertNotIn("session_id", self.phone.cookies)
        for path in (
            *("/odoo", "/web", "/web/health2", "/my", "/my/home"),
            f"/web/content/{file.id}",
            f"/integration/door/{self.door.id}/paper",
            *("/mail/data", f"/odoo/cases/{self.case1.id}", "/web/session/account"),
        ):
            answer = self.phone.go(path)
            self.assertNotEqual((answer.status_code, path), (200, path))
            for word in ("Testmann", "geheim", "Rana"):
                self.assertNotIn(word, answer.text)
        for path, params in {
            "/web/dataset/call_kw/integration.person/search_read": {
                "model": "integration.person",
                "method": "search_read",
                "args": [[], ["name"]],
                "kwargs": {},
            },
            "/web/session/get_session_info": {},
            "/mail/data": {"fetch_params": ["init_messaging"]},
            "/mail/thread/messages": {
                "thread_model": "integration.case",
                "thread_id": self.case1.id,
            },
        }.items():
            answer = self.url_open(
                path,
                json={"jsonrpc": "2.0", "method": "call", "params": params},
                cookies=self.phone.cookies,
            )
            self.assertNotIn("Testmann", answer.text)
            self.assertNotIn(f'"uid": {self.manager1.id}', answer.text)
            if not path.startswith("/mail/data"):  # that one greets everybody
                refused = "error" in answer.text or '"uid": null' in answer.text
                self.assertTrue(refused or answer.status_code != 200, path)
        self.assertEqual(self.env["res.users"].sudo().search_count([]), users)
        self.assertEqual(self.env["res.partner"].sudo().search_count([]), partners)

    def test_no_word_in_addresses_and_logs(self):
        """Neither client nor link nor code: not in a path, not in a log line."""
        self.event()
        self.env.flush_all()
        with self.assertLogs(level="DEBUG") as logs:
            self.enter()
            for page in PAGES:
                self.phone.go(f"/d/{page}")
            self.phone.send("/d/message/send", text="Mein Geheimwort")
        paths = "\n".join(
            record.getMessage()
            for record in logs.records
            if record.name.startswith(("werkzeug", "odoo.http"))
        )
        self.assertIn("/d/home", paths)
        for word in (self.text, self.text.replace("-", ""), self.code, "Testmann"):
            self.assertNotIn(word, paths)
        told = "\n".join(
            record.getMessage()
            for record in logs.records
            if record.levelname != "DEBUG" or record.name.startswith("odoo.addons")
        )
        for word in (self.text, "Testmann", "Geheimwort", "Rana"):
            self.assertNotIn(word, told)

    def test_visits_are_logged(self):
        """Each page is a look at the file, by the door (C66)."""
        self.enter()
        self.phone.go("/d/consents")
        log = self.env["integration.access.log"].sudo()
        rows = log.search(
            log._get_record_domain("integration.person", self.person.ids)
            & fields.Domain("kind", "=", "token")
        )
        self.assertIn("client's access: consents", rows.mapped("detail"))
        self.assertEqual(rows.user_id, self.env.ref("base.public_user"))
        self.assertEqual(rows.company_id, self.company)
        page = self.phone.go("/d/seen").text
        self.assertIn(WORDS["deu"]["self"], page)

    def test_a_worker_at_the_same_browser(self):
        """A log-in of Odoo opens no file, and rights of the worker do not count."""
        self.manager1.password = "door-of-tests-2026"
        self.authenticate(self.manager1.login, "door-of-tests-2026")
        answer = self.url_open("/d/home", allow_redirects=False)
        self.assertEqual(answer.status_code, 403)
        self.door.with_user(self.manager1).action_print()
        self.env.flush_all()
        answer = self.url_open(f"/integration/door/{self.door.id}/paper")
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"%PDF"))
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        again = self.url_open(f"/integration/door/{self.door.id}/paper")
        self.assertEqual(again.status_code, 409)
        other = self.url_open(f"/integration/door/{self.foreign[0].id}/paper")
        missing = self.url_open("/integration/door/99999999/paper")
        self.assertEqual(other.status_code, 404)
        self.assertEqual(other.text, missing.text)


@tagged("post_install", "-at_install")
class TestDoorReach(HttpCase, SecurityCase):
    """A word in every text of the file: the door shows what is declared, no more."""

    def test_reach(self):
        self.assertFalse(set(CLIENT_TOKEN) - {*RIGHTS, *BY_DOCUMENT})
        case = self.case1.sudo()
        case.concern = SECRET
        case.person_id.write({"street": SECRET, "phone": "0711 5550001"})
        case.message_post(body=SECRET)
        self.document = self.env["ir.attachment"].create(
            {"name": SECRET, "raw": b"x", "res_model": case._name, "res_id": case.id}
        )
        door = self.records["integration.door", case.id].with_user(self.manager1)
        code = door.action_hand_over()["context"]["default_code"]
        text = door.sudo().token_id._renew("door_paper_months")
        self.env.flush_all()
        phone = Phone(self)
        self.assertEqual(phone.enter(text, code).status_code, 200)
        shown = {}
        for page in PAGES:
            shown[page] = SECRET in phone.go(f"/d/{page}").text
            for word in ("5550001", self.lead.name, case.reference):
                self.assertNotIn(word, phone.last.text, page)
        # what may be told of her, the place of her appointment, and the authority that
        # received her file
        self.assertEqual(
            {page for page in PAGES if shown[page]},
            {"consents", "appointments", "seen"},
        )
        for model in (
            "integration.secrecy.release",
            "calendar.event",
            "integration.transfer",
        ):
            self.assertIn("r", CLIENT_TOKEN[model])
