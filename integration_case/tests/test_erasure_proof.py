from odoo.tests import tagged
from odoo.tools import SQL

from .common_erasure import MARK, ErasureCase


@tagged("post_install", "-at_install")
class TestErasureProof(ErasureCase):
    """After an erasure nothing of the person stands anywhere (C71, C72)."""

    def test_nothing_is_left(self):
        """Strings in every text of every model with a path to a client, and in core's."""
        contact = self.fill(self.case1)
        joined = self._open_file(self.manager1, self.mark("Hadad"), self.mark("Amine"))
        self.contact(case=joined, note=self.mark("note of the joined file"))
        self.close(joined)
        joined.person_id._merge_into(self.case1.person_id)
        old_strings = [self.person.name, self.person.name_native, "0171 4711"]
        self.close()
        snapshot = self.env["integration.snapshot"]._freeze(
            self.env["integration.indicator"].search([]),
            *("2020-01-01", "2035-12-31", self.company),
        )
        unplanted = self.plant(self.person)
        self.assertEqual(unplanted, set())
        self._plant_sinks()
        self.person._get_restrictions().write({"lifted_on": "2024-02-01 00:00:00"})
        self.env["integration.access.log"]._log("read", self.person)
        self.env["integration.access.log"]._write_collected()
        seals = self.env["integration.access.seal"]
        seals._seal()
        before = self.figures()
        found = self.scan()
        for table in (
            *("integration_person.name", "integration_counselling.note"),
            *("mail_message.body", "ir_attachment.index_content", "ir_logging.message"),
            *("mail_activity.note", "calendar_event.location", "bus_bus.message"),
            *("mail_mail.email_to", "integration_import_row.cells"),
            "integration_consent_evidence.signature",
        ):
            self.assertIn(table, found)
        self.assertTrue(self.scan_files())
        files = self._get_files()

        erasure = self.erase()

        self.assertEqual(self.scan([MARK, *old_strings]), set())
        self.env["ir.attachment"]._remove_unused_files(files)
        self.assertEqual(self.scan_files(), set())
        self.assertEqual(self.figures(), before)
        self.assertTrue(snapshot._is_intact())
        self.assertEqual(seals._verify()["findings"], [])
        for model in ("consent", "consent.evidence", "secrecy.release"):
            rows = self.env[f"integration.{model}"].search(
                [("person_id", "=", self.person.id), ("digest", "!=", False)]
            )
            self.assertEqual(rows._get_broken_seals(), {}, model)
        self.assertEqual(erasure.sudo().state, "done")
        self.assertTrue(contact.sudo().exists())
        self.assertTrue(self.person.erased_on)

    def _plant_sinks(self):
        self.env["ir.logging"].sudo().create(
            {
                "name": "x",
                "type": "server",
                "path": "x",
                "line": "1",
                "func": "x",
                "message": f"mail to {self.person.name} failed",
            }
        )
        self.env["bus.bus"]._sendone("x", "x", {"text": self.person.name_native})
        self.env["bus.bus"].create(
            {"channel": "x", "message": f'{{"a": "{self.person.first_name}"}}'}
        )

    def _get_files(self):
        """:return: names in the store of the person's files"""
        tree = self.person._get_file_tree()
        ids = [
            row_id
            for (model, _code), rows in tree.items()
            if model == "ir.attachment"
            for row_id in rows
        ]
        rows = self.env.execute_query(
            SQL("SELECT store_fname FROM ir_attachment WHERE id = ANY(%s)", ids)
        )
        return [name for (name,) in rows if name]

    def test_what_is_kept(self):
        """Texts that stay are named here one by one."""
        engine = self.env["integration.record.erase"]
        kept = set()
        for name in sorted(self.get_models_with_path()):
            model = self.env[name]
            if engine._is_deleted(name) or not name.startswith("integration."):
                continue
            erased = {field.name for field in engine._get_erased_fields(name)}
            kept |= {
                f"{name}.{field.name}"
                for field in model._fields.values()
                if field.store
                and field.type in ("char", "text", "html", "json", "binary")
                and field.column_type
                and field.name not in erased
                and field.name not in ("reference", "digest", "digests", "salts")
            }
        self.assertEqual(
            {
                name
                for name in kept
                if self.env[name.rpartition(".")[0]]._original_module
                in ("integration_base", "integration_case")
            },
            {
                "integration.person.city",
                "integration.person.erased_classes",
                "integration.person.former_references",
                "integration.transfer.package_uid",
            },
        )
