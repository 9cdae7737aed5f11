import io
import re
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..door_words import GERMAN, LANGUAGES, choose
from ..models.door.integration_door_paper import DoorPaper
from .common_door import DoorCase


@tagged("post_install", "-at_install")
class TestDoorWords(DoorCase):
    """Every word in every language (C75)."""

    def test_complete(self):
        self.assertEqual(len(LANGUAGES), 9)
        for language in LANGUAGES.values():
            self.assertEqual(list(language.words), list(GERMAN.words), language.code)
            for key, text in language.words.items():
                self.assertTrue(text.strip(), (language.code, key))
                self.assertEqual(
                    sorted(re.findall(r"{\w+}", text)),
                    sorted(re.findall(r"{\w+}", GERMAN.words[key])),
                    (language.code, key),
                )
                if language != GERMAN and len(text) > 12:
                    self.assertNotEqual(text, GERMAN.words[key], (language.code, key))

    def test_languages_are_known(self):
        known = self.env["integration.language"].search(
            [("code", "in", list(LANGUAGES))]
        )
        self.assertEqual(set(known.mapped("code")), set(LANGUAGES))
        for language in known:
            rtl = LANGUAGES[language.code].direction == "rtl"
            self.assertEqual(language.is_rtl, rtl, language.code)

    def test_choose(self):
        for wanted, code in (
            ("ara", "ara"),
            ("uk", "ukr"),
            ("ti-ER,ti;q=0.9,en;q=0.8", "tir"),
            ("xx,fr-FR;q=0.3", "fra"),
            *(("", "deu"), (None, "deu"), ("klingon", "deu"), ("a" * 9999, "deu")),
        ):
            self.assertEqual(choose(wanted).code, code, wanted)


@tagged("post_install", "-at_install")
class TestDoor(DoorCase):
    """The worker's side: hand over, lock, revoke; who may."""

    def test_one_for_each_case(self):
        door = self.door.with_user(self.manager1)
        again = self.env["integration.door"]._get_or_make(self.case1)
        self.assertEqual(door, again)
        self.assertEqual(door.state, "open")
        self.assertEqual(door.handed_over_by_id, self.manager1)
        self.assertEqual(self.case1.door_state, "open")
        self.assertEqual(self.case1.action_open_door()["res_id"], door.id)

    def test_states_are_found(self):
        door = self.door.with_user(self.manager1)
        token = door.sudo().token_id
        doors = door.browse()

        def expect(state):
            door.invalidate_recordset()
            self.assertEqual(door.state, state)
            for other, _label in door._fields["state"].selection:
                found = doors.search([("state", "=", other)])
                self.assertEqual(door in found, other == state, (other, state))
            self.assertIn(door, doors.search([("state", "!=", "x")]))
            found = self.env["integration.case"].with_user(self.manager1)
            found = found.search([("door_ids.state", "=", state)])
            self.assertIn(self.case1, found)

        expect("open")
        with freeze_time(fields.Datetime.now() + timedelta(days=400)):
            expect("expired")
        token.locked_on = fields.Datetime.now()
        expect("locked")
        door.action_new_code()
        expect("open")
        door.action_revoke()
        expect("revoked")
        door.action_revoke()
        expect("revoked")
        door.action_hand_over()
        self.assertNotEqual(door.sudo().token_id, token)
        expect("none")
        door._print_paper()
        expect("open")
        self.close()
        expect("closed")

    def test_code_and_link_are_shown_once(self):
        action = self.door.action_hand_over()
        context = action["context"]
        self.assertRegex(context["default_code"], r"^\d{6}$")
        dialog = self.env["integration.door.code"].with_user(self.manager1)
        shown = dialog.with_context(**context).default_get(["code", "paper_url"])
        self.assertEqual(shown["code"], context["default_code"])
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'integration_door_code'"
        )
        columns = {row[0] for row in self.env.cr.fetchall()}
        self.assertFalse(columns & {"code", "paper_url"})

    def test_paper_needs_its_button(self):
        door = self.door.with_user(self.manager1)
        door.action_print()
        name, content = door._print_paper()
        self.assertTrue(content.startswith(b"%PDF"))
        self.assertTrue(name.startswith(door.reference.replace("/", "-")))
        with self.assertRaisesRegex(UserError, "button"):
            door._print_paper()
        door.action_print()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=11)):
            with self.assertRaisesRegex(UserError, "button"):
                door._print_paper()
        door.action_print()
        with self.assertRaisesRegex(UserError, "button"):
            door.with_user(self.lead)._print_paper()

    def test_paper_opens_and_names_nobody(self):
        """Link and number open with the code; neither name nor code stand on it."""
        door = self.door.with_user(self.manager1)
        links = []
        make_code = DoorPaper.make_code

        def spy(paper, link):
            links.append(link)
            return make_code(paper, link)

        for language in ("ara", "tir", "deu"):
            door.language_id = self._language(language)
            code = door.action_hand_over()["context"]["default_code"]
            with patch.object(DoorPaper, "make_code", spy):
                _name, content = door._print_paper()
            text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
            number = re.search(r"(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}", text)[0]
            self.assertTrue(links[-1].endswith(f"/d#{number}"))
            self.assertIn("/d", text)
            for word in (code, "Testmann", "Rana", self.manager1.name):
                self.assertNotIn(word, text)
            tokens = self.env["integration.token"]
            self.assertTrue(tokens._redeem(number, "client_door", code), language)

    def test_new_code_needs_a_paper(self):
        case = self._open_file(self.manager1, "Neu", "Nora")
        door = self.env["integration.door"]._get_or_make(case)
        self.assertEqual(door.state, "none")
        for action in (door.action_new_code, door.action_print):
            with self.assertRaises(UserError):
                action()
        with self.assertRaisesRegex(UserError, "button"):
            door._print_paper()

    def test_closed_case(self):
        self.close()
        door = self.door.with_user(self.manager1)
        for action in (door.action_hand_over, door.action_new_code, door.action_print):
            with self.assertRaisesRegex(UserError, "closed"):
                action()

    def test_who_may(self):
        """Whoever works the case; the officer sees that there is one."""
        for user in self.get_outsiders():
            door = self.as_user(user, self.door)
            with self.assertRaises(AccessError):
                door.action_hand_over()
            with self.assertRaises(AccessError):
                door.action_revoke()
            with self.assertRaises(AccessError):
                door.env["integration.door"]._get_or_make(self.as_user(user))
            if user != self.dpo:
                with self.assertRaises(AccessError):
                    door.read(["state"])
        seen = self.as_user(self.dpo, self.door)
        self.assertEqual(seen.read(["state", "reference"])[0]["state"], "open")
        shown = seen.web_search_read(
            [("id", "=", seen.id)], {"case_id": {"fields": {"display_name": {}}}}
        )
        self.assertNotIn("Testmann", str(shown))
        self.assertTrue(self.as_user(self.lead, self.door).action_new_code())

    def test_fields_are_kept(self):
        door = self.door.with_user(self.manager1)
        door.language_id = self.tigrinya
        for vals in (
            {"token_id": False},
            {"case_id": self.case2.id},
            {"print_until": "2030-01-01", "print_user_id": self.manager1.id},
            {"handed_over_on": False},
        ):
            with self.assertRaises(AccessError):
                door.write(vals)
        with self.assertRaises(AccessError):
            door.create({"case_id": self.case1.id})
        with self.assertRaises(AccessError):
            door.unlink()

    def test_documents_are_released_by_button(self):
        file = self.document()
        with self.assertRaises(AccessError):
            file.client_released_on = fields.Datetime.now()
        with self.assertRaises(AccessError):
            self.document(client_released_on="2026-01-01")
        file.action_release_for_client()
        first = file.client_released_on
        file.action_release_for_client()
        self.assertEqual(file.client_released_on, first)
        self.assertEqual(file.client_released_by_id, self.manager1)
        self.assertIn(file, self.case1.document_ids)
        file.action_take_back_from_client()
        self.assertFalse(file.client_released_on or file.client_released_by_id)
        with self.assertRaises(AccessError):
            file.with_user(self.manager2).action_release_for_client()
        other = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        with self.assertRaises(UserError):
            other.action_release_for_client()

    def test_merge_shuts_both(self):
        case = self._open_file(self.manager1, "Testmann", "Rana B.")
        door, text, code = self._hand_over(case)
        case.person_id._merge_into(self.person.with_user(self.manager1))
        tokens = self.env["integration.token"]
        for one, link, secret in (
            (door, text, code),
            (self.door, self.text, self.code),
        ):
            one.invalidate_recordset()
            self.assertEqual(one.state, "revoked")
            self.assertFalse(tokens._redeem(link, "client_door", secret))
