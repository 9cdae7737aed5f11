import re
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..controllers.door import HEADERS
from ..door_words import GERMAN, LANGUAGES
from ..models.rights.statement_words import WORDS
from .common_door import COOKIE, DoorCase, Phone
from .common_security import SECRET, SecurityCase
from .rights import BY_DOCUMENT, CLIENT_TOKEN, RIGHTS

PAGES = ("home", "consents", "seen", "appointments", "documents", "message")
FAILED = GERMAN.words["enter_failed"]


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


@tagged("post_install", "-at_install")
class TestDoorEntry(DoorHttpCase):
    """Coming in, and not."""

    def test_right(self):
        self.enter()
        for page in PAGES:
            answer = self.phone.go(f"/d/{page}")
            self.assertEqual(answer.status_code, 200, page)
        token = self.fresh(self.door).token_id
        self.assertTrue(token.used_on)
        self.assertTrue(self.fresh(self.door).used_on)

    def test_refused_alike(self):
        """Unknown, old, expired, revoked, locked, other authority: one answer."""
        answers = {}
        phone = Phone(self)

        def attempt(name, text, code):
            answer = phone.enter(text, code)
            body = re.sub(r'name="form_key" value="\w+"', "", answer.text)
            answers[name] = (answer.status_code, body, set(answer.headers))

        attempt("nonsense", "hallo", "1")
        attempt("guessed", "A" * 20, self.code)
        attempt("wrong code", self.text, self.wrong())
        attempt("without code", self.text, "")
        foreign_text, foreign_code = self.foreign[1:]
        attempt("code of another client", self.text, foreign_code)
        token = self.door.sudo().token_id
        attempt("right length", token.number + "0" * 15, self.code)
        for name, vals in {
            "expired": {"date_until": "2026-01-01"},
            "locked": {"locked_on": "2026-01-01"},
            "other authority": {"company_id": self.county.id},
            "other purpose's": {"res_model": "res.partner"},
        }.items():
            before = {
                key: token._fields[key].convert_to_write(token[key], token)
                for key in vals
            }
            token.write(vals)
            attempt(name, self.text, self.code)
            token.write(before)
        self.close()
        attempt("closed", self.text, self.code)
        foreign = self.foreign[0]
        foreign.action_print()
        foreign.sudo().token_id._renew("door_paper_months")
        attempt("old paper", foreign_text, foreign_code)
        foreign.action_revoke()
        attempt("revoked", foreign_text, foreign_code)
        self.assertEqual(len(set(map(repr, map(lambda a: a[:2], answers.values())))), 1)
        self.assertEqual(len({frozenset(a[2]) for a in answers.values()}), 1)
        status, body, _headers = answers["guessed"]
        self.assertEqual(status, 403)
        self.assertIn(FAILED, body)
        self.assertFalse([name for name in phone.cookies if name == "session_id"])

    def test_locked_after_five(self):
        for number in range(5):
            self.assertEqual(
                self.phone.enter(self.text, self.wrong(number)).status_code, 403
            )
        self.assertEqual(self.phone.enter(self.text, self.code).status_code, 403)
        self.assertEqual(self.fresh(self.door).state, "locked")
        action = self.door.with_user(self.manager1).action_new_code()
        self.env.flush_all()
        code = action["context"]["default_code"]
        self.assertEqual(self.phone.enter(self.text, code).status_code, 200)

    def test_lock_ends_the_visit(self):
        self.enter()
        thief = Phone(self)
        for number in range(5):
            thief.enter(self.text, self.wrong(number))
        self.assertEqual(self.phone.go("/d/home").status_code, 403)

    def test_old_link_and_its_visit(self):
        self.enter()
        self.door.sudo().token_id._renew("door_paper_months")
        self.assertEqual(self.phone.go("/d/consents").status_code, 403)
        self.assertEqual(self.phone.enter(self.text, self.code).status_code, 403)

    def test_next_paper_on_a_shared_phone(self):
        """The entry never shows the file of whoever was there before."""
        self.enter()
        entry = self.phone.go("/d")
        self.assertNotIn("home_title", entry.text)
        self.assertIn(GERMAN.words["enter_title"], entry.text)

    def test_leaving(self):
        self.enter()
        kept = dict(self.phone.cookies)
        answer = self.phone.send("/d/leave")
        self.assertIn(GERMAN.words["left"], answer.text)
        self.assertEqual(self.phone.go("/d/home").status_code, 403)
        self.phone.cookies = kept
        answer = self.phone.go("/d/home")
        self.assertEqual(answer.status_code, 403, "the cookie was copied")
        self.assertIn(GERMAN.words["ended"], answer.text)

    def test_shut_with_the_file(self):
        for name, shut in {
            "closed": lambda: self.close(),
            "archived": lambda: self.person.sudo().write({"active": False}),
            "erased": lambda: self.person._shut_doors(),
            "nobody works it": lambda: self.case1.sudo()._revoke_access(),
            "revoked": lambda: self.door.with_user(self.manager1).action_revoke(),
        }.items():
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                self.enter()
                shut()
                self.env.flush_all()
                for page in PAGES:
                    self.assertEqual(self.phone.go(f"/d/{page}").status_code, 403)
                self.phone.go("/d")
                answer = self.phone.enter(self.text, self.code)
                self.assertEqual(answer.status_code, 403)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_pages_without_a_visit(self):
        for page in (*PAGES, "documents/open", "consents/answer"):
            method = None if page in PAGES else {"x": "1"}
            answer = self.phone.go(f"/d/{page}", method)
            self.assertEqual(answer.status_code, 403, page)
            self.assertIn(GERMAN.words["enter_title"], answer.text)
        self.assertIn(GERMAN.words["enter_title"], self.phone.go("/d/").text)
        self.assertEqual(self.phone.go("/d/anything").status_code, 404)
        self.assertEqual(self.phone.go("/d/home/1").status_code, 404)

    def test_forged_cookies(self):
        self.enter()
        real = self.phone.cookies[COOKIE]
        number, secret, sign = real.split(".")
        for forged in (
            *("x", "new.abc", f"{number}.{secret}", f"{number}.{secret}."),
            *(f"{number}.{secret}.{sign[::-1]}", f"..{sign}", "a" * 3000),
        ):
            self.phone.cookies[COOKIE] = forged
            self.assertEqual(self.phone.go("/d/home").status_code, 403, forged)

    def test_every_page_is_closed_to_others(self):
        """Headers of each answer: not kept, not framed, no address handed on."""
        answers = [self.phone.go("/d"), self.phone.send("/d/enter", number="x")]
        self.enter()
        answers += [self.phone.go(f"/d/{page}") for page in PAGES]
        answers.append(self.phone.send("/d/language", language="ar"))
        for answer in answers:
            for name, value in HEADERS.items():
                self.assertEqual(answer.headers[name], value)
        self.assertIn("default-src 'none'", HEADERS["Content-Security-Policy"])
        self.assertNotIn("unsafe", HEADERS["Content-Security-Policy"])
        for answer in answers:
            self.assertNotRegex(answer.text, r"<style|\sstyle=|\son\w+=|<script>")

    def test_cookies(self):
        self.phone.go("/d")
        self.phone.send("/d/enter", number=self.text, code=self.code)
        cookie = self.phone.last.headers["Set-Cookie"]
        for word in ("HttpOnly", "SameSite=Strict", "Path=/d"):
            self.assertIn(word, cookie)
        self.assertNotRegex(cookie, "(?i)max-age|expires")
        self.assertEqual(self.phone.last.headers["Location"].split("/")[-1], "home")


@tagged("post_install", "-at_install")
class TestDoorForms(DoorHttpCase):
    """Forms come from our own pages, and reach her own records only."""

    def test_forms_of_others(self):
        self.enter()
        consent = self.consent()
        self.env.flush_all()
        data = {"purpose": self.purpose("profile").id, "answer": "withdraw"}
        other = Phone(self)
        other.go("/d")
        key = re.search(r'form_key" value="(\w+)"', other.last.text)[1]
        for wrong in ("", "x", key, "ä"):
            answer = self.phone.send("/d/consents/answer", key=wrong, **data)
            self.assertEqual(answer.status_code, 403)
            self.assertIn(GERMAN.words["expired"], answer.text)
        self.phone.go("/d/home")
        answer = self.phone.send(
            "/d/consents/answer", headers={"Sec-Fetch-Site": "cross-site"}, **data
        )
        self.assertEqual(answer.status_code, 403)
        self.assertFalse(self.fresh(consent).withdrawn_at)
        for path in ("/d/leave", "/d/message/send", "/d/language", "/d/documents/open"):
            self.assertEqual(self.phone.go(path).status_code, 404, "by GET")
        stranger = Phone(self)
        stranger.go("/d")
        answer = stranger.send("/d/enter", key="x", number=self.text, code=self.code)
        self.assertEqual(answer.status_code, 403)
        self.assertIn(GERMAN.words["expired"], answer.text)

    def test_give_and_withdraw(self):
        """By the client herself, with her text and her visit as evidence (C45, C49)."""
        self.enter()
        purpose = self.purpose("profile")
        page = self.phone.go("/d/consents")
        self.assertIn(GERMAN.words["state_not_asked"], page.text)
        data = {"purpose": purpose.id, "answer": "give"}
        asked = self.phone.send("/d/consents/ask", **data)
        german = self._language("deu")
        self.assertIn(purpose._get_text(german).title, asked.text)
        self.assertFalse(self.fresh(self.person).consent_ids, "only asked")
        done = self.phone.send("/d/consents/answer", **data)
        self.assertIn(GERMAN.words["give_done"], done.text)
        again = self.phone.send("/d/consents/answer", **data)
        self.assertIn(GERMAN.words["give_before"], again.text)
        consent = self.fresh(self.person).consent_ids
        self.assertEqual(len(consent), 1)
        self.assertEqual(consent.decision, "given")
        self.assertEqual(consent.how, "client_door")
        self.assertEqual(consent.text_id, purpose._get_text(german))
        session = self.fresh(self.door).token_id.session_ids[:1]
        self.assertIn(session.number, consent.evidence_id.paper_number)
        self.assertFalse(consent._get_broken_seals())
        self.assertEqual(self.decide(), "+consent")

        data["answer"] = "withdraw"
        asked = self.phone.send("/d/consents/ask", **data)
        self.assertIn(GERMAN.words["withdraw_button"], asked.text)
        done = self.phone.send("/d/consents/answer", **data)
        self.assertIn(GERMAN.words["withdraw_done"], done.text)
        again = self.phone.send("/d/consents/answer", **data)
        self.assertIn(GERMAN.words["withdraw_before"], again.text)
        again = self.phone.send("/d/consents/ask", **data)
        self.assertIn(GERMAN.words["withdraw_before"], again.text)
        consent = self.fresh(consent)
        self.assertEqual(consent.withdrawn_how, "client_door")
        self.assertEqual(self.decide(), "-withdrawn")
        activities = self.fresh(self.case1).activity_ids
        self.assertTrue(activities)
        self.assertEqual(activities.user_id, self.manager1)
        for activity in activities:
            self.assertNotIn("Testmann", f"{activity.summary}{activity.note}")

    def test_text_agreed_to_stays(self):
        """She sees the version she has said yes to, also after a new one."""
        self.consent()
        text = self.fresh(self.person).consent_ids.text_id
        newer = text.copy({"text": "Ganz neuer Wortlaut", "title": text.title})
        newer._confirm()
        self.env.flush_all()
        self.enter()
        page = self.phone.go("/d/consents").text
        self.assertNotIn("Ganz neuer Wortlaut", page)
        self.assertIn('lang="ti"', page)

    def test_no_text_blocks(self):
        """Where the text is missing in her language, nobody says yes (C52)."""
        self.enter()
        self.phone.send("/d/language", language="tr")
        purpose = self.purpose("profile")
        turkish = purpose.text_ids.filtered(lambda t: t.language_id.code == "tur")
        self.assertTrue(turkish)
        self.env.cr.execute(
            "UPDATE integration_purpose_text SET state = 'draft' WHERE id = %s",
            [turkish.id],
        )
        page = self.phone.go("/d/consents").text
        self.assertIn(LANGUAGES["tur"].words["no_text"], page)
        answer = self.phone.send(
            "/d/consents/answer", purpose=purpose.id, answer="give"
        )
        self.assertIn(LANGUAGES["tur"].words["not_here"], answer.text)
        self.assertFalse(self.fresh(self.person).consent_ids)

    def test_minor(self):
        self.person.sudo().birth_date = fields.Date.subtract(
            fields.Date.today(), years=12
        )
        self.env.flush_all()
        self.enter()
        self.assertIn(GERMAN.words["guardian"], self.phone.go("/d/consents").text)
        answer = self.phone.send(
            "/d/consents/answer", purpose=self.purpose("profile").id, answer="give"
        )
        self.assertIn(GERMAN.words["not_here"], answer.text)
        self.assertFalse(self.fresh(self.person).consent_ids)

    def test_nonsense(self):
        self.enter()
        for purpose in ("", "x", "-1", "0", "99999999999999", "1 OR 1=1", "٣"):
            for answer in ("give", "withdraw", "", "drop"):
                page = self.phone.send(
                    "/d/consents/answer", purpose=purpose, answer=answer
                )
                self.assertEqual(page.status_code, 200)
                self.assertIn(GERMAN.words["not_here"], page.text)
        task = self.env["integration.purpose"].search(
            [("legal_basis", "=", "public_task")], limit=1
        )
        page = self.phone.send("/d/consents/answer", purpose=task.id, answer="withdraw")
        self.assertIn(GERMAN.words["not_here"], page.text)

    def test_others_records_by_changed_ids(self):
        own, other = self.event(), self.event(self.case2, location="Fremdort")
        mine = self.document()
        mine.action_release_for_client()
        hidden = self.document(name="Notiz.pdf", content=b"nicht frei")
        theirs = self.document(self.case2, name="Fremd.pdf", content=b"fremd")
        theirs.action_release_for_client()
        self.env.flush_all()
        self.enter()
        page = self.phone.go("/d/appointments").text
        self.assertIn("Rathaus, Zimmer 12", page)
        self.assertIn(self.manager1.name, page)
        self.assertNotIn("Fremdort", page)
        for event in (other.id, "0", "x", "9" * 30):
            for path in ("ask", "send"):
                answer = self.phone.send(
                    f"/d/appointments/{path}", appointment=event, wish="move"
                )
                self.assertIn(GERMAN.words["gone"], answer.text)
        page = self.phone.go("/d/documents").text
        self.assertIn("Bescheid Rana.pdf", page)
        self.assertNotIn("Notiz.pdf", page)
        self.assertNotIn("Fremd.pdf", page)
        for file in (hidden.id, theirs.id, "0", "x"):
            answer = self.phone.send("/d/documents/open", document=file)
            self.assertEqual(answer.status_code, 404)
            self.assertIn(GERMAN.words["gone"], answer.text)
        answer = self.phone.send("/d/documents/open", document=mine.id)
        self.assertEqual(answer.content, b"geheim")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertNotIn("Rana", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        mine.action_take_back_from_client()
        self.env.flush_all()
        self.phone.go("/d/documents")
        answer = self.phone.send("/d/documents/open", document=mine.id)
        self.assertEqual(answer.status_code, 404)
        self.assertTrue(own.exists())

    def test_message(self):
        """Stored in the case, told without a word of it, limited."""
        self.enter()
        text = "<script>alert('Rana')</script>\nTermin\x00 ﷽"
        with patch.object(IrMail_Server, "send_email") as send:
            answer = self.phone.send("/d/message/send", text=text)
            self.phone.send("/d/message/send", text=text)
        self.assertFalse(send.called)
        self.assertIn(GERMAN.words["message_done"], answer.text)
        subtype = self.env.ref("integration_case.integration_message_subtype_client")
        messages = self.fresh(self.case1).message_ids.filtered(
            lambda message: message.subtype_id == subtype
        )
        self.assertEqual(len(messages), 1, "a second click")
        self.assertIn("&lt;script&gt;", messages.body)
        self.assertFalse(messages.author_id)
        self.assertFalse(messages.partner_ids | messages.notified_partner_ids)
        activity = self.fresh(self.case1).activity_ids
        self.assertEqual(activity.user_id, self.manager1)
        self.assertNotIn("script", f"{activity.summary}{activity.note}")
        for mail in self.env["mail.mail"].sudo().search([]):
            self.assertNotIn("alert", mail.body_html)
        for user in self.get_outsiders():
            found = self.env["mail.message"].with_user(user)
            self.assertFalse(found.search([("id", "in", messages.ids)]), user.login)
        self.assertIn(
            GERMAN.words["message_empty"],
            self.phone.send("/d/message/send", text=" \n ").text,
        )
        long = self.phone.send("/d/message/send", text="lang" * 501)
        self.assertIn("2000", long.text)
        self.assertIn("langlang", long.text, "nothing typed is lost")
        for number in range(4):
            answer = self.phone.send("/d/message/send", text=f"Nummer {number}")
            self.assertIn(GERMAN.words["message_done"], answer.text)
        answer = self.phone.send("/d/message/send", text="Nummer 5")
        self.assertNotIn(GERMAN.words["message_done"], answer.text)
        self.assertEqual(len(self.fresh(self.case1).activity_ids), 1)

    def test_ask_for_another_time(self):
        event = self.event()
        self.env.flush_all()
        self.enter()
        self.phone.go("/d/appointments")
        data = {"appointment": event.id, "wish": "cancel_it"}
        self.assertIn("textarea", self.phone.send("/d/appointments/ask", **data).text)
        answer = self.phone.send("/d/appointments/send", remark="Bin krank", **data)
        self.assertIn(GERMAN.words["ask_done"], answer.text)
        body = self.fresh(self.case1).message_ids[:1].body
        self.assertIn("Bin krank", body)
        self.assertIn("06.05.2031 10:00", body)
        self.assertTrue(event.exists().active)

    def test_too_large(self):
        self.enter()
        answer = self.phone.send("/d/message/send", text="x" * 100_000)
        self.assertEqual(answer.status_code, 413)


@tagged("post_install", "-at_install")
class TestDoorLanguages(DoorHttpCase):
    """Every page in every language; nothing untranslated (C75)."""

    def test_all(self):
        self.consent("plan")
        self.event()
        self.document().action_release_for_client()
        self.env.flush_all()
        self.enter()
        for language in LANGUAGES.values():
            self.phone.send("/d/language", language=language.tag)
            for page in PAGES:
                text = self.phone.go(f"/d/{page}").text
                head = f'<html lang="{language.tag}" dir="{language.direction}">'
                self.assertIn(head, text)
                self.assertNotIn("{", text.split("<main")[1])
                for other in (GERMAN, LANGUAGES["eng"]):
                    for key, words in other.words.items():
                        if len(words) > 14 and words != language.words[key]:
                            self.assertNotIn(words, text, (language.code, page, key))
            entry = Phone(self, language.tag).go("/d").text
            self.assertIn(language.words["enter_intro"], entry)

    def test_language_of_the_paper(self):
        self.door.sudo().language_id = self._language("ukr")
        self.env.flush_all()
        answer = self.phone.enter(self.text, self.code)
        self.assertIn(LANGUAGES["ukr"].words["home_title"], answer.text)

    def test_language_stands_in_no_address(self):
        self.enter()
        answer = self.phone.send("/d/language", language="ar")
        self.assertEqual(answer.headers["Location"].split("/d")[-1], "/home")


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
        # the place of her appointment, and the authority that received her file
        self.assertEqual(
            {page for page in PAGES if shown[page]}, {"appointments", "seen"}
        )
        for model in ("calendar.event", "integration.transfer"):
            self.assertEqual(CLIENT_TOKEN[model], "r")
