from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_pages import PORTAL, PagesCase


@tagged("post_install", "-at_install")
class TestVolunteerPages(PagesCase):
    """The pages of volunteers with an account (V6)."""

    def book(self, volunteer, title, hours=24):
        start, stop = self._hours_ahead(hours)
        bookings = self.env["integration.volunteer.booking"].sudo()
        return bookings.create(
            {
                "volunteer_id": volunteer.id,
                "task_id": self.task.id,
                "title": title,
                "start": start,
                "stop": stop,
                "res_model": "res.partner",
                "res_id": volunteer.partner_id.id,
            }
        )

    def test_home(self):
        self.book(self.volunteer1, "Sommerfest Aufbau")
        self.book(self.volunteer2, "Fahrt zum Amt")
        home = self.open_as(self.user1)
        self.assertEqual(home.status_code, 200)
        self.assertEqual(home.headers["Cache-Control"], "no-store")
        self.assertIn("Sommerfest Aufbau", home.text)
        self.assertNotIn("Fahrt zum Amt", home.text)
        self.assertNotIn("Benno", home.text)
        card = self.open_as(self.user1, "/my").text
        self.assertIn(f'href="{PORTAL}"', card)

    def test_nobody_else(self):
        staff = self.manager1
        for user in (self.resident, staff):
            with self.subTest(user=user.login):
                self.assertNotIn(PORTAL, self.open_as(user, "/my").text)
                for page in ("", "data", "leave", "nowhere"):
                    self.assertEqual(self.open_as(user, page).status_code, 404)
                sent = self.open_as(user, "leave/leave", {"sure": "yes"})
                self.assertEqual(sent.status_code, 404)
        self.assertEqual(self.open_as(None).status_code, 303)
        self.assertEqual(self.open_as(self.user1, "nowhere").status_code, 404)
        self.assertEqual(self.open_as(self.user1, "data/drop", {}).status_code, 404)
        # the pages show what they show; the records stay closed
        for model in ("integration.volunteer", "integration.volunteer.booking"):
            self.assertFalse(self.env[model].with_user(self.user1).has_access("read"))

    def test_data(self):
        self.volunteer1.task_ids = self.task
        page = self.open_as(self.user1, "data")
        self.assert_labelled(page)
        self.assertIn(self.volunteer1.email, page.text)
        other = self.env["integration.volunteer.task"].search(
            [("id", "!=", self.task.id)], limit=1
        )
        data = {
            "phone": "0171 4711",
            "email": "helga.neu@example.com",
            "emergency_name": "Otto",
            "emergency_phone": "07141 99",
            "wishes": "Gern mit Kindern",
            "limits": "",
            "has_car": "yes",
            f"task_{other.id}": "yes",
        }
        page = self.follow(self.open_as(self.user1, "data/save", data))
        self.assertIn("Saved", page.text)
        self.assertEqual(self.volunteer1.phone, "0171 4711")
        self.assertEqual(self.volunteer1.email, "helga.neu@example.com")
        self.assertEqual(self.volunteer1.emergency_name, "Otto")
        self.assertEqual(self.volunteer1.task_ids, other)
        self.assertTrue(self.volunteer1.has_car)
        notes = self.volunteer1.message_ids
        told = "".join(notes.mapped("body"))
        self.assertIn("Changed by the volunteer", told)
        self.assertNotIn("4711", told)
        # the second click changes and notes nothing
        self.follow(self.open_as(self.user1, "data/save", data))
        self.assertEqual(self.volunteer1.message_ids, notes)

    def test_half_filled(self):
        data = {"email": "helga@", "phone": "ruf an", "wishes": "Bleibt stehen"}
        page = self.open_as(self.user1, "data/save", data)
        self.assertEqual(page.status_code, 422)
        self.assert_labelled(page)
        for words in ("Bleibt stehen", "helga@", "ruf an", 'href="#email"'):
            self.assertIn(words, page.text)
        self.assertIn('aria-invalid="true"', page.text)
        self.assertEqual(self.volunteer1.email, "helga@example.com")
        self.assertFalse(self.volunteer1.wishes)

    def test_email_of_staff(self):
        """Whoever works here keeps the address by which the account is opened."""
        staff = self._create_users({"login": "works_here", "groups": "base.group_user"})
        volunteer = self.volunteer1.copy(
            {"partner_id": staff.partner_id.id, "state": "active"}
        )
        email = staff.email
        self.follow(self.open_as(staff, "data/save", {"email": "x@example.com"}))
        self.assertEqual(volunteer.email, email)

    def test_pause(self):
        today = fields.Date.context_today(self.volunteer1)
        for wrong in ("", "morgen", str(today), str(today + timedelta(days=4000))):
            page = self.open_as(self.user1, "pause/begin", {"until": wrong})
            self.assertEqual(page.status_code, 422, wrong)
        self.assertEqual(self.volunteer1.state, "active")
        self.volunteer1.sudo().active_on = today
        until = today + timedelta(days=30)
        page = self.follow(
            self.open_as(self.user1, "pause/begin", {"until": str(until)})
        )
        self.assertIn("I am back", page.text)
        self.assertEqual(self.volunteer1.state, "paused")
        self.assertEqual(self.volunteer1.paused_until, until)
        self.follow(self.open_as(self.user1, "pause/end", {}))
        self.assertEqual(self.volunteer1.state, "active")
        again = self.follow(self.open_as(self.user1, "pause/end", {}))
        self.assertIn("already", again.text)

    def test_back_from_a_pause_in_the_trial(self):
        """Nobody ends the trial alone: the coordination is told, once."""
        self.volunteer1.sudo().state = "trial"
        until = fields.Date.add(self.volunteer1.interested_on, days=9)
        self.open_as(self.user1, "pause/begin", {"until": str(until)})
        for _i in range(2):
            self.follow(self.open_as(self.user1, "pause/end", {}))
        self.assertEqual(self.volunteer1.state, "paused")
        [told] = self.volunteer1.activity_ids
        self.assertEqual(told.user_id, self.coordinator)

    def test_pause_is_over(self):
        today = fields.Date.context_today(self.volunteer1)
        for volunteer, days in ((self.volunteer1, 1), (self.volunteer2, 0)):
            volunteer.sudo().active_on = today
            volunteer.action_pause()
            volunteer.paused_until = today - timedelta(days=days)
        job = self.env.ref("integration_volunteer.ir_cron_end_pauses")
        for _i in range(2):
            job.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.volunteer1.state, "active")
        self.assertEqual(self.volunteer2.state, "paused")

    def test_leave(self):
        page = self.open_as(self.user1, "leave/leave", {"reason": "Umzug"})
        self.assertEqual(page.status_code, 422)
        self.assertIn("Umzug", page.text)
        self.assertEqual(self.volunteer1.state, "active")
        data = {"sure": "yes", "reason": "Umzug"}
        left = self.open_as(self.user1, "leave/leave", data)
        self.assertIn("You have left", left.text)
        self.assertEqual(self.volunteer1.state, "left")
        self.assertEqual(self.volunteer1.left_reason, "Umzug")
        again = self.open_as(self.user1, "leave/leave", data)
        self.assertEqual(again.status_code, 404)
        self.assertEqual(self.open_as(self.user1).status_code, 404)
        self.assertNotIn(PORTAL, self.open_as(self.user1, "/my").text)

    def test_form_from_elsewhere(self):
        self.authenticate("helga", "helga")
        data = {"sure": "yes"}
        for token in ({}, {"csrf_token": "0" * 40}):
            with mute_logger("odoo.http"):
                answer = self.url_open(f"{PORTAL}/leave/leave", data={**data, **token})
            self.assertEqual(answer.status_code, 400)
        self.env.invalidate_all()
        self.assertEqual(self.volunteer1.state, "active")
