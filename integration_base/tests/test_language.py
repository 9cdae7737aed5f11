from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

NEEDED = (
    "deu ara arb apc acm fas prs pus kmr ckb tir amh som ukr rus tur sqi srp ron bul "
    "fra eng spa urd ben pan hau ful man mnk wol lin swa tam kat hye aze zza rom vie "
    "zho tha hin nep"
).split()


@tagged("post_install", "-at_install")
class TestLanguage(TransactionCase):
    """Code lists of languages and occupations."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Language = cls.env["integration.language"]
        cls.config = new_test_user(
            cls.env, "language_config", "integration_base.group_integration_config"
        )
        cls.clerk = new_test_user(cls.env, "language_clerk", "base.group_user")

    def test_shipped_languages(self):
        languages = self.Language.with_context(lang="en_US").search([])
        codes = set(languages.mapped("code"))
        self.assertFalse(set(NEEDED) - codes)
        self.assertGreater(len(codes), 190)
        self.assertTrue(all(len(code) == 3 for code in codes))
        rtl = set(languages.filtered("is_rtl").mapped("code"))
        self.assertLess({"ara", "fas", "prs", "pus", "ckb", "urd", "heb"}, rtl)
        self.assertFalse({"kmr", "tir", "tur", "deu"} & rtl)

    def test_common_first(self):
        found = self.Language.search([], limit=40)
        self.assertTrue(all(found.mapped("is_common")))

    def test_search_by_any_name(self):
        kurmanji = self.env.ref("integration_base.integration_language_kmr")
        for text in ("kmr", "Kurmancî", "Kurmanji"):
            ids = [found[0] for found in self.Language.name_search(text)]
            self.assertIn(kurmanji.id, ids)

    def test_code_is_unique(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.Language.create({"code": "deu", "name": "Again"})

    def test_shipped_occupations(self):
        occupations = self.env["integration.occupation"].search([])
        shipped = occupations.filtered(lambda o: len(o.code) == 2)
        self.assertEqual(len(shipped), 37)
        self.assertEqual(len(set(shipped.mapped("area"))), 10)
        found = occupations.name_search("43")
        self.assertIn("Computer", found[0][1])

    def test_rights(self):
        for name in ("integration.language", "integration.occupation"):
            record = self.env[name].search([], limit=1)
            self.assertTrue(record.with_user(self.clerk).name)
            with self.assertRaises(AccessError):
                record.with_user(self.clerk).name = "Mine"
            with self.assertRaises(AccessError):
                record.with_user(self.clerk).unlink()
            with self.assertRaises(AccessError):
                record.with_user(self.clerk).create({"code": "qqq", "name": "New"})
            record.with_user(self.config).name = "Theirs"
