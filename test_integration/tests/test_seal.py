from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.integration_base.models import integration_access_seal

from .test_read_log import ReadLogCase


@tagged("post_install", "-at_install")
class TestSeal(ReadLogCase):
    """Changes, deletions and additions of sealed rows are found and named (C68)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(integration_access_seal, "BLOCK_ROWS", 4))
        cls.dpo = cls._user("engine_dpo", "integration_base.group_integration_dpo")
        cls.env.cr.flush()
        cls.env.cr.execute("DELETE FROM integration_access_seal")
        cls.env.cr.execute("DELETE FROM integration_access_log")

    def setUp(self):
        super().setUp()
        self.seals = self.env["integration.access.seal"]
        self.look(10)
        self.seal()

    def look(self, times):
        for _time in range(times):
            self.as_user(self.alice).read(["secret"])
            self.cr.flush()

    def seal(self):
        with self.enter_registry_test_mode():
            self.seals._cron_seal()
        self.env.invalidate_all()

    def tamper(self, code, *params):
        self.env.cr.execute(SQL(code, *params))
        self.env.invalidate_all()

    def findings(self, **kwargs):
        return self.seals._verify(**kwargs)["findings"]

    def assertBroken(self, number, word):
        findings = self.findings()
        self.assertTrue(findings)
        self.assertIn(f"Block {number} ", findings[0])
        self.assertIn(word, findings[0])

    def test_untouched(self):
        seals = self.seals.search([], order="number")
        self.assertEqual(seals.mapped("number"), [1, 2, 3])
        self.assertEqual(seals.mapped("row_count"), [4, 4, 2])
        self.assertEqual(seals[1].previous_digest, seals[0].digest)
        self.assertFalse(self.findings())
        self.seal()
        self.assertEqual(self.seals.search_count([]), 3, "nothing new to seal")
        self.look(1)
        notes = " ".join(self.seals._verify()["notes"])
        self.assertIn("1 newer rows", notes)
        self.seal()
        self.assertFalse(self.findings())

    def test_changed_row(self):
        row = self.seals.search([("number", "=", 2)]).first_id
        for column, value in (
            ("user_id", self.bob.id),
            ("res_ids", "0"),
            ("route", "elsewhere"),
            ("date", "2020-01-01"),
            ("kind", "group"),
        ):
            savepoint = self.cr.savepoint()
            self.tamper(
                "UPDATE integration_access_log SET %s = %s WHERE id = %s",
                SQL.identifier(column),
                value,
                row,
            )
            self.assertBroken(2, "changed")
            savepoint.close(rollback=True)
            self.env.invalidate_all()
        self.assertFalse(self.findings())

    def test_removed_row(self):
        row = self.seals.search([("number", "=", 1)]).last_id
        self.tamper("DELETE FROM integration_access_log WHERE id = %s", row)
        self.assertBroken(1, "1 rows were removed")

    def test_added_row(self):
        row = self.seals.search([("number", "=", 3)]).last_id
        self.tamper("UPDATE integration_access_log SET id = -id WHERE id = %s", row)
        self.assertBroken(3, "removed")
        self.tamper(
            "UPDATE integration_access_log SET id = %s WHERE id = %s", row, -row
        )
        self.assertFalse(self.findings())
        first = self.seals.search([("number", "=", 1)]).first_id
        self.tamper(
            "INSERT INTO integration_access_log (id, kind, user_id, company_id, date,"
            " res_model) SELECT %s, 'read', user_id, company_id, date, res_model"
            " FROM integration_access_log LIMIT 1",
            first - 1,
        )
        self.assertBroken(1, "1 rows were added")

    def test_changed_block(self):
        """Sealing a forged block anew breaks the one after it."""
        block = self.seals.search([("number", "=", 2)])
        row = block.first_id
        self.tamper(
            "UPDATE integration_access_log SET user_id = %s WHERE id = %s",
            self.bob.id,
            row,
        )
        digest = block._compute_digest(self.seals.search([("number", "=", 1)]).last_id)
        self.tamper(
            "UPDATE integration_access_seal SET digest = %s WHERE id = %s",
            digest[0],
            block.id,
        )
        self.assertBroken(3, "does not follow")

    def test_removed_block(self):
        self.tamper("DELETE FROM integration_access_seal WHERE number = 2")
        self.assertBroken(3, "before it is missing")

    def test_removed_end(self):
        """The end of the chain is told by gaps, and surely by a noted digest."""
        last = self.seals.search([], limit=1)
        digest = last.digest
        self.assertFalse(self.findings(expected=[digest]))
        self.tamper("DELETE FROM integration_access_log WHERE id >= %s", last.first_id)
        self.tamper("DELETE FROM integration_access_seal WHERE id = %s", last.id)
        result = self.seals._verify(expected=[digest])
        self.assertIn(digest, result["findings"][0])
        notes = " ".join(result["notes"])
        self.assertIn("2 numbers after the last block have no row", notes)
        self.assertIn("were begun and are not there", notes)

    def test_removed_before_sealing(self):
        self.look(3)
        last = self.env["integration.access.log"].search([], limit=1).id
        self.tamper("DELETE FROM integration_access_log WHERE id = %s", last - 1)
        result = self.seals._verify()
        self.assertFalse(result["findings"])
        self.assertIn("1 numbers after", " ".join(result["notes"]))

    def test_nobody_writes_seals(self):
        seal = self.seals.search([], limit=1)
        for user in (self.alice, self.admin, self.dpo):
            with self.assertRaises(AccessError):
                self.seals.with_user(user).create({"number": 9})
            with self.assertRaises(AccessError):
                seal.with_user(user).write({"digest": "x"})
        for records in (seal.with_user(self.dpo), seal.sudo()):
            with self.assertRaises(AccessError):
                records.write({"digest": "x"})
            with self.assertRaises(AccessError):
                records.unlink()

    def test_button(self):
        seals = self.seals.with_user(self.dpo)
        answer = seals.action_verify()["params"]
        self.assertEqual(answer["type"], "success")
        row = self.seals.search([("number", "=", 2)]).first_id
        self.tamper("DELETE FROM integration_access_log WHERE id = %s", row)
        answer = seals.action_verify()["params"]
        self.assertEqual(answer["type"], "danger")
        self.assertIn("Block 2 ", answer["message"])
        for user in (self.alice, self.clerk, self.admin):
            with self.assertRaises(AccessError):
                self.seals.with_user(user).action_verify()


@tagged("post_install", "-at_install")
class TestSealConcurrency(ReadLogCase):
    """Rows that are written while the job runs are sealed with the next block."""

    def test_open_transaction(self):
        """With real transactions: an uncommitted row keeps the job away."""
        seals = self.env["integration.access.seal"]
        with self.registry.cursor() as writer:
            rows = [
                self.env["integration.access.log"]._prepare_row(
                    self.env.ref("base.user_admin").id, 1, "read", "x", [1]
                )
            ]
            self.env["integration.access.log"]._insert_rows(writer, rows)
            before = self.count_seals()
            with patch.object(integration_access_seal._logger, "info") as info:
                seals._cron_seal()
            self.assertIn("next run", info.call_args.args[0])
            self.assertEqual(self.count_seals(), before)
            writer.rollback()

    def count_seals(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT COUNT(*) FROM integration_access_seal")
            return cr.fetchone()[0]
