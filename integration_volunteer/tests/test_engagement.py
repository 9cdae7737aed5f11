from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common_tandem import TandemCase

NAMES = ("Amina", "Testmann", "0171")


@tagged("post_install", "-at_install")
class TestEngagement(TandemCase):
    """A volunteer reads what the client released, as long as it holds (C13)."""

    # asking -----------------------------------------------------------

    def test_ask_for_a_tandem(self):
        one = self.ask(words="Hilfe beim Ankommen", rhythm="fortnightly")
        self.assertEqual((one.state, one.kind), ("proposed", "tandem"))
        tandem = one.tandem_id
        self.assertEqual(tandem.purpose, "Hilfe beim Ankommen")
        self.assertEqual(tandem.rhythm, "fortnightly")
        self.assertFalse(tandem.partner_id)
        self.assertEqual(one.number, tandem.reference)
        # the manager reads the tandem now, the coordination proposes somebody
        told = self.case1.sudo().activity_ids
        self.get_tandem(one).volunteer_id = self.volunteer1
        self.assertEqual(len(self.case1.sudo().activity_ids - told), 1)
        self.assertEqual(one.partner_ids, self.volunteer1.sudo().partner_id)
        with self.assertRaises(AccessError):
            tandem.action_trial()

    def test_ask_names_nobody(self):
        for words in ("Für Amina", "Frau testmann braucht", "Tel. 0171 4711"):
            with self.assertRaises(UserError) as refused:
                self.ask(words=words)
            self.assertNotIn("Amina", str(refused.exception))
        self.ask(words="Aminas Wort steht anders")
        self.case1.sudo()._add_person({"first_name": "Bilal", "last_name": "Testkind"})
        with self.assertRaises(UserError):
            self.ask(words="Hausaufgaben mit Bilal")

    def test_ask_for_a_request(self):
        with self.assertRaises(UserError):
            self.ask(kind="request")
        start, stop = self._hours_ahead(48)
        one = self.ask(kind="request", start=start, stop=stop, words="Arzt")
        self.assertEqual(one.kind, "request")
        self.assertEqual(one.request_id.start, start)
        self.assertEqual(one.request_id.note, "Arzt")

    def test_closed_case_asks_nobody(self):
        self.close()
        with self.assertRaises(UserError):
            self.ask()

    def test_measure_asks(self):
        """A measure that volunteers do opens the dialog (C21)."""
        goal = self.goal_vals()
        goal["measure_ids"] = [
            Command.create({"name": "Üben", "responsible": "volunteer"})
        ]
        plan = self.agreed(goals=[goal])
        measure = plan.measure_ids
        action = measure.action_ask_volunteers()
        one = self.ask(measure_id=action["context"]["default_measure_id"])
        self.assertEqual(one.measure_id, measure)
        self.assertEqual(one.goal_id, measure.goal_id)
        self.assertEqual(measure.engagement_ids, one)

    # releasing --------------------------------------------------------

    def test_no_consent_no_release(self):
        one = self.wanted()
        action = one.action_release()
        dialog = one.env[action["res_model"]].browse(action["res_id"])
        self.assertIn("not asked", dialog.refusal)
        for door in (dialog.action_release, one._release, one.sudo()._release):
            with self.assertRaises(UserError) as refused:
                door()
            self.assertNotIn("Amina", str(refused.exception))
        self.assertFalse(one.release_ids)
        self.assertEqual(self.read_values(one), [])
        self.assertFalse(self.get_mails())

    def test_needs_a_volunteer(self):
        self.consent()
        one = self.ask()
        with self.assertRaisesRegex(UserError, one.number):
            one.action_release()

    def test_least_by_default(self):
        """First name, task and meeting point; the preview shows exactly that."""
        self.consent()
        one = self.wanted(meeting_point="Rathaus, Eingang Süd")
        action = one.action_release()
        dialog = one.env[action["res_model"]].browse(action["res_id"])
        self.assertIn("Amina", str(dialog.preview))
        self.assertNotIn("Testmann", str(dialog.preview))
        dialog.action_release()
        released = dict(self.get_tandem(one)._get_released())
        self.assertEqual(
            released,
            {
                "First name": "Amina",
                "Task": self.mentoring.name,
                "Meeting point": "Rathaus, Eingang Süd",
            },
        )
        for value in released.values():
            self.assertIn(value, str(dialog.preview))
        self.assertEqual(one.state, "released")
        self.assertEqual(set(one.disclosure_ids.mapped("basis")), {"consent"})
        self.get_tandem(one).action_trial()
        self.assertEqual(one.state, "running")
        # frozen: a later change of the file does not leave
        self.person.sudo().first_name = "Anders"
        self.assertIn("Amina", self.read_values(one))

    def test_more_when_chosen(self):
        self.consent()
        one = self.wanted()
        one.write({"tell_name": True, "tell_phone": True})
        self.release(one)
        values = self.read_values(one)
        self.assertIn(self.person.sudo().name, values)
        self.assertIn("0171 4711", values)
        one.tell_phone = False
        self.release(one)
        self.assertNotIn("0171 4711", self.read_values(one))
        self.assertEqual(one.release_ids[1].ended_how, "replaced")

    def test_changed_since_the_preview(self):
        self.consent()
        one = self.wanted()
        action = one.action_release()
        self.person.sudo().first_name = "Anders"
        dialog = one.env[action["res_model"]].browse(action["res_id"])
        with self.assertRaises(UserError):
            dialog.action_release()
        self.assertFalse(one.release_ids)

    def test_mail_names_nobody(self):
        one = self.running()
        one.action_revoke()
        self.release(one)
        one.action_end()
        mails = self.get_mails()
        self.assertEqual(len(mails), 4)
        for mail in mails:
            text = mail.subject + str(mail.body_html)
            self.assertIn(one.number, text)
            for name in (*NAMES, self.case1.reference):
                self.assertNotIn(name, text)

    def test_other_volunteer_reads_nothing(self):
        one = self.released()
        tandem = self.get_tandem(one)
        self.assertTrue(tandem._get_released())
        tandem.volunteer_id = self.volunteer2
        self.assert_gone(one, "volunteer")
        self.assertEqual(one.state, "revoked")

    # screens ----------------------------------------------------------

    def test_timeline_and_start_page(self):
        one = self.running()
        entries = self.case1.with_user(self.manager1).get_timeline()["entries"]
        [entry] = [row for row in entries if row["kind"] == "engagement"]
        self.assertIn(one.number, entry["text"])
        cases = self.env["integration.case"].with_user(self.manager1)
        with freeze_time(one.date_until - timedelta(days=3)):
            group = cases._get_my_day_releases()
        self.assertEqual(group["count"], 1)
        self.assertFalse(cases._get_my_day_releases()["count"])

    def test_forms(self):
        """Each role's forms open: dialog, help, case, tandem."""
        action = self.case1.with_user(self.manager1).action_ask_volunteers()
        records = self.env[action["res_model"]].with_user(self.manager1)
        form = Form(records.with_context(**action["context"]))
        form.kind = "tandem"
        form.task_id = self.mentoring
        form.words = "Hilfe beim Lesen"
        one = records.browse(form.save().id).action_ask()
        one = (
            self.env["integration.engagement"]
            .with_user(self.manager1)
            .browse(one["res_id"])
        )
        with Form(one) as form:
            form.meeting_point = "Rathaus"
        with Form(self.get_tandem(one)) as form:
            form.volunteer_id = self.volunteer1
            self.assertFalse(form.unfit)
            form.volunteer_id = self._new_volunteer("Ida Neu", state="interested")
            self.assertIn("Ida Neu", form.unfit)
            form.volunteer_id = self.volunteer1
        self.consent()
        self.release(one)
        for records in (one, one.tandem_id, self.case1.with_user(self.manager1)):
            Form(records)
        for model in ("integration.volunteer.tandem", "integration.volunteer.meeting"):
            for user in (self.manager1, self.coordinator):
                views = [(False, "list"), (False, "form"), (False, "search")]
                self.env[model].with_user(user).get_views(views)
