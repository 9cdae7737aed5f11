from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import IntegrationVolunteerCommon


@tagged("post_install", "-at_install")
class TestVolunteer(IntegrationVolunteerCommon):
    """From interest to leaving, and who sees volunteers."""

    def test_way_and_way_back(self):
        volunteer = self._new_volunteer("Ida Neu", state="interested")
        for step in ("interview", "trial", "activate", "pause", "activate", "leave"):
            getattr(volunteer, f"action_{step}")()
        self.assertEqual(volunteer.state, "left")
        self.assertTrue(volunteer.left_on)
        with self.assertRaisesRegex(UserError, "Ida Neu"):
            volunteer.action_pause()
        volunteer.action_interested()
        self.assertEqual(volunteer.state, "interested")
        self.assertFalse(volunteer.left_on)

    def test_one_record_for_each_contact(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.volunteer1.copy({"partner_id": self.volunteer1.partner_id.id})

    def test_history_of_languages(self):
        language = self.env["integration.language"].search([], limit=1)
        row = self.env["integration.volunteer.language"].create(
            {
                "volunteer_id": self.volunteer1.id,
                "language_id": language.id,
                "speaking": "b2",
            }
        )
        self.assertEqual(row.spoken_level, "b2")

    def test_others_see_no_volunteers(self):
        for user in (self.manager1, self.lead, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.volunteer1.with_user(user).check_access("read")

    def test_bookings_are_kept_by_the_system(self):
        start, stop = self._hours_ahead(24)
        with self.assertRaises(AccessError):
            self.env["integration.volunteer.booking"].with_user(
                self.coordinator
            ).create(
                {
                    "volunteer_id": self.volunteer1.id,
                    "task_id": self.task.id,
                    "title": "Fest",
                    "start": start,
                    "stop": stop,
                    "res_model": "res.partner",
                    "res_id": 1,
                }
            )
