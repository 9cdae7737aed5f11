from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCommon

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestCaseCalendar(RolesCase, MailCommon):
    """Appointments of cases: neutral, seen with the case only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._appointment(location="Bei Testmann")

    @classmethod
    def _appointment(cls, **vals):
        return (
            cls.env["calendar.event"]
            .with_user(cls.manager1)
            .with_context(**cls.case1._prepare_appointment_context())
            .create({"start": "2030-05-06 08:00", "stop": "2030-05-06 09:00", **vals})
        )

    def test_neutral_title(self):
        self.assertEqual(self.event.case_id, self.case1)
        self.assertEqual(self.event.name, f"Appointment {self.case1.reference}")
        self.assertEqual(self.event.partner_ids, self.manager1.partner_id)
        [values] = self.as_user(self.manager1, self.event).web_read(
            {"display_name": {}, "case_client_name": {}}
        )
        self.assertIn("Testmann, Rana", values["display_name"])
        self.assertEqual(values["case_client_name"], "Testmann, Rana")

    def test_readers(self):
        for records in (self.event, self.event.attendee_ids):
            self.assertEqual(self.readers(records), {"test_manager1", "test_lead"})
        self.case1.deputy_ids = self.colleague
        self.assertIn("test_colleague", self.readers(self.event))

    def test_client_name_is_no_oracle(self):
        for user in self.get_outsiders():
            events = self.as_user(user, self.event)
            for path in ("case_id", "case_id.reference", "case_id.person_id.name"):
                try:
                    found = events.search([(path, "ilike", "Testmann")])
                    found += events.search([(path, "ilike", self.case1.reference)])
                except AccessError:
                    continue
                self.assertFalse(found, (user.login, path))
            try:
                groups = events.formatted_read_group([], ["case_client_name"])
            except (AccessError, ValueError):
                continue
            self.assertNotIn("Testmann", str(groups))

    def test_client_is_no_attendee(self):
        client = self.env["res.partner"].create({"name": "Rana Testmann"})
        for partner in (client, self.colleague.partner_id, self.clerk.partner_id):
            with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
                self.event.write({"partner_ids": [(4, partner.id)]})
            self.assertNotIn("Testmann", str(caught.exception))

    def test_no_mail(self):
        with self.mock_mail_gateway():
            event = self._appointment(
                partner_ids=(self.manager1 | self.lead).partner_id.ids
            )
            event.write({"start": "2030-05-07 08:00", "stop": "2030-05-07 09:00"})
            event.unlink()
        self.assertFalse(self._mails)

    def test_busy_without_title(self):
        for user in (self.manager2, self.clerk, self.foreigner):
            busy = (
                self.env["calendar.event"]
                .with_user(user)
                .get_busy_intervals(
                    self.manager1.partner_id.ids, "2030-05-06", "2030-05-07"
                )
            )
            self.assertEqual(
                busy,
                {
                    self.manager1.partner_id.id: [
                        ("2030-05-06 08:00:00", "2030-05-06 09:00:00")
                    ]
                },
            )

    def test_appointment_of_foreign_case(self):
        for user in self.get_outsiders():
            with self.assertRaises(AccessError, msg=user.login):
                self.env["calendar.event"].with_user(user).create(
                    {
                        "name": "x",
                        "start": "2030-05-06 08:00",
                        "stop": "2030-05-06 09:00",
                        "case_id": self.case1.id,
                    }
                )

    def test_next_appointment(self):
        self._appointment(start="2030-05-08 08:00", stop="2030-05-08 09:00")
        case = self.as_user(self.manager1)
        self.assertEqual(case.event_count, 2)
        self.assertEqual(str(case.date_next_appointment), "2030-05-06 08:00:00")

    def test_goes_with_hand_over(self):
        handover = self.handover(to_user_id=self.manager2.id)
        handover.with_user(self.manager2).action_accept()
        self.assertEqual(self.readers(self.event), {"test_manager2", "test_lead2"})

    def test_event_from_an_activity(self):
        activity = self.case1.activity_schedule(
            "mail.mail_activity_data_meeting",
            note="Testmann besuchen",
            user_id=self.manager1.id,
        )
        action = activity.with_context(
            default_res_model="integration.case", default_res_id=self.case1.id
        ).action_create_calendar_event()
        event = (
            self.env["calendar.event"]
            .with_user(self.manager1)
            .with_context(**action["context"])
            .create({"start": "2030-05-06 08:00", "stop": "2030-05-06 09:00"})
        )
        self.assertEqual(event.case_id, self.case1)
        self.assertEqual(self.readers(event), {"test_manager1", "test_lead"})

    def test_deleting_from_a_recurrence(self):
        """Core picks another base event afterwards; also of ordinary recurrences."""
        weekly = {
            "recurrency": True,
            "rrule_type": "weekly",
            "mon": True,
            "end_type": "count",
            "count": 3,
        }
        mine = self._appointment(**weekly)
        ordinary = (
            self.env["calendar.event"]
            .with_user(self.clerk)
            .create(
                {
                    "name": "Jour fixe",
                    "start": "2030-05-06 08:00",
                    "stop": "2030-05-06 09:00",
                    **weekly,
                }
            )
        )
        recurrences = [mine.recurrence_id, ordinary.recurrence_id]
        for recurrence in recurrences:
            recurrence.base_event_id.unlink()
            self.assertEqual(len(recurrence.calendar_event_ids), 2)
            self.assertTrue(recurrence.base_event_id)
        self.assertEqual(self.readers(recurrences[0]), {"test_manager1", "test_lead"})
        self.assertTrue(self.may_read(self.manager2, recurrences[1]))
