import base64

from odoo import fields
from odoo.tests import tagged

from odoo.addons.integration_case.tests.browser import BrowserCase
from odoo.addons.integration_case.tests.pictures import get_letters, read_words

from .common_referral import ReferralCase

#: taps and keys besides free text
LIMIT = 60
#: free text of each goal: how it is today; the rest comes from the template
TEXTS = (
    {
        "start": "Spricht A2, liest langsam.",
        "start_client": "أتكلم بمستوى A2 وأقرأ ببطء.",
    },
    {"start": "Zeugnisse sind übersetzt.", "start_client": "ترجمت شهاداتي."},
    {"start": "Kennt noch niemanden.", "start_client": "لا أعرف أحدا بعد."},
)
#: what the template says in the client's language
OF_TEMPLATE = ("name_client", "target_client", "indicator_client")
AIM = {"aim": "Ich will Krankenpfleger werden.", "aim_client": "أريد أن أصبح ممرضا."}
CARD = "[name=goal_ids] .o_kanban_record:not(.o_kanban_ghost)"
NO_DIALOG = "(!document.querySelector('.modal'))"
#: the page that a print would open beside this one is fetched instead
CATCH_PAGES = """
    odoo.loader.modules.get("@web/core/browser/browser").browser.open = (url) => {
        window.opened = url;
        return { closed: false };
    };
"""
FETCH = """(async () => {
    const answer = await fetch(window.opened);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
})()"""


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestPlanTaps(ReferralCase, BrowserCase):
    """Plan, agreement, print and referral on a phone (issue: integration plan)."""

    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.sudo().interpreter_language_id = cls.arabic
        template = cls.env.ref("integration_plan.integration_plan_template_young_adult")
        # names are asked for while the browser works, the database is not
        cls.template_name = template.name
        cls.goal_names = template.goal_ids.mapped("name")
        cls.offer_name = cls.offer.name

    def test_plan_and_referral(self):
        """From an empty case to an agreed, printed plan and an accepted referral."""
        self.agree()
        path = f"/odoo/cases/{self.case1.id}"
        with self.open_browser(path, "test_manager1") as person:
            # the page has come to rest
            person.wait(".o_integration_entry")
            person.wait(".o-mail-Message")
            person.evaluate(CATCH_PAGES)
            person.start_counting()
            parts = {}
            for part in (self.fill, self.agree_on_screen, self.print, self.refer_goal):
                before = person.taps + person.keys
                part(person)
                parts[part.__name__] = person.taps + person.keys - before
            number = person.taps + person.keys
        self._logger.info("Plan and referral: %s taps and keys, %s", number, parts)
        self.assertLessEqual(number, LIMIT)
        self.env.invalidate_all()
        self.check_records()
        self.check_paper()

    def fill(self, person):
        """Three goals of a template, completed in both languages."""
        person.tap('.o_notebook a[name="plan"]', 24)
        person.tap('button[name="action_open_plan"]', 24)
        self.write_texts(person, AIM)
        person.tap(".o_field_widget[name=template_id] input", 24)
        person.tap_text(".modal .o_kanban_record", self.template_name)
        person.tap('button[name="action_fill"]', 24)
        # what is typed before the button has done its work would be lost
        person.wait('button[name="action_fill"]:not([disabled])')
        for goal_name, texts in zip(self.goal_names, TEXTS, strict=True):
            person.tap_text(CARD, goal_name)
            self.write_texts(person, texts, ".modal ")
            person.tap(".modal .o_form_button_save", 24)
            person.wait(NO_DIALOG)

    def write_texts(self, person, texts, where=""):
        """Type free text into fields, one tap each."""
        for name, text in texts.items():
            box = f"{where}.o_field_widget[name={name}] :is(input, textarea)"
            person.tap(box, 24)
            # as soon as the cursor stands where it shall go
            person.wait(f"(document.activeElement.matches({box!r}))")
            person.command("Input.insertText", text=text)

    def agree_on_screen(self, person):
        self.press(person, "action_propose")
        self.press(person, "action_agree")
        person.sign()
        person.tap('.modal-footer button[name="action_record"]', 24)
        person.wait(NO_DIALOG)

    def print(self, person):
        """The paper as the client gets it."""
        self.press(person, "action_print")
        person.tap('.modal-footer button[name="action_print"]', 24)
        person.wait("(window.opened)")
        person.wait(NO_DIALOG)
        self.pdf = base64.b64decode(person.evaluate(FETCH))

    def refer_goal(self, person):
        """From a goal to an offer; the office notes that the provider has said yes."""
        person.tap_text(CARD, self.goal_names[0])
        person.tap('.modal button[name="action_find_offer"]', 24)
        row = ".modal .o_data_row, .modal .o_kanban_record"
        person.tap_text(row, self.offer_name, 'button[name="action_refer"]')
        person.wait(NO_DIALOG)
        self.press(person, "action_send")
        person.wait(".modal [name=preview]")
        preview = person.evaluate(
            "document.querySelector('.modal [name=preview]').innerText"
        )
        self.assertIn("0171 4711", preview)
        person.tap('.modal-footer button[name="action_send"]', 24)
        person.wait(NO_DIALOG)
        self.press(person, "action_accepted")
        person.wait('.o_statusbar_buttons button[name="action_started"]')

    def press(self, person, name):
        """Tap the button that a phone shows in a form's head."""
        person.tap(f'.o_statusbar_buttons button[name="{name}"]', 24)

    def check_records(self):
        plan = self.case1.plan_id
        self.assertEqual((plan.state, plan.version), ("agreed", 1))
        self.assertEqual(plan.language_id, self.arabic)
        goals = plan.goal_ids.sorted("area_sequence")
        self.assertEqual(len(goals), 3)
        for goal in goals:
            texts = TEXTS[self.goal_names.index(goal.name)]
            self.assertEqual({name: goal[name] for name in texts}, texts)
            wording = goal.template_goal_id._get_client_vals(self.arabic)
            self.assertLessEqual(set(OF_TEMPLATE), wording.keys())
            self.assertEqual({name: goal[name] for name in wording}, wording)
            self.assertTrue(all(goal.measure_ids.mapped("name_client")))
        self.assertEqual({name: plan[name] for name in AIM}, AIM)
        answer = plan.agreement_ids
        self.assertEqual((answer.answer, answer.how), ("agreed", "screen"))
        self.assertTrue(answer.signature)
        self.assertTrue(plan.date_next_review)
        referral = self.case1.referral_ids
        self.assertEqual(referral.state, "accepted")
        self.assertEqual(referral.goal_id.name, self.goal_names[0])
        self.assertEqual(len(self.get_mails()), 1)

    def check_paper(self):
        """Every letter of both languages stands on the paper that was fetched."""
        self.assertEqual(self.pdf[:5], b"%PDF-")
        pages = read_words(self.pdf)
        words = "".join(word for page in pages for _box, word in page)
        found = get_letters(words)
        texts = [text for texts in TEXTS for text in texts.values()]
        goals = self.case1.plan_id.goal_ids
        texts += [goal[name] for goal in goals for name in OF_TEMPLATE]
        texts += [*AIM.values(), *goals.measure_ids.mapped("name_client")]
        texts += ["Integrationsplan", *self.goal_names]
        wanted = get_letters("".join(texts))
        for letter in sorted(set(wanted)):
            self.assertGreaterEqual(found.count(letter), wanted.count(letter), letter)
        due = goals[0].date_due
        self.assertIn(fields.Date.to_date(due).strftime("%d.%m.%Y"), words)
