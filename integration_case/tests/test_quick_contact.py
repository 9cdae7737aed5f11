from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users
from odoo.tools import mute_logger

from .browser import BrowserCase
from .common import IntegrationCaseCommon

NOTE = "Brief vom Jobcenter besprochen."
FORM = ".o_integration_quick_form"
STORED = """(async () => {
    const text = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
    const bases = await indexedDB.databases();
    return text + JSON.stringify(bases) + JSON.stringify(await caches.keys());
})()"""


class QuickContactCommon(IntegrationCaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contacts = cls.env["integration.counselling"]
        cls.topics = cls.env["integration.topic"].search([])[:2]

    def _get_contacts(self):
        self.env.invalidate_all()
        return self.contacts.search([("case_id", "=", self.case1.id)])

    def _get_values(self, **values):
        return {
            "entry_key": "key-1",
            "case_id": self.case1.id,
            "kind": "phone",
            "minutes": 10,
            "outcome": "kept",
            "topic_ids": self.topics.ids,
            **values,
        }


@tagged("post_install", "-at_install")
class TestQuickEntry(QuickContactCommon):
    @users("test_manager1")
    def test_opens_with_defaults(self):
        entry = self.env["integration.counselling"].get_quick_entry(self.case1.id)
        self.assertEqual(entry["case"]["name"], "Testmann, Rana")
        self.assertEqual(entry["minutes"], [10, 20, 30, 45, 60])
        self.assertNotIn("group", [kind["value"] for kind in entry["kinds"]])

    @users("test_manager1")
    def test_most_used_topic_comes_first(self):
        contacts = self.env["integration.counselling"]
        wanted = self.env["integration.topic"].search([])[-1]
        contacts.save_quick_entry(self._get_values(topic_ids=wanted.ids))
        entry = contacts.get_quick_entry(self.case1.id)
        self.assertEqual(entry["topics"][0]["id"], wanted.id)
        self.assertEqual(entry["defaults"]["kind"], "phone")

    @users("test_manager1")
    def test_second_sending_saves_nothing(self):
        contacts = self.env["integration.counselling"]
        first = contacts.save_quick_entry(self._get_values())
        second = contacts.save_quick_entry(self._get_values(minutes=60))
        self.assertFalse(first["doubled"])
        self.assertEqual(second, {"id": first["id"], "doubled": True})
        self.assertEqual(self._get_contacts().minutes, 10)

    @users("test_manager1")
    def test_no_show_counts_zero_minutes(self):
        self.env["integration.counselling"].save_quick_entry(
            self._get_values(outcome="no_show", minutes=0, result="solved")
        )
        contact = self._get_contacts()
        self.assertEqual(contact.minutes, 0)
        self.assertFalse(contact.result)

    @users("test_manager1")
    def test_follow_up_becomes_an_activity(self):
        self.env["integration.counselling"].save_quick_entry(
            self._get_values(follow_up_weeks=2)
        )
        activity = self.case1.activity_ids
        self.assertEqual(activity.user_id, self.env.user)
        self.assertEqual(activity.date_deadline, self._get_contacts().follow_up_date)

    @users("test_manager1")
    def test_needs_a_client(self):
        with self.assertRaises(UserError):
            self.env["integration.counselling"].save_quick_entry({"entry_key": "x"})

    @users("test_manager2")
    def test_refuses_a_foreign_case(self):
        contacts = self.env["integration.counselling"]
        with self.assertRaises(AccessError):
            contacts.get_quick_entry(self.case1.id)
        with self.assertRaises(AccessError):
            contacts.save_quick_entry(self._get_values())


@tagged("post_install", "-at_install")
class TestQuickContactKeyboard(QuickContactCommon, BrowserCase):
    browser_size = "1366x900"

    def _fill(self, person):
        """Kind, minutes, two topics, note, follow-up and result, by keyboard."""
        person.press("ArrowRight")
        person.press("Tab")
        person.press("3")
        person.press("Tab")
        person.press("Tab")
        person.press(" ")
        person.press("ArrowRight")
        person.press(" ")
        while person.evaluate("document.activeElement?.id") != "o_integration_note":
            person.press("Tab")
        before = person.keys
        person.type(NOTE)
        typed = person.keys - before
        person.press("Tab")
        person.press(" ")
        person.press("Tab")
        person.press(" ")
        return typed

    def test_record_by_keyboard(self):
        """At most 25 keys besides the note, from the empty screen to saved."""
        with self.open_browser("/odoo/record-contact", "test_manager1") as person:
            person.wait("(document.activeElement?.role === 'combobox')")
            person.start_counting()
            person.type("test")
            person.press("Enter")
            person.wait("(document.activeElement?.role === 'radio')")
            self.assertLessEqual(
                person.evaluate(
                    "document.querySelector('.o_integration_save')"
                    ".getBoundingClientRect().bottom - innerHeight"
                ),
                0,
                "The screen needs scrolling",
            )
            typed = self._fill(person)
            person.press("Enter", "Control")
            keys = person.keys - typed
            person.wait(".o_integration_my_day")
        self.assertEqual(typed, len(NOTE))
        self.assertLessEqual(keys, 25)
        self._logger.info("Recorded with %s keys besides the note", keys)
        contact = self._get_contacts()
        self.assertEqual(contact.user_id, self.manager1)
        self.assertEqual((contact.kind, contact.minutes), ("outreach", 30))
        self.assertEqual(len(contact.topic_line_ids), 2)
        self.assertEqual(contact.note, NOTE)
        self.assertEqual(contact.result, "informed")
        self.assertTrue(contact.follow_up_date)

    def test_offline_is_kept_and_sent_once(self):
        """Without network the entry waits in memory and is saved once, later."""
        path = f"/odoo/record-contact/{self.case1.id}"
        # core's own calls complain in the console while there is no network
        silence = mute_logger(f"{self._logger.name}.browser")
        with silence, self.open_browser(path, "test_manager1") as person:
            person.wait(FORM)
            person.wait("(document.activeElement?.role === 'radio')")
            person.start_counting()
            self._fill(person)
            person.set_offline(True)
            person.press("Enter", "Control")
            person.wait(".o_integration_outbox .alert-warning", "banner")
            person.wait(".o_integration_outbox_systray", "reminder in the bar")
            banner = person.evaluate(
                "document.querySelector('.o_integration_outbox').innerText"
            )
            self.assertIn("not yet sent", banner)
            self.assertIn("Testmann", banner)
            stored = person.evaluate(STORED)
            self.assertNotIn("Jobcenter", stored)
            self.assertNotIn("Testmann", stored)
            person.command("Page.reload")
            person.wait(".o_integration_outbox .alert-warning", "page was left")
            self.assertEqual(person.dialogs, ["beforeunload"])
            person.set_offline(False)
            person.wait("(!document.querySelector('.o_integration_outbox .alert'))")
            person.wait(".o_notification")
            person.evaluate(
                "odoo.__WOWL_DEBUG__?.root.env.services"
                ".integration_contact_outbox.flush()"
            )
        contact = self._get_contacts()
        self.assertEqual(len(contact), 1)
        self.assertEqual(contact.note, NOTE)

    def test_tour(self):
        self.start_tour(
            "/odoo/my-day", "integration_case_quick_contact", login="test_manager1"
        )
        self.assertEqual(self._get_contacts().kind, "phone")

    def test_left_entry_is_kept(self):
        """Leaving the screen keeps a draft; the start page leads back to it."""
        with self.open_browser("/odoo/my-day", "test_manager1") as person:
            person.wait("(document.activeElement?.role === 'combobox')")
            person.type("test")
            person.press("Enter")
            person.wait(FORM)
            person.evaluate("document.querySelector('#o_integration_note').focus()")
            person.type(NOTE)
            person.evaluate("document.querySelector('.o_breadcrumb a').click()")
            person.wait(".o_integration_my_day .o_integration_draft")
            person.evaluate("document.querySelector('.o_integration_draft').click()")
            person.wait(FORM)
            note = person.evaluate(
                "document.querySelector('#o_integration_note').value"
            )
            self.assertNotIn("Jobcenter", person.evaluate(STORED))
        self.assertEqual(note, NOTE)

    @mute_logger("odoo.http")
    def test_refused_entry_stays_on_screen(self):
        """The server's refusal is shown, what was typed is kept."""
        path = f"/odoo/record-contact/{self.case1.id}"
        with self.open_browser(path, "test_manager1") as person:
            person.wait("(document.activeElement?.role === 'radio')")
            person.start_counting()
            self._fill(person)
            person.evaluate(
                """(() => {
                    const input = document.querySelector("#o_integration_date_input");
                    input.focus();
                    input.select();
                })()"""
            )
            person.type("01/01/2090 10:00 AM")
            person.press("Tab")
            person.press("s", "Alt")
            person.wait(".o_integration_error")
            error = person.evaluate(
                "document.querySelector('.o_integration_error').innerText"
            )
            note = person.evaluate(
                "document.querySelector('#o_integration_note').value"
            )
            # leave and come back: the draft is offered
            person.evaluate("document.querySelector('.o_integration_change').click()")
            person.wait("(document.activeElement?.role === 'combobox')")
            person.type("test")
            person.press("Enter")
            person.wait(FORM)
            again = person.evaluate(
                "document.querySelector('#o_integration_note').value"
            )
            # nothing may keep the browser from closing
            person.evaluate("window.onbeforeunload = null")
        self.assertIn("appointment for the future", error)
        self.assertEqual(note, NOTE)
        self.assertEqual(again, NOTE)
        self.assertFalse(self._get_contacts())


@tagged("post_install", "-at_install")
class TestQuickContactThumb(QuickContactCommon, BrowserCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_tour(self):
        self.start_tour(
            "/odoo/my-day", "integration_case_quick_contact", login="test_manager1"
        )
        self.assertEqual(self._get_contacts().kind, "phone")

    def test_record_by_thumb(self):
        """At most 8 taps besides the note, no horizontal scrolling."""
        path = f"/odoo/record-contact/{self.case1.id}"
        with self.open_browser(path, "test_manager1") as person:
            person.wait(FORM)
            person.start_counting()
            person.tap("[data-value=phone]")
            person.tap("[data-value='30']")
            for topic in self.topics:
                person.tap(f".o_integration_chips_topics [data-value='{topic.id}']")
            person.tap("#o_integration_note")
            person.command("Input.insertText", text=NOTE)
            person.tap(".o_integration_chips_follow_up [data-value='1']")
            person.tap("[data-value=solved]")
            wide = person.evaluate(
                "Math.max(...[...document.querySelectorAll('.o_action, .o_content')]"
                ".map((el) => el.scrollWidth - el.clientWidth))"
            )
            person.tap(".o_integration_save")
            taps = person.taps
            person.wait(".o_integration_my_day")
        self.assertEqual(wide, 0)
        self.assertLessEqual(taps, 8)
        self._logger.info("Recorded with %s taps", taps)
        contact = self._get_contacts()
        self.assertEqual((contact.kind, contact.minutes), ("phone", 30))
        self.assertEqual(contact.topic_line_ids.topic_id, self.topics)
        self.assertEqual((contact.note, contact.result), (NOTE, "solved"))
