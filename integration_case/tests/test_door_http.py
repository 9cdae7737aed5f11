import re

from odoo.tests import tagged

from ..controllers.door_frame import HEADERS
from ..door_words import GERMAN, LANGUAGES
from .common_door import COOKIE, FAILED, PAGES, DoorHttpCase, Phone


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
