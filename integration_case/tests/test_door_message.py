from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..door_words import GERMAN, LANGUAGES
from .common_door import DoorHttpCase


@tagged("post_install", "-at_install")
class TestDoorMessage(DoorHttpCase):
    """The client writes to her manager, who answers; nothing of it leaves by mail."""

    def answer(self, text="Der Kurs beginnt am Montag.", user=None, door=None):
        door = (door or self.door).with_user(user or self.manager1)
        action = door.action_answer()
        dialog = door.env[action["res_model"]].with_context(**action["context"])
        dialog.create({"text": text}).action_send()
        self.env.flush_all()

    def test_there_and_back(self):
        self.enter()
        words = GERMAN.words
        page = self.phone.go("/d/message")
        self.assertNotIn(words["messages_before"], page.text)
        self.phone.send("/d/message/send", text="Wann beginnt\nder Kurs?")
        waiting = self.fresh(self.case1).activity_ids
        self.assertEqual(len(waiting), 1)
        with patch.object(IrMail_Server, "send_email") as send:
            self.answer("Am Montag.\n<b>Um neun</b>")
        self.assertFalse(send.called)
        self.assertFalse(self.fresh(self.case1).activity_ids, "what was asked is done")
        self.assertFalse(
            self.env["mail.mail"].sudo().search([("body_html", "like", "Um neun")])
        )

        self.assertIn(words["answer_of"].split(" {")[0], self.phone.go("/d/home").text)
        page = self.phone.go("/d/message").text
        for text in (
            *("Wann beginnt", "der Kurs?", "Am Montag.", "&lt;b&gt;Um neun"),
            *(words["from_me"], words["from_adviser"], words["messages_before"]),
        ):
            self.assertIn(text, page)
        self.assertNotIn(self.manager1.name, page)
        self.assertLess(page.index("Am Montag."), page.index("Wann beginnt"))
        shown = self.fresh(self.door).with_user(self.manager1).messages
        self.assertIn("Wann beginnt", shown)
        self.assertIn("Am Montag.", shown)
        # she has the last word: no answer is announced any more
        self.phone.send("/d/message/send", text="Danke!")
        self.assertNotIn(
            words["answer_of"].split(" {")[0], self.phone.go("/d/home").text
        )

    def test_discussion_is_not_shown(self):
        """What colleagues write to each other stays theirs."""
        self.case1.message_post(body="Nur intern", message_type="comment")
        self.case1.message_post(
            body="Auch intern", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.answer("Fremdes", self.manager2, self.foreign[0])
        self.answer()
        self.enter()
        page = self.phone.go("/d/message").text
        self.assertIn("Der Kurs beginnt", page)
        for text in ("intern", "Fremdes"):
            self.assertNotIn(text, page)

    def test_refused(self):
        """Others, nothing, too much, no access to read it at."""
        for user in self.get_outsiders() | self.manager2:
            with self.assertRaises(AccessError, msg=user.login):
                self.answer(user=user)
            dialog = self.env["integration.door.answer"].with_user(self.manager1)
            dialog = dialog.create({"door_id": self.door.id, "text": "Fremd"})
            with self.assertRaises(AccessError, msg=user.login):
                dialog.with_user(user).action_send()
        for text in ("", " \n ", "lang" * 501):
            with self.assertRaises(UserError):
                self.answer(text)
        self.door.with_user(self.manager1).action_revoke()
        with self.assertRaisesRegex(UserError, self.case1.reference):
            self.answer()
        answers = self.env.ref("integration_case.integration_message_subtype_answer")
        self.assertFalse(
            self.env["mail.message"].sudo().search([("subtype_id", "=", answers.id)])
        )

    def test_officer_sees_no_word(self):
        self.answer()
        door = self.door.with_user(self.dpo)
        self.assertTrue(door.state)
        with self.assertRaises(AccessError):
            door.read(["messages"])

    def test_every_language_has_the_words(self):
        for language in LANGUAGES.values():
            self.assertIn("{date}", language.words["answer_of"])
