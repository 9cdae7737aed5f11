import re
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server
from odoo.addons.integration_base.tools.days import get_today

from ..door_words import GERMAN, LANGUAGES
from .common_consent import PNG
from .common_door import DoorHttpCase, Phone


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
        self.person.sudo().birth_date = fields.Date.subtract(get_today(), years=12)
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
class TestDoorReleases(DoorHttpCase):
    """Releases from secrecy, seen and taken back by the client herself (C53)."""

    def release(self, person=None, **vals):
        return (
            self.env["integration.secrecy.release"]
            .with_user((person or self.person).sudo().case_ids.user_id)
            .create(
                {
                    "person_id": (person or self.person).id,
                    "partner_id": self.service.id,
                    "information": "Stand der Arbeitssuche",
                    "occasion": "Antrag auf Weiterbildung",
                    "signature": PNG,
                    **vals,
                }
            )
        )

    def test_none(self):
        self.enter()
        page = self.phone.go("/d/consents").text
        self.assertNotIn(GERMAN.words["releases"], page)

    def test_withdraw(self):
        release = self.release(direction="mutual")
        self.env.flush_all()
        self.enter()
        page = self.phone.go("/d/consents").text
        for word in (
            GERMAN.words["releases"],
            GERMAN.words["release_mutual"],
            self.service.name,
            "Stand der Arbeitssuche",
            "Antrag auf Weiterbildung",
        ):
            self.assertIn(word, page)
        asked = self.phone.send("/d/releases/ask", release=release.id)
        self.assertIn(GERMAN.words["release_title"], asked.text)
        self.assertIn("Stand der Arbeitssuche", asked.text)
        self.assertFalse(self.fresh(release).ended_at, "only asked")
        done = self.phone.send("/d/releases/answer", release=release.id)
        self.assertIn(GERMAN.words["release_done"], done.text)
        self.assertNotIn("Stand der Arbeitssuche", done.text)
        release = self.fresh(release)
        self.assertEqual((release.state, release.ended_how), ("ended", "client_door"))
        ended_at = release.ended_at
        for step in ("ask", "answer"):
            again = self.phone.send(f"/d/releases/{step}", release=release.id)
            self.assertIn(GERMAN.words["release_before"], again.text)
        self.assertEqual(self.fresh(release).ended_at, ended_at)
        activity = self.fresh(self.case1).activity_ids
        self.assertEqual(activity.user_id, self.manager1)
        self.assertNotIn("Arbeitssuche", f"{activity.summary}{activity.note}")

    def test_of_another_client(self):
        other = self.release(self.case2.sudo().person_id, information="Fremdes")
        self.env.flush_all()
        self.enter()
        self.assertNotIn("Fremdes", self.phone.go("/d/consents").text)
        for number in (other.id, "", "x", "-1", "99999999999999", "1 OR 1=1"):
            for step in ("ask", "answer"):
                page = self.phone.send(f"/d/releases/{step}", release=number)
                self.assertIn(GERMAN.words["not_here"], page.text)
                self.assertNotIn("Fremdes", page.text)
        self.assertFalse(self.fresh(other).ended_at)
