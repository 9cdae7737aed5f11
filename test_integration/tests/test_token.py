from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools import link_codes

from .common import SECRET, EngineCase

HERE = "192.0.2.7"


class TokenCase(EngineCase):
    """A link to the protected record of Alice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tokens = cls.env["integration.token"].with_user(
            cls.env.ref("base.public_user")
        )
        cls.sessions = cls.env["integration.token.session"].with_env(cls.tokens.env)
        cls.officer = new_test_user(
            cls.env, "token_dpo", "integration_base.group_integration_dpo"
        )

    def issue(self, record=None, purpose="test", **kwargs):
        record = (record or self.record).with_user(self.alice)
        token = self.env["integration.token"].with_user(self.alice)
        return token._issue(record, purpose, **kwargs)

    def redeem(self, text, purpose="test", code=None, origin=HERE):
        return self.tokens._redeem(text, purpose, code, origin)


@tagged("post_install", "-at_install")
class TestToken(TokenCase):
    """Personal links know no client: single purpose, expiring, hashed, logged."""

    def details(self):
        log = self.env["integration.access.log"]
        domain = log._get_record_domain(self.record._name, self.record.ids)
        rows = log.search(domain & Domain("kind", "=", "token"), order="id")
        return rows.mapped("detail")

    def test_opens_its_record(self):
        token = self.issue()
        self.assertFalse(token._is_open())
        text = token._renew()
        self.assertRegex(text, r"^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$")
        opened = self.redeem(text)
        self.assertEqual(opened, token)
        self.assertEqual(opened._get_record(), self.record)
        self.assertEqual(opened.used_count, 1)
        self.assertEqual(self.redeem(text.lower().replace("-", " ")), token)
        self.assertEqual(self.details(), ["link made", "opened"])

    def test_nothing_readable_is_kept(self):
        """Digests only, which nobody reads; no text of the link in the log."""
        token = self.issue()
        text = token._renew()
        code = token._draw_code()
        self.redeem(text, code=code)
        cookie = self.sessions._start(token)
        self.env.flush_all()
        self.env["integration.access.log"]._write_collected()
        stored = ""
        for table in ("token", "token_session", "token_guess", "access_log"):
            self.env.cr.execute(f"SELECT row::text FROM integration_{table} row")
            stored += str(self.env.cr.fetchall())
        secret = text.replace("-", "")[5:]
        for word in (text, secret, cookie, cookie.split(".")[1], HERE, SECRET):
            self.assertNotIn(word, stored)
        self.assertIn("scrypt$16384$8$1$", stored)
        row = token.with_user(self.officer)
        self.assertEqual(row.reference, self.record.reference)
        for name in ("secret_digest", "code_digest"):
            with self.assertRaises(AccessError):
                row.read([name])
            with self.assertRaises(AccessError):
                row.search([(name, "like", "a")])

    def test_two_codes_never_look_alike(self):
        first, second = link_codes.make_digest("1"), link_codes.make_digest("1")
        self.assertNotEqual(first, second)
        self.assertTrue(link_codes.verify(first, "1"))
        self.assertFalse(link_codes.verify(first, "2"))
        self.assertFalse(link_codes.verify(None, "1"))
        self.assertFalse(link_codes.verify(first, ""))

    def test_wrong_in_any_way(self):
        """Each is refused with the same answer: nothing."""
        token = self.issue()
        text = token._renew()
        for wrong in (
            *("", None, "x", token.number, text[:-1], text + "A", "A" * 400),
            *("0" * 20, token.number + "0" * 15, "ـ١٢٣", "\x00"),
        ):
            self.assertFalse(self.redeem(wrong, origin=f"o{wrong}"[:9]), wrong)
        self.assertFalse(self.redeem(text, "test_other"))
        self.assertFalse(self.redeem(text, "nonsense"))
        self.assertTrue(self.redeem(text))

    def test_former_link_is_void(self):
        token = self.issue()
        old = token._renew()
        cookie = self.sessions._start(self.redeem(old))
        new = token._renew()
        self.assertFalse(self.redeem(old))
        self.assertFalse(self.sessions._resume(cookie, "test"))
        self.assertTrue(self.redeem(new))

    def test_single_use(self):
        token = self.issue(single_use=True)
        text = token._renew()
        cookie = self.sessions._start(self.redeem(text))
        self.assertFalse(self.redeem(text), "replayed")
        self.assertTrue(self.sessions._resume(cookie, "test"))
        token._revoke()
        self.assertFalse(self.sessions._resume(cookie, "test"))

    def test_expires(self):
        token = self.issue()
        text = token._renew()
        self.env["integration.rule.value"].create(
            {"key": "token_days", "value": "1", "source": "x"}
        )
        short = self.issue()
        soon = short._renew()
        with freeze_time(datetime.now() + timedelta(days=2)):
            self.assertFalse(self.redeem(soon))
            self.assertTrue(self.redeem(text))
        with freeze_time(datetime.now() + timedelta(days=31)):
            self.assertFalse(self.redeem(text))

    def test_revoked_for_good(self):
        token = self.issue()
        text = token._renew()
        token._revoke()
        token._revoke()
        self.assertFalse(self.redeem(text))
        self.assertEqual(
            self.details(), ["link made", "revoked"], "a known link is gone"
        )

    def test_record_gone_shut_or_of_another_company(self):
        text = self.issue()._renew()
        self.record.is_shut = True
        self.assertFalse(self.redeem(text))
        self.record.is_shut = False
        self.assertTrue(self.redeem(text))
        county = self.env["res.company"].create({"name": "Link County"})
        self.record.company_id = county
        self.assertFalse(self.redeem(text))
        self.child.unlink()
        self.record.unlink()
        self.assertFalse(self.redeem(text))

    def test_who_may_make_one(self):
        for user in self.outsiders | self.officer:
            with self.assertRaises(AccessError):
                self.tokens.with_user(user)._issue(self.record.with_user(user), "test")
            with self.assertRaises(AccessError):
                self.tokens.with_user(user).create({"purpose": "test"})
        token = self.issue()
        for user in self.outsiders | self.alice:
            with self.assertRaises(AccessError):
                token.with_user(user).read(["reference"])
        with self.assertRaises(AccessError):
            token.with_user(self.officer).write({"locked_on": False})
        with self.assertRaises(AccessError):
            token.with_user(self.officer).unlink()


@tagged("post_install", "-at_install")
class TestTokenCode(TokenCase):
    """The second factor."""

    def setUp(self):
        super().setUp()
        self.token = self.issue(wants_code=True)
        self.text = self.token._renew()

    def wrong(self, code):
        return "000000" if code != "000000" else "111111"

    def test_code(self):
        self.assertFalse(self.redeem(self.text), "no code was handed over yet")
        code = self.token._draw_code()
        self.assertRegex(code, r"^\d{6}$")
        self.assertFalse(self.redeem(self.text))
        self.assertFalse(self.redeem(self.text, code=""))
        self.assertFalse(self.redeem(self.text, code=self.wrong(code)))
        self.assertTrue(self.redeem(self.text, code=f" {code[:3]}-{code[3:]} "))
        arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        persian = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        self.assertTrue(self.redeem(self.text, code=arabic))
        self.assertTrue(self.redeem(self.text, code=persian))

    def test_locked_after_five(self):
        code = self.token._draw_code()
        for number in range(5):
            self.assertFalse(self.token.locked_on, number)
            self.assertFalse(self.redeem(self.text, code=self.wrong(code)))
        self.assertTrue(self.token.locked_on)
        self.assertFalse(self.redeem(self.text, code=code))
        with freeze_time(datetime.now() + timedelta(days=10)):
            self.assertFalse(self.redeem(self.text, code=code), "time unlocks nothing")
        self.token._renew()
        self.assertTrue(self.token.locked_on, "a new paper unlocks nothing")
        new = self.token._draw_code()
        self.assertFalse(self.token.locked_on)
        self.assertFalse(self.redeem(self.text, code=new), "the old paper")
        self.assertTrue(self.redeem(self.token._renew(), code=new))

    def test_tries_are_a_rule(self):
        self.env["integration.rule.value"].create(
            {"key": "token_code_tries", "value": "2", "unit": "count", "source": "x"}
        )
        code = self.token._draw_code()
        self.redeem(self.text, code="1")
        self.redeem(self.text, code="2")
        self.assertFalse(self.redeem(self.text, code=code))

    def test_right_code_forgives(self):
        code = self.token._draw_code()
        for _round in range(2):
            for _number in range(4):
                self.redeem(self.text, code=self.wrong(code))
            self.assertTrue(self.redeem(self.text, code=code))

    def test_nobody_locks_without_the_link(self):
        """Tries with a wrong link lock nothing, or anybody could shut all doors."""
        code = self.token._draw_code()
        guess = self.token.number + "0" * 15
        for _number in range(9):
            self.assertFalse(self.redeem(guess, code="1"))
        self.assertFalse(self.token.failed_count)
        self.assertTrue(self.redeem(self.text, code=code))

    def test_two_tries_at_once(self):
        """Two wrong codes at once are two: the second waits, then is tried again."""
        with self.registry.cursor() as cr:
            self.count_guess(cr)
        try:
            with self.registry.cursor() as first, self.registry.cursor() as second:
                second.execute("SELECT 1 FROM integration_token_guess")
                self.count_guess(first)
                first.commit()
                with (
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(errors.SerializationFailure),
                ):
                    self.count_guess(second)
                second.rollback()
        finally:
            with self.registry.cursor() as cr:
                cr.execute("DELETE FROM integration_token_guess")

    def count_guess(self, cr):
        self.env(cr=cr)["integration.token.guess"]._count("test", "nowhere")

    def test_guesses_are_limited_by_place(self):
        code = self.token._draw_code()
        self.env["integration.rule.value"].create(
            {"key": "token_guesses_per_hour", "value": "3", "unit": "count"}
            | {"source": "x"}
        )
        for number in range(3):
            self.assertTrue(self.redeem(self.text, code=code), number)
            self.assertFalse(self.redeem(f"guess {number}", code=code))
        self.assertFalse(self.redeem(self.text, code=code), "slowed down")
        self.assertFalse(self.token.failed_count, "not her fault")
        self.assertTrue(self.redeem(self.text, code=code, origin="198.51.100.1"))
        with freeze_time(datetime.now() + timedelta(hours=1)):
            self.assertTrue(self.redeem(self.text, code=code))


@tagged("post_install", "-at_install")
class TestTokenSession(TokenCase):
    """Visits: signed, short, sliding."""

    def setUp(self):
        super().setUp()
        self.token = self.issue()
        self.text = self.token._renew()
        self.cookie = self.sessions._start(self.redeem(self.text))

    def resume(self, cookie=None, after=0):
        with freeze_time(datetime.now() + timedelta(minutes=after)):
            return self.sessions._resume(cookie or self.cookie, "test")

    def test_goes_on(self):
        session = self.resume()
        self.assertEqual(session.token_id, self.token)
        self.assertFalse(self.sessions._resume(self.cookie, "test_other"))

    def test_forged(self):
        number, secret, sign = self.cookie.split(".")
        other = self.sessions._start(self.token).split(".")
        for forged in (
            *("", ".", "..", "x", "ä.ö.ü", f"{number}.{secret}", "a" * 999),
            f"{number}.{secret}.{sign[:-1]}x",
            f"{other[0]}.{secret}.{sign}",
            f"{number}.{other[1]}.{other[2]}",
            f"{number}..{self.sessions._sign(number + '.')}",
        ):
            self.assertFalse(self.resume(forged) if forged else None, forged)
        self.assertTrue(self.resume())

    def test_slides_and_ends(self):
        self.assertTrue(self.resume(after=14))
        self.assertTrue(self.resume(after=28))
        self.assertFalse(self.resume(after=44))
        self.assertFalse(self.resume(), "ended for good")

    def test_longest(self):
        for minutes in range(10, 120, 10):
            self.assertTrue(self.resume(after=minutes), minutes)
        self.assertFalse(self.resume(after=121))

    def test_leaving(self):
        self.resume()._end()
        self.assertFalse(self.resume())

    def test_ends_with_its_link(self):
        for change in (
            {"locked_on": "2026-01-01"},
            {"date_until": "2026-01-01"},
        ):
            with self.subTest(change=change):
                cookie = self.sessions._start(self.token)
                before = self.token.read(change)[0]
                self.token.write(change)
                self.assertFalse(self.resume(cookie))
                self.token.write({name: before[name] for name in change})
        cookie = self.sessions._start(self.token)
        self.token._set_code("5")
        self.assertFalse(self.resume(cookie))

    def test_cleaning(self):
        self.redeem("guess")
        with freeze_time(datetime.now() + timedelta(days=40)):
            self.sessions._gc_sessions()
            self.env["integration.token.guess"]._gc_guesses()
        self.assertFalse(self.token.session_ids)
        self.assertFalse(self.env["integration.token.guess"].search([]))
