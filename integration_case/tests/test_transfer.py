import base64
import io
import json
import zipfile
from datetime import timedelta

from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..tools import sealed
from .common_consent import agree
from .common_town import TownCommon
from .pictures import read_words

PASSPHRASE = "vier rote Äpfel fallen"


@tagged("post_install", "-at_install")
class TestTransfer(TownCommon):
    """A file leaves for another authority and is taken in there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        country = cls.env.ref("base.sy")
        status = cls.env["integration.residence.status"].search(
            [("code", "=", "permit_25_3")]
        )
        language = cls.env.ref("integration_base.integration_language_ara")
        cls.case = cls._open_file(
            cls.manager,
            "Haddad",
            "Rana",
            {"concern": "Wohnungssuche", "date_entry": "2022-03-01"},
            name_native="رنا حداد",
            birth_date="1990-02-01",
            gender="female",
            nationality_id=country.id,
            title_ids=[
                Command.create({"status_id": status.id, "date_until": "2030-12-31"})
            ],
            language_ids=[
                Command.create({"language_id": language.id, "is_native": True})
            ],
        )
        cls.case._add_person({"last_name": "Haddad", "first_name": "Noor"})
        cls.authority = cls.env["res.partner"].create(
            {"name": "Landratsamt Nachbarkreis"}
        )
        for person in cls.case.person_ids:
            agree(person, "authority", cls.authority)
        topic = cls.env["integration.topic"].search([], limit=1)
        cls._as(cls.manager, "integration.counselling").create(
            {
                "case_id": cls.case.id,
                "minutes": 30,
                "note": "Geheimes aus dem Gespräch",
                "topic_line_ids": [Command.create({"topic_id": topic.id})],
            }
        )

    def _send(self, user=None, case=None, **vals):
        """:return: tuple of the transfer and the passphrase shown."""
        case = case or self.case
        send = self._as(user or self.manager, "integration.transfer.send").create(
            {
                "case_id": case.id,
                "authority": "Landratsamt Nachbarkreis",
                "passphrase_kind": "own",
                "passphrase": PASSPHRASE,
                "with_notes": True,
                **vals,
            }
        )
        action = send.action_create()
        self.assertFalse(send.passphrase, "blanked when used")
        transfer = self.env["integration.transfer"].search(
            [("case_id", "=", case.id)], order="id desc", limit=1
        )
        return transfer, action["context"]["default_shown_passphrase"]

    def _receive(self, content, passphrase=PASSPHRASE, user=None):
        receive = self._as(
            user or self.outsider, "integration.transfer.receive"
        ).create({"file": base64.b64encode(content), "passphrase": passphrase})
        receive.action_open()
        return receive

    def _content(self, transfer):
        return base64.b64decode(transfer.with_context(bin_size=False).package)

    def _entry(self, content, ending):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            name = next(n for n in archive.namelist() if n.endswith(ending))
            return archive.read(name)

    def _text(self, reader):
        text = " ".join(page.extract_text() for page in reader.pages)
        return " ".join(text.split())

    # ------------------------------------------------------------------
    # Sending
    # ------------------------------------------------------------------

    def _document(self, transfer):
        sealed_document = self._entry(self._content(transfer), ".json")
        return sealed.unseal(sealed_document, PASSPHRASE)

    def _withdraw(self, person):
        purpose = self.env.ref("integration_case.integration_purpose_authority")
        person.sudo()._withdraw_consents(purpose, "worker")

    def test_needs_the_consent(self):
        """Nothing leaves without a consent that names this authority (C46, C54)."""
        with self.assertRaises(UserError) as caught:
            self._send(authority="Landratsamt Anderswo")
        self.assertNotIn("Haddad", str(caught.exception))
        self._send(authority=" landratsamt nachbarkreis ")
        self._withdraw(self.case.person_id)
        with self.assertRaises(UserError):
            self._send()
        self.assertEqual(
            self.env["integration.transfer"].search_count(
                [("case_id", "=", self.case.id)]
            ),
            1,
        )

    def test_covered_persons_agree_for_themselves(self):
        other = self.case.person_ids - self.case.person_id
        self._withdraw(other)
        transfer, _shown = self._send()
        self.assertFalse(self._document(transfer)["covered"])

    def test_only_classes_of_the_purpose_leave(self):
        person = self.case.person_id
        purpose = self.env.ref("integration_case.integration_purpose_authority")
        # a purpose that covers less, for a client asked afterwards
        self.env.cr.execute(
            "DELETE FROM integration_purpose_data_class_rel r USING "
            "integration_data_class c WHERE c.id = r.data_class_id AND purpose_id = %s "
            "AND code IN ('gender', 'languages', 'counselling')",
            purpose.ids,
        )
        self.env.invalidate_all()
        transfer, _shown = self._send()
        document = self._document(transfer)
        self.assertEqual(document["person"]["last_name"], person.last_name)
        self.assertIsNone(document["person"]["gender"])
        self.assertFalse(document["facts"]["language_ids"])
        self.assertTrue(document["facts"]["title_ids"])
        self.assertFalse(document["contacts"])

    def test_pdf_with_arabic_notes(self):
        """Lines of both directions break, and nothing is cut off at the edge."""
        arabic = "نود أن نضع معك خطة: أهدافك والخطوات القادمة ومن يفعل ماذا " * 4
        self._as(self.manager, "integration.counselling").create(
            {
                "case_id": self.case.id,
                "minutes": 5,
                "note": f"Rana sagte: {arabic} und ging dann zum Rathausplatz.\n{arabic}",
            }
        )
        transfer, _shown = self._send()
        pdf = self._entry(self._content(transfer), ".pdf")
        boxes = [
            (box, word) for page in read_words(pdf, PASSPHRASE) for box, word in page
        ]
        self.assertIn("Rathausplatz.", [word for _box, word in boxes])
        letters = "".join(word for _box, word in boxes)
        self.assertGreaterEqual(letters.count("خ"), 16)
        for (left, _top, right, _bottom), word in boxes:
            self.assertTrue(20 < left < right < 575, (left, right, word))

    def test_pdf_opens_with_the_passphrase_only(self):
        transfer, _shown = self._send()
        pdf = self._entry(self._content(transfer), ".pdf")
        reader = PdfReader(io.BytesIO(pdf))
        self.assertTrue(reader.is_encrypted)
        self.assertFalse(reader.decrypt("falsch"))
        self.assertTrue(reader.decrypt(PASSPHRASE))
        text = self._text(reader)
        for expected in ("Haddad, Rana", self.case.reference, "Geheimes", "Noor"):
            self.assertIn(expected, text)
        for login in (self.manager.login, self.lead.login):
            self.assertNotIn(login, text)
        self.assertIn(b"/AESV3", pdf)

    def test_nothing_stands_in_the_clear(self):
        transfer, _shown = self._send()
        content = self._content(transfer)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            plain = b"".join(archive.read(name) for name in archive.namelist())
            names = archive.namelist()
        for secret in ("Haddad", "Rana", "Geheimes", PASSPHRASE):
            self.assertNotIn(secret.encode(), plain)
            self.assertFalse([name for name in names if secret in name])

    def test_without_notes(self):
        transfer, _shown = self._send(with_notes=False)
        content = self._content(transfer)
        document = sealed.unseal(self._entry(content, ".json"), PASSPHRASE)
        self.assertNotIn("Geheimes", json.dumps(document, ensure_ascii=False))
        self.assertNotIn("Wohnungssuche", json.dumps(document, ensure_ascii=False))
        reader = PdfReader(io.BytesIO(self._entry(content, ".pdf")))
        reader.decrypt(PASSPHRASE)
        text = self._text(reader)
        self.assertNotIn("Geheimes", text)
        self.assertIn("Haddad", text)

    def test_generated_passphrase_is_never_stored(self):
        transfer, shown = self._send(passphrase_kind="generated", passphrase=False)
        self.assertGreaterEqual(len(shown), 24)
        document = sealed.unseal(self._entry(self._content(transfer), ".json"), shown)
        self.assertEqual(document["reference"], self.case.reference)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT count(*) FROM integration_transfer_send s WHERE s::text LIKE %s",
            [f"%{shown}%"],
        )
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_weak_or_missing_entries_are_refused(self):
        with self.assertRaises(ValidationError):
            self._send(passphrase="kurz")
        with self.assertRaises(UserError):
            self._send(passphrase=False)
        with self.assertRaises(UserError):
            self._send(authority=" ")

    def test_trace_of_a_package(self):
        transfer, _shown = self._send()
        self.assertEqual(transfer.user_id, self.manager)
        self.assertEqual(len(transfer.digest), 64)
        entries = self.case.get_timeline()["entries"]
        entry = next(e for e in entries if e["kind"] == "transfer")
        self.assertEqual(entry["title"], "Landratsamt Nachbarkreis")
        self.assertIn(transfer.digest, entry["text"])
        log = self.env["integration.access.log"].search(
            [("kind", "=", "export")], limit=1
        )
        self.assertEqual((log.kind, log.res_ids), ("export", str(self.case.id)))
        for record in (transfer, transfer.with_user(self.manager), transfer.sudo()):
            with self.assertRaises(UserError):
                record.write({"authority": "Anderswo"})
            with self.assertRaises(UserError):
                record.unlink()

    def test_package_is_dropped_after_some_days(self):
        transfer, _shown = self._send()
        cron = self.env.ref("integration_case.ir_cron_forget_packages")
        self.env.flush_all()
        for days, kept in ((6, True), (8, False)):
            self.env.cr.execute(
                "UPDATE integration_transfer SET date = %s WHERE id = %s",
                [transfer.create_date - timedelta(days=days), transfer.id],
            )
            self.env.invalidate_all()
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(transfer.has_package, kept)
        with self.assertRaises(UserError):
            transfer.action_download()

    def test_others_hand_nothing_out(self):
        for user in (
            self.stranger,
            self.colleague,
            self.outsider,
            self.dpo,
            self.clerk,
        ):
            with self.assertRaises(AccessError):
                self._send(user)
        transfer, _shown = self._send()
        for user in (
            self.stranger,
            self.colleague,
            self.outsider,
            self.dpo,
            self.clerk,
        ):
            record = transfer.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            )
            self.assertFalse(record.has_access("read"), user.login)

    # ------------------------------------------------------------------
    # Receiving
    # ------------------------------------------------------------------

    def test_file_is_taken_in_there(self):
        transfer, _shown = self._send()
        receive = self._receive(self._content(transfer))
        self.assertFalse(receive.file or receive.passphrase)
        self.assertIn("Haddad, Rana", receive.preview)
        self.assertFalse(receive.problems)
        action = receive.action_take()
        self.assertFalse(receive.exists())
        case = self._as(self.outsider, "integration.case").browse(action["res_id"])
        person = case.person_id
        self.assertNotEqual(case.reference, self.case.reference)
        self.assertEqual(case.user_id, self.outsider)
        self.assertEqual(case.company_id, self.other_town)
        self.assertEqual(person.name, "Haddad, Rana")
        self.assertEqual(person.name_native, "رنا حداد")
        self.assertEqual(person.nationality_id.code, "SY")
        self.assertEqual(person.status_id.code, "permit_25_3")
        self.assertEqual(person.language_ids.language_id.code, "ara")
        self.assertEqual(case.concern, "Wohnungssuche")
        self.assertEqual(case.person_ids.mapped("first_name"), ["Noor", "Rana"])
        received = case.transfer_ids
        self.assertEqual(received.received_reference, self.case.reference)
        self.assertEqual(received.authority, "Teststadt")
        self.assertIn("Geheimes aus dem Gespräch", received.history)
        entries = case.get_timeline()["entries"]
        self.assertIn("transfer", [entry["kind"] for entry in entries])
        sent = self._as(self.outsider, "integration.case").search([])
        self.assertEqual(sent, case)

    def test_twice_or_back_is_refused(self):
        transfer, _shown = self._send()
        content = self._content(transfer)
        first, second = self._receive(content), self._receive(content)
        first.action_take()
        with self.assertRaisesRegex(UserError, "taken in already"):
            second.action_take()
        with self.assertRaisesRegex(UserError, "taken in already"):
            self._receive(content)
        with self.assertRaisesRegex(UserError, "made here"):
            self._receive(content, user=self.manager)

    def test_wrong_passphrase_and_tampering(self):
        transfer, _shown = self._send()
        content = self._content(transfer)
        container = json.loads(self._entry(content, ".json"))
        with self.assertRaisesRegex(UserError, "passphrase is wrong"):
            self._receive(content, "falsch falsch falsch")

        def tamper(**changes):
            return json.dumps({**container, **changes}).encode()

        data = bytearray(base64.b64decode(container["data"]))
        data[10] ^= 1
        kdf = {**container["kdf"], "n": 2**30}
        for broken, message in (
            (tamper(data=base64.b64encode(data).decode()), "passphrase is wrong"),
            (tamper(extra="x"), "passphrase is wrong"),
            (tamper(version=2), "newer version"),
            (tamper(kdf=kdf), "no package"),
            (tamper(data="%%%"), "no package"),
            (tamper(format="other"), "no package"),
            (b"{}", "no package"),
            (b"[1]", "no package"),
            (b"PK\x03\x04 broken", "no package"),
            (b"\xff\xfe", "no package"),
        ):
            with (
                self.subTest(message=message),
                self.assertRaisesRegex(UserError, message),
            ):
                self._receive(broken)

    def test_unknown_and_wrong_values_are_left_out(self):
        document = {
            "package": "abc",
            "sender": "Anderswo",
            "reference": "K-AAAAA/1",
            "person": {
                "last_name": "Fremd",
                "birth_date": "kein Datum",
                "gender": "foo",
                "nationality_id": {"code": "QQ", "name": "Wakanda"},
                "reference": "K-HACK1",
                "company_id": self.town.id,
                "case_ids": [[4, self.case.id]],
            },
            "facts": {
                "title_ids": [{"status_id": {"code": "nope"}}, "x", {}],
                "language_ids": {"no": "list"},
            },
            "case": {"user_id": self.manager.id, "stage_id": 1, "is_extended": True},
            "contacts": [{"date": "bad"}, 5],
            "covered": [{"first_name": "without last name"}],
        }
        receive = self._receive(sealed.seal(document, PASSPHRASE))
        for text in ("kein Datum", "foo", "Wakanda"):
            self.assertIn(text, receive.problems)
        action = receive.action_take()
        case = self._as(self.outsider, "integration.case").browse(action["res_id"])
        self.assertEqual(case.user_id, self.outsider)
        self.assertEqual(case.person_id.case_ids, case)
        self.assertEqual(case.company_id, self.other_town)
        self.assertFalse(case.person_id.birth_date or case.person_id.title_ids)
        for incomplete in ({"package": "x"}, {"person": {"last_name": "A"}}, {}):
            with self.assertRaisesRegex(UserError, "incomplete"):
                self._receive(sealed.seal(incomplete, PASSPHRASE))

    def test_known_client_is_shown_before(self):
        transfer, _shown = self._send()
        own = self._open_file(self.outsider, "Haddad", "Rana", birth_date="1990-02-01")
        receive = self._receive(self._content(transfer))
        self.assertEqual(receive.known_reference, own.person_id.reference)

    def test_only_managers_take_in(self):
        transfer, _shown = self._send()
        for user in (self.clerk, self.dpo):
            with self.assertRaises(AccessError):
                self._receive(self._content(transfer), user=user)
