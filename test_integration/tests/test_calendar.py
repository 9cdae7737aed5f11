from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCommon

from .common import NAME, SECRET, WORKER, EngineCase


@tagged("post_install", "-at_install")
class TestCalendar(EngineCase, MailCommon):
    """Appointments of protected records: neutral, hidden, without invitation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls._user("engine_deputy", WORKER)
        cls.record._grant_access(cls.deputy, "deputy")
        cls.event = cls._event(cls.alice, test_record_id=cls.record.id)
        cls.ordinary = cls._event(cls.alice, name="Ordinary")
        cls.private = cls._event(cls.alice, name="Dentist", privacy="private")

    @classmethod
    def _event(cls, user, **vals):
        return (
            cls.env["calendar.event"]
            .with_user(user)
            .create(
                {
                    "name": NAME,
                    "start": "2030-05-06 08:00:00",
                    "stop": "2030-05-06 09:00:00",
                    "location": SECRET,
                    "description": SECRET,
                    "partner_ids": user.partner_id.ids,
                    **vals,
                }
            )
        )

    def test_title_is_the_reference(self):
        self.assertTrue(self.event.is_confidential)
        self.assertEqual(self.event.name, f"Appointment {self.record.reference}")
        self.event.write({"name": NAME, "privacy": "private"})
        self.assertEqual(self.event.name, f"Appointment {self.record.reference}")
        self.assertEqual(self.event.privacy, "public")
        self.event.test_record_id = self.record
        self.assertNeutral(self.event.name)

    def test_name_on_the_screen(self):
        shown = f"{NAME} ({self.record.reference})"
        for user in (self.alice, self.deputy):
            event = self.as_user(user, self.event)
            values = event.web_read({"display_name": {}})[0]
            self.assertEqual(values["display_name"], shown)
            [values] = event.search_read([("id", "=", event.id)], ["display_name"])
            self.assertEqual(values["display_name"], shown)
            self.assertNeutral(event.display_name)

    def test_ordinary_events_stay_as_they_were(self):
        self.assertFalse(self.ordinary.is_confidential)
        (self.ordinary | self.event).write({"name": "Both"})
        self.assertEqual(self.ordinary.name, "Both")
        self.assertNeutral(self.event.name)
        for user in self.outsiders | self.deputy:
            self.assertTrue(self.as_user(user, self.ordinary).has_access("read"))
            self.assertEqual(self.as_user(user, self.ordinary).name, "Both")
            self.assertEqual(self.as_user(user, self.private).name, "Busy")
        self.assertEqual(self.as_user(self.alice, self.private).name, "Dentist")

    def test_hidden_from_others(self):
        attendees = self.event.attendee_ids
        self.assertTrue(attendees)
        for user in self.outsiders:
            for rows in (self.event, attendees):
                rows = self.as_user(user, rows)
                self.assertFalse(rows.search([("id", "in", rows.ids)]), user.login)
                self.assertFalse(
                    rows.formatted_read_group([("id", "in", rows.ids)], ["id"])
                )
                with self.assertRaises(AccessError) as caught:
                    rows.read()
                self.assertNeutral(caught.exception)
                with self.assertRaises(AccessError):
                    rows.write({"state" if "state" in rows else "location": False})
                with self.assertRaises(AccessError):
                    rows.unlink()
            events = self.as_user(user, self.event)
            for field in ("name", "location", "description", "display_name"):
                for text in (SECRET, self.record.reference):
                    self.assertFalse(
                        events.search([(field, "ilike", text)]) & self.event, field
                    )
            self.assertFalse(
                self.env["calendar.attendee"]
                .with_user(user)
                .search([("event_id.location", "=", SECRET)])
                .event_id
                & self.event
            )
            details = self.alice.partner_id.with_user(user).get_attendee_detail(
                self.ordinary.ids
            )
            self.assertNeutral(details)

    def test_attendee_without_access_any_more(self):
        self.event.partner_ids += self.deputy.partner_id
        self.record._revoke_access(self.deputy)
        self.assertFalse(self.may_read(self.deputy, self.event))

    def test_attendees_are_the_entitled(self):
        portal = self._user("engine_portal", "base.group_portal")
        client = self.env["res.partner"].create(
            {"name": NAME, "email": "c@example.com"}
        )
        for partner in (*self.outsiders.partner_id, portal.partner_id, client):
            with (
                self.assertRaisesRegex(ValidationError, self.record.reference),
                self.cr.savepoint(),
            ):
                self.event.write({"partner_ids": [(4, partner.id)]})
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self._event(
                    self.alice, test_record_id=self.record.id, partner_ids=partner.ids
                )
            mixed = self._event(self.alice, partner_ids=partner.ids)
            with self.assertRaises(ValidationError), self.cr.savepoint():
                mixed.test_record_id = self.record
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.env["calendar.attendee"].with_user(self.alice).create(
                    {"event_id": self.event.id, "partner_id": partner.id}
                )
        self.event.partner_ids += self.deputy.partner_id
        self.assertIn(self.deputy.partner_id, self.event.attendee_ids.partner_id)

    def test_foreign_records_take_no_appointment(self):
        for user in (self.bob, self.clerk):
            with self.assertRaises(AccessError):
                self._event(user, test_record_id=self.record.id)
            with self.assertRaises(AccessError):
                self._event(user).write({"test_record_id": self.record.id})

    def test_link_stays(self):
        """A confidential event cannot be turned into an ordinary one."""
        self.event.write({"test_record_id": False, "location": "Rathaus"})
        self.assertEqual(self.event.test_record_id, self.record)
        self.assertTrue(self.event.is_confidential)
        self.assertEqual(self.event.location, "Rathaus")

    def test_event_from_activity(self):
        """Core notes model and id; for a protected record that is the link."""
        record = self.as_user(self.alice)
        activity = record.activity_schedule(
            "mail.mail_activity_data_meeting", note=SECRET, user_id=self.alice.id
        )
        action = activity.with_context(
            default_res_model=record._name, default_res_id=record.id
        ).action_create_calendar_event()
        event = (
            self.env["calendar.event"]
            .with_user(self.alice)
            .with_context(**action["context"])
            .create({"start": "2030-01-01 08:00", "stop": "2030-01-01 09:00"})
        )
        self.assertEqual(event.test_record_id, self.record)
        self.assertTrue(event.is_confidential)
        for user in (self.bob, self.clerk):
            self.assertFalse(self.may_read(user, event))
        with self.assertRaises(ValidationError):
            self._event(
                self.alice,
                res_model_id=self.env["ir.model"]._get_id(self.child._name),
                res_id=self.child.id,
            )

    def test_recurrence(self):
        event = self._event(
            self.alice,
            test_record_id=self.record.id,
            recurrency=True,
            rrule_type="weekly",
            mon=True,
            end_type="count",
            count=3,
            interval=1,
        )
        events = event.recurrence_id.calendar_event_ids
        self.assertEqual(len(events), 3)
        self.assertTrue(all(events.mapped("is_confidential")))
        self.assertNeutral(events.mapped("name"))
        for user in (self.bob, self.clerk):
            self.assertFalse(self.as_user(user, events)._filtered_access("read"))

    def test_no_invitation_leaves(self):
        with self.mock_mail_gateway():
            event = self._event(
                self.alice,
                test_record_id=self.record.id,
                partner_ids=(self.alice | self.deputy).partner_id.ids,
            )
            event.write({"start": "2030-05-06 10:00", "stop": "2030-05-06 11:00"})
            event.attendee_ids._send_invitation_emails()
            event.attendee_ids._notify_attendees(
                self.env.ref("calendar.calendar_template_meeting_reminder"),
                notify_author=True,
            )
            event.with_user(self.alice).unlink()
        for mail in self._mails:
            self.assertNeutral(mail)
            self.fail(f"A mail left: {mail['subject']}")
        self.assertFalse(
            self.env["mail.mail"].search([("subject", "ilike", self.record.reference)])
        )
        with self.mock_mail_gateway():
            self._event(
                self.alice, name="Ordinary", partner_ids=self.clerk.partner_id.ids
            )
        self.assertTrue(self._mails, "ordinary invitations still leave")

    def test_free_busy(self):
        partners = self.alice.partner_id | self.bob.partner_id
        for user in (self.bob, self.clerk):
            busy = (
                self.env["calendar.event"]
                .with_user(user)
                .get_busy_intervals(
                    partners.ids, "2030-05-06 00:00", "2030-05-07 00:00"
                )
            )
            self.assertIn(
                ("2030-05-06 08:00:00", "2030-05-06 09:00:00"),
                busy[self.alice.partner_id.id],
            )
            self.assertFalse(busy.get(self.bob.partner_id.id))
            self.assertNeutral(busy)
            self.assertNotIn(self.record.reference, str(busy))

    def test_free_busy_of_internal_users_only(self):
        portal = self._user("engine_portal", "base.group_portal")
        contact = self.env["res.partner"].create({"name": "Contact"})
        self._event(self.bob, partner_ids=(contact | portal.partner_id).ids)
        busy = (
            self.env["calendar.event"]
            .with_user(self.clerk)
            .get_busy_intervals(
                (contact | portal.partner_id).ids, "2030-05-06", "2030-05-07"
            )
        )
        self.assertFalse(any(busy.values()))

    def test_double_booking_is_seen(self):
        """Core's warning counts hidden events as well, and tells no title."""
        event = self._event(
            self.bob, name="Mine", partner_ids=(self.bob | self.alice).partner_id.ids
        )
        self.assertIn(
            self.alice.partner_id, self.as_user(self.bob, event).unavailable_partner_ids
        )

    def test_message_search_with_hidden_events(self):
        """Core reads ``privacy`` of every event with a message, unguarded."""
        message = self.event.message_post(body=SECRET)
        visible = self.ordinary.message_post(body="Ordinary")
        for user in self.outsiders:
            messages = self.env["mail.message"].with_user(user)
            found = messages.search([("model", "=", "calendar.event")])
            self.assertNotIn(message, found)
            self.assertIn(visible, found)
            with self.assertRaises(AccessError):
                self.as_user(user, message).read(["body"])
        self.assertTrue(self.as_user(self.deputy, message).has_access("read"))

    def test_messages_on_the_event_notify_nobody(self):
        """Mentioned or following, nobody is mailed what was said on the event."""
        event = self.as_user(self.alice, self.event)
        everyone = self.outsiders.partner_id | self.deputy.partner_id
        event.message_subscribe(everyone.ids)
        self._reset_bus()
        with self.mock_mail_gateway():
            message = event.message_post(
                body=SECRET,
                subject=NAME,
                subtype_xmlid="mail.mt_comment",
                partner_ids=everyone.ids,
            )
            self.env.cr.precommit.run()
        self.assertFalse(self._mails)
        self.assertFalse(message.notification_ids)
        self.assertNeutral(self.env["bus.bus"].sudo().search([]).mapped("message"))
        self.assertNeutral(message.display_name)
        ordinary = self.as_user(self.alice, self.ordinary)
        message = ordinary.message_post(body="x", partner_ids=self.bob.partner_id.ids)
        self.assertTrue(message.notification_ids)

    def test_filters_are_own(self):
        own = self.env["calendar.filters"].create(
            {"user_id": self.alice.id, "partner_id": self.bob.partner_id.id}
        )
        for user in (self.bob, self.clerk):
            self.assertFalse(self.as_user(user, own).has_access("read"))
        self.assertTrue(self.as_user(self.alice, own).has_access("read"))
