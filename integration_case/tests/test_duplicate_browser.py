from odoo.tests import tagged

from .browser import BrowserCase
from .common import IntegrationCaseCommon

HINT = ".o_integration_duplicate_hint"


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestDuplicateKeyboard(IntegrationCaseCommon, BrowserCase):
    """The hint costs no key: it neither takes the focus nor must be confirmed (C5)."""

    browser_size = "1366x900"

    def start(self, person, last_name):
        """Type name, date of birth and phone, and go on."""
        person.wait("(!!document.activeElement?.closest('[name=last_name]'))")
        person.start_counting()
        for text in (last_name, "Mohamed", "", "05/13/1990", ""):
            person.type(text)
            person.press("Tab")

    def finish(self, person):
        person.wait("(!!document.activeElement?.closest('[name=phone]'))")
        person.type("0171 1")
        person.press("q", "Alt")
        person.wait(".modal [name=concern]")
        return person.keys

    def take_in(self, last_name):
        """:return: keys pressed until the second step, and what was warned of"""
        path = "/odoo/action-integration_case.integration_intake_action"
        with self.open_browser(path, "test_manager1") as person:
            self.start(person, last_name)
            if last_name == "Alhariri":
                person.wait(f"{HINT} .alert")
            hint = person.evaluate(f"document.querySelector('{HINT}').innerText")
            keys = self.finish(person)
        self.env.invalidate_all()
        case = self.env["integration.case"].search([], order="id desc", limit=1)
        self.assertEqual(case.person_id.name, f"{last_name}, Mohamed")
        self.assertEqual(str(case.person_id.birth_date), "1990-05-13")
        self.assertEqual(case.person_id.phone, "0171 1")
        return keys - len(last_name), hint.strip()

    def test_no_key_more(self):
        case = self._open_file(
            self.manager1, "Al-Hariri", "Mohammed", birth_date="1990-05-13"
        )
        usual, nothing = self.take_in("Wagenknecht")
        keys, hint = self.take_in("Alhariri")
        self.assertFalse(nothing)
        self.assertIn(case.person_id.reference, hint)
        self.assertEqual(keys, usual)
