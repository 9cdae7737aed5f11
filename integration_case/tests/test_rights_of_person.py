import base64
import io
import json
import zipfile

from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.integration_base.tools.days import get_today, to_german_day

from ..models.rights.person_copy import BLACK, PersonCopy
from ..models.rights.statement_words import NAMES, WORDS
from .common_consent import agree
from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestPersonRequest(RolesCase):
    """Requests of a person and their deadline (C70, Art. 12 (3) GDPR)."""

    def request(self, user=None, **vals):
        requests = self.env["integration.person.request"].with_user(
            user or self.manager1
        )
        return requests.create({"person_id": self.case1.person_id.id, **vals})

    def test_deadline(self):
        """One month from receipt; the end of January ends with February."""
        for received, deadline in (
            ("2026-03-10", "2026-04-10"),
            ("2026-01-31", "2026-02-28"),
        ):
            request = self.request(received_on=received)
            self.assertEqual(str(request.deadline), deadline)
            activity = request.activity_ids
            self.assertEqual(str(activity.date_deadline), deadline)
            self.assertEqual(activity.user_id, self.manager1)
        self.assertTrue(request.is_late)
        found = request.search([("is_late", "=", True)])
        self.assertIn(request, found)
        with self.assertRaises(ValidationError):
            self.request(received_on=fields.Date.add(get_today(), days=1))

    def test_extension(self):
        """At most two months, with a reason, told within the first month."""
        today = get_today()
        request = self.request(received_on=today)
        for months, reason, told in (
            (3, "viel", today),
            (0, "viel", today),
            (2, " ", today),
            (2, "viel", False),
            (2, "viel", fields.Date.add(today, months=2)),
        ):
            with self.assertRaises(UserError):
                request._extend(months, reason, told)
        request._extend(2, "sehr viele Unterlagen", today)
        self.assertEqual(request.state, "extended")
        self.assertEqual(request.deadline, fields.Date.add(today, months=3))
        self.assertEqual(request.activity_ids.date_deadline, request.deadline)
        with self.assertRaises(UserError):
            request._extend(1, "noch mehr", today)

    def test_steps(self):
        """On and back; refused with a reason; nothing twice, nothing by hand."""
        request = self.request(identity="open")
        with self.assertRaises(AccessError):
            request.write({"state": "done"})
        request.action_start()
        with self.assertRaises(UserError):
            request.action_start()
        with self.assertRaises(UserError):
            request.action_done()
        request.identity = "document"
        with self.assertRaises(UserError):
            request.action_done()
        request.answer = "Kopie übergeben"
        request.action_done()
        self.assertFalse(request.activity_ids)
        with self.assertRaises(UserError):
            request.action_done()
        with self.assertRaises(UserError):
            request.write({"answer": "anders"})
        request.action_reopen()
        with self.assertRaises(UserError):
            request._refuse("  ")
        step = self.env["integration.person.request.step"].with_user(self.manager1)
        step = step.with_context(
            **request.action_refuse()["context"], default_reason="offenkundig"
        )
        Form(step).save().action_confirm()
        self.assertEqual(
            (request.state, request.refusal_reason),
            ("refused", "offenkundig"),
        )
        request.action_reopen()
        request.action_withdraw()
        self.assertEqual(request.state, "withdrawn")

    def test_officer(self):
        """The officer reads and answers every request; others see none."""
        request = self.request(kind="erasure", details="Alles löschen")
        mine = request.with_user(self.dpo)
        mine.action_start()
        self.assertEqual(mine.details, "Alles löschen")
        self.assertFalse(self.may_read(self.manager2, request))
        self.assertFalse(self.may_read(self.config, request))
        action = mine.action_plan_erasure()
        erasure = self.env["integration.erasure"].browse(action["res_id"])
        self.assertEqual(erasure.origin, "request")
        self.assertEqual(mine.action_plan_erasure()["res_id"], erasure.id)
        step = self.env["integration.person.request.step"].with_user(self.dpo)
        step = step.with_context(**mine.action_answer()["context"])
        form = Form(step)
        form.answer = "Gelöscht"
        form.save().action_confirm()
        self.assertEqual((mine.state, mine.answer), ("done", "Gelöscht"))
        mine.action_reopen()
        row = mine._restrict("hold", "court", "Klage")
        self.assertEqual(row.user_id, self.dpo)
        with self.assertRaises(AccessError):
            request.action_plan_erasure()
        with self.assertRaises(AccessError):
            request._restrict("hold", "court", "Klage")
        with self.assertRaises(AccessError):
            self.case1.person_id.action_plan_erasure()

    def test_form(self):
        """A half-filled form is saved with what is certain."""
        requests = self.env["integration.person.request"].with_user(self.manager1)
        form = Form(requests.with_context(default_person_id=self.case1.person_id.id))
        request = form.save()
        self.assertEqual((request.kind, request.user_id), ("access", self.manager1))


@tagged("post_install", "-at_install")
class TestPersonCopy(RolesCase):
    """The copy for the person: complete, third parties blacked out (C74)."""

    def setUp(self):
        super().setUp()
        self.person = self.case1.person_id
        self.person.write({"phone": "0171 4711", "name_native": "رنا"})
        self.case1._add_person({"last_name": "Testmann", "first_name": "Yusufine"})
        self.contact(
            note="Rana kam mit Yusufine. [[Der Nachbar Meier ist laut.]] Termin gut."
        )
        self.case1.message_post(body="Notiz zu Yusufine im Verlauf")
        self.env["ir.attachment"].with_user(self.manager1).create(
            {
                "name": "bescheid.txt",
                "raw": b"Bescheid vom Amt",
                "res_model": "integration.case",
                "res_id": self.case1.id,
            }
        )

    def test_content(self):
        document = PersonCopy(self.person).make_document()
        text = json.dumps(document, ensure_ascii=False)
        for word in (
            "Testmann",
            "Rana",
            "0171 4711",
            "رنا",
            "Termin gut",
            "im Verlauf",
        ):
            self.assertIn(word, text)
        for word in ("Yusufine", "Meier", self.manager1.name, "match_keys"):
            self.assertNotIn(word, text)
        self.assertIn(BLACK, text)
        models = {section["model"] for section in document["sections"]}
        self.assertLessEqual(
            {"integration.person", "integration.counselling", "mail.message"}, models
        )

    def test_later_models(self):
        """Every model of the file is part of the copy unless it says otherwise."""
        copy = PersonCopy(self.person)
        shown = {section["model"] for section in copy.get_sections()}
        for model, _code in copy.tree:
            records = self.env[model]
            if model.startswith("integration.") and not records._transient:
                self.assertIn(model, shown | {"integration.erasure"}, model)

    def test_zip(self):
        """PDF, JSON and documents; handed out only after a check; logged."""
        papers = self.env["integration.person.paper"].with_user(self.manager1)
        paper = papers.create({"person_id": self.person.id, "kind": "copy"})
        with self.assertRaises(UserError):
            paper.action_make()
        paper.is_checked = True
        paper.action_make()
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(paper.file))) as archive:
            names = archive.namelist()
            reference = self.person.reference
            self.assertIn(f"{reference}.json", names)
            pdf = archive.read(f"{reference}.pdf")
            self.assertEqual(archive.read("files/001.txt"), b"Bescheid vom Amt")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        self.assertIn("Testmann", text)
        self.assertNotIn("Yusufine", text)
        log = self.env["integration.access.log"].sudo()
        self.assertTrue(
            log.search([("kind", "=", "copy"), ("user_id", "=", self.manager1.id)])
        )
        statement = self.person._get_statement("deu")
        copies = [s for s in statement["sections"] if s["kind"] == "copies"][0]
        self.assertEqual(len(copies["rows"]), 1)

    def test_documents_held_back(self):
        """What concerns others stays out; files of others cannot be named (Art. 15 (4))."""
        files = self.env["ir.attachment"].with_user(self.manager1)
        other = files.create(
            {
                "name": "nachbar.txt",
                "raw": b"Brief des Nachbarn",
                "res_model": "integration.case",
                "res_id": self.case1.id,
            }
        )
        papers = self.env["integration.person.paper"].with_user(self.manager1)
        paper = papers.create(
            {"person_id": self.person.id, "kind": "copy", "is_checked": True}
        )
        self.assertIn(other, paper.document_ids)
        self.assertEqual(len(paper.document_ids), 2)
        paper.withheld_ids = other
        paper.action_make()
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(paper.file))) as archive:
            names = [name for name in archive.namelist() if name.startswith("files/")]
            self.assertEqual(len(names), 1)
            self.assertEqual(archive.read(names[0]), b"Bescheid vom Amt")
            content = json.loads(archive.read(f"{self.person.reference}.json"))
            pdf = archive.read(f"{self.person.reference}.pdf")
        self.assertEqual(content["documents_held_back"], 1)
        text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
        self.assertIn("concern other people: 1", text)
        foreign = files.sudo().create(
            {
                "name": "fremd.txt",
                "raw": b"x",
                "res_model": "integration.case",
                "res_id": self.case2.id,
            }
        )
        with self.assertRaises(AccessError):
            paper.withheld_ids = foreign

    def test_portable(self):
        document = PersonCopy(self.person, portable=True).make_document()
        text = json.dumps(document, ensure_ascii=False)
        self.assertIn("0171 4711", text)
        self.assertNotIn("Termin gut", text)
        self.assertNotIn("im Verlauf", text)

    def test_who_may(self):
        papers = self.env["integration.person.paper"]
        for user in (self.manager2, self.colleague, self.dpo, self.admin):
            with self.assertRaises(AccessError):
                papers.with_user(user).create({"person_id": self.person.id})


@tagged("post_install", "-at_install")
class TestStatement(RolesCase):
    """Who saw, changed or received my data (C69)."""

    def rows(self, statement, kind):
        [section] = [s for s in statement["sections"] if s["kind"] == kind]
        return section["rows"]

    def test_days_and_roles(self):
        log = self.env["integration.access.log"]
        person = self.case1.person_id.sudo()
        log._write_collected()
        for day, user, kind in (
            ("2026-03-01", self.manager1, "read"),
            ("2026-03-01", self.manager1, "read"),
            ("2026-03-02", self.manager1, "file"),
            # late in the evening in UTC is the next day here
            ("2026-03-03 23:30:00", self.lead, "read"),
            ("2026-03-05", self.colleague, "break_glass"),
        ):
            log.sudo().create(
                {
                    "kind": kind,
                    "user_id": user.id,
                    "company_id": self.company.id,
                    "date": day,
                    "res_model": "integration.person",
                    "res_count": 1,
                    "res_ids": str(person.id),
                }
            )
        statement = person._get_statement("deu")
        seen = {row["who"]: row for row in self.rows(statement, "seen")}
        words = WORDS["deu"]
        self.assertEqual(seen[words["lead"]]["last"], "2026-03-04")
        self.assertGreaterEqual(seen[words["manager"]]["days"], 2)
        self.assertEqual(seen[words["emergency"]]["days"], 1)
        self.assertNotIn(self.manager1.name, str(statement))
        self.assertIn(words["manager"], str(self.rows(statement, "changed")))

    def test_received(self):
        person = self.case1.person_id
        service = self.env["res.partner"].create({"name": "Jobcenter Teststadt"})
        consent = agree(person, "services", recipients=service)
        rows = self.rows(person.sudo()._get_statement("eng"), "received")
        self.assertEqual([row["who"] for row in rows], ["Jobcenter Teststadt"])
        self.assertEqual(rows[0]["last"], to_german_day(consent.date_from).isoformat())

    def test_languages(self):
        """Nine languages, complete; right to left where due; a PDF that says so."""
        self.assertEqual(len(WORDS), 9)
        for code, words in WORDS.items():
            self.assertEqual(set(words), {*NAMES, "self"}, code)
            self.assertTrue(all(words.values()), code)
        person = self.case1.person_id.sudo()
        self.assertEqual(person._get_statement("ar_001")["language"], "ara")
        self.assertEqual(person._get_statement("fas")["direction"], "rtl")
        self.assertEqual(person._get_statement("xx")["language"], "eng")
        for code in ("deu", "ukr"):
            pdf = person._make_statement_pdf(code)
            text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
            self.assertIn(WORDS[code]["title"][:10], text)
        self.assertTrue(person._make_statement_pdf("ara").startswith(b"%PDF"))
