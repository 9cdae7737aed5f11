from datetime import datetime, timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import to_german_day

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestCounselling(RolesCase):
    """Counselling contacts: fixed after a day, minutes, sessions, quick entry."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topics = cls.env["integration.topic"].search([], limit=3)
        cls.now = datetime.now().replace(microsecond=0)

    def written(self, hours_ago, **vals):
        """:return: a contact written some hours ago"""
        contact = self.contact(**vals)
        self.env.flush_all()
        # the time of writing is set by the database at the start of the transaction
        self.cr.execute(
            "UPDATE integration_counselling SET create_date = %s WHERE id = %s",
            (self.now - timedelta(hours=hours_ago), contact.id),
        )
        contact.invalidate_recordset()
        return contact

    # ------------------------------------------------------------------
    # Fixing
    # ------------------------------------------------------------------

    def test_open_for_a_day(self):
        contact = self.written(23, note="Erst")
        self.assertFalse(contact.is_fixed)
        contact.note = "Dann"
        contact.topic_line_ids = [Command.create({"topic_id": self.topics[0].id})]
        contact.unlink()

    def test_fixed_for_everybody(self):
        contact = self.written(
            25,
            note="Fest",
            topic_line_ids=[Command.create({"topic_id": self.topics[0].id})],
        )
        self.assertTrue(contact.is_fixed)
        line = contact.topic_line_ids
        everyone = (contact, contact.sudo(), contact.with_user(self.lead))
        admin = contact.with_user(self.env.ref("base.user_admin")).sudo()
        for record in (*everyone, admin):
            for vals in (
                {"note": "Neu"},
                {"minutes": 1},
                {"date": "2024-01-01"},
                {"outcome": "no_show"},
                {"user_id": self.lead.id},
                {"topic_line_ids": [Command.create({"topic_id": self.topics[1].id})]},
                {"person_ids": [Command.clear()]},
            ):
                with self.assertRaises(UserError, msg=str(vals)):
                    record.write(vals)
            with self.assertRaises(UserError):
                record.unlink()
            lines = line.with_env(record.env)
            with self.assertRaises(UserError):
                lines.minutes = 1
            with self.assertRaises(UserError):
                lines.unlink()
            with self.assertRaises(UserError):
                lines.create(
                    {"counselling_id": contact.id, "topic_id": self.topics[1].id}
                )
        self.assertEqual(contact.note, "Fest")

    def test_later_rule_opens_nothing(self):
        contact = self.written(48)
        self.env["integration.rule.value"].create(
            {
                "key": "counselling_lock_hours",
                "value": "9999",
                "unit": "hours",
                "valid_from": to_german_day(self.now),
                "source": "Test",
                "company_id": self.company.id,
            }
        )
        contact.invalidate_recordset()
        self.assertTrue(contact.is_fixed)
        self.assertFalse(self.contact().is_fixed)

    def test_addendum_only(self):
        contact = self.written(48)
        addenda = self.env["integration.counselling.addendum"].with_user(self.manager1)
        for text in (False, "", "  "):
            with self.assertRaises(UserError):
                addenda.create({"counselling_id": contact.id, "text": text})
        addendum = addenda.create({"counselling_id": contact.id, "text": "Nachtrag"})
        for record in (addendum, addendum.sudo()):
            with self.assertRaises(UserError):
                record.text = "Anders"
            with self.assertRaises(UserError):
                record.unlink()
        for user in (self.manager2, self.colleague):
            with self.assertRaises(AccessError):
                addenda.with_user(user).create(
                    {"counselling_id": contact.id, "text": "Fremd"}
                )
        entry = self.case1.get_timeline()["entries"][0]
        self.assertIn("Nachtrag", str(entry) + str(self.case1.get_timeline()))

    def test_only_the_author_corrects(self):
        contact = self.contact()
        with self.assertRaises(AccessError):
            contact.with_user(self.lead).note = "Besser"
        with self.assertRaises(AccessError):
            contact.with_user(self.lead).unlink()

    def test_author_is_not_chosen(self):
        contact = self.contact(user_id=self.lead.id)
        self.assertEqual(contact.user_id, self.manager1)

    def test_stays_with_its_case(self):
        contact = self.contact()
        with self.assertRaises(UserError):
            contact.case_id = self._open_file(self.manager1, "Zweite", "Zoe")
        with self.assertRaises(UserError):
            contact.copy()

    # ------------------------------------------------------------------
    # Values
    # ------------------------------------------------------------------

    def test_minutes_of_topics(self):
        lines = [
            Command.create({"topic_id": topic.id, "minutes": 15})
            for topic in self.topics[:2]
        ]
        self.contact(minutes=30, topic_line_ids=lines)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.contact(minutes=29, topic_line_ids=lines)
        with mute_logger("odoo.sql_db"):
            for minutes in (-1, 1441):
                with self.assertRaises(IntegrityError), self.cr.savepoint():
                    self.contact(minutes=minutes)
                    self.env.flush_all()
            with self.assertRaises(IntegrityError), self.cr.savepoint():
                self.contact(topic_line_ids=[lines[0], lines[0]])
                self.env.flush_all()

    def test_minutes_of_a_changed_topic(self):
        contact = self.contact(
            minutes=30,
            topic_line_ids=[
                Command.create({"topic_id": self.topics[0].id, "minutes": 30})
            ],
        )
        with self.assertRaises(ValidationError), self.cr.savepoint():
            contact.topic_line_ids.minutes = 31
            self.env.flush_all()

    def test_future_is_an_appointment(self):
        with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
            self.contact(date=self.now + timedelta(hours=1))
        self.assertIn(self.case1.reference, str(caught.exception))

    def test_no_show(self):
        contact = self.contact(outcome="no_show", minutes=0)
        self.assertFalse(self.case1.date_first_talk)
        self.assertFalse(self.case1.date_last_contact)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            contact.result = "solved"

    def test_persons_of_the_case(self):
        contact = self.contact()
        self.assertEqual(contact.person_ids, self.case1.person_id)
        other = self._open_file(self.manager1, "Zweite", "Zoe").person_id
        with self.assertRaises(ValidationError), self.cr.savepoint():
            contact.person_ids += other
        with self.assertRaises(AccessError):
            contact.write(
                {"person_ids": [Command.link(self.case2.sudo().person_id.id)]}
            )

    def test_first_talk_and_last_contact(self):
        self.case1.date_allocation = False
        # 23:30 UTC on 31 December is the new year in Berlin
        first = self.contact(date="2023-12-31 23:30:00")
        self.assertEqual(str(self.case1.date_first_talk), "2024-01-01")
        self.assertEqual(str(self.case1.clock_start), "2024-01-01")
        last = self.contact(date="2024-05-01 08:00:00")
        self.contact(date="2024-06-01 08:00:00", kind="collateral")
        self.contact(date="2024-07-01 08:00:00", outcome="excused")
        self.assertEqual(str(self.case1.date_last_contact), "2024-05-01 08:00:00")
        last.unlink()
        self.assertEqual(self.case1.date_last_contact, first.date)
        self.assertEqual(str(self.case1.date_first_talk), "2024-01-01")
        self.contact(date="2023-12-05 09:00:00")  # recorded late
        self.assertEqual(str(self.case1.date_first_talk), "2023-12-05")

    # ------------------------------------------------------------------
    # Group sessions
    # ------------------------------------------------------------------

    def test_session_counts_once(self):
        cases = self.case1
        for number in range(2):
            cases += self._open_file(self.manager1, f"Gruppe{number}", "X")
        session = (
            self.env["integration.counselling.session"]
            .with_user(self.manager1)
            .create({"name": "Wohnen", "minutes": 100, "topic_ids": self.topics.ids})
        )
        contacts = session.add_cases(cases.ids)
        self.assertEqual(len(contacts), 3)
        self.assertEqual(set(contacts.mapped("kind")), {"group"})
        self.assertEqual(sorted(contacts.mapped("effort")), [33, 33, 34])
        self.assertEqual(contacts.mapped("minutes"), [100] * 3)
        self.assertEqual(contacts[0].topic_ids, self.topics)
        # once more adds nobody twice
        self.assertFalse(session.add_cases(cases.ids))
        # cases of another manager join; neither reads the other's contact
        foreign = session.with_user(self.manager2).add_cases(self.case2.ids)
        self.assertEqual(len(foreign), 1)
        self.env.flush_all()
        efforts = session.sudo().counselling_ids.mapped("effort")
        self.assertEqual(efforts, [25] * 4)
        self.assertEqual(session.participant_count, 4)
        self.assertFalse(self.may_read(self.manager1, foreign))
        self.assertFalse(self.may_read(self.manager2, contacts[0]))
        self.assertEqual(self.as_user(self.manager2, session).counselling_ids, foreign)
        foreign.unlink()
        self.env.flush_all()
        self.assertEqual(
            sum(session.sudo().counselling_ids.mapped("effort")), session.minutes
        )
        session.minutes = 90
        self.env.flush_all()
        self.assertEqual(session.sudo().counselling_ids.mapped("effort"), [30, 30, 30])

    def test_session_with_foreign_case(self):
        session = self.env["integration.counselling.session"].create(
            {"name": "Wohnen", "minutes": 60}
        )
        with self.assertRaises(AccessError):
            session.with_user(self.manager1).add_cases(self.case2.ids)

    def test_session_of_another_authority(self):
        """Its subject stays there: in refusals, in developer mode, by defaults."""
        session = (
            self.env["integration.counselling.session"]
            .with_user(self.foreigner)
            .with_company(self.county)
            .create({"name": "Frauencafé Hinterhof", "minutes": 60})
        )
        self.env.invalidate_all()
        dialogs = self.env["integration.counselling.session.record"].with_user(
            self.manager1
        )
        tries = (
            lambda: self.as_user(self.manager1, session).read(["name"]),
            lambda: dialogs.with_context(default_session_id=session.id).onchange(
                {}, [], {"session_id": {"fields": {"display_name": {}}}}
            ),
            lambda: dialogs.create({"session_id": session.id}),
        )
        users = type(self.env.user)
        ordinary = users.has_group

        def has_group(user, group):
            return group == "base.group_no_one" or ordinary(user, group)

        for attempt in tries:
            with (
                patch.object(users, "has_group", has_group),
                self.assertRaises(AccessError) as caught,
            ):
                attempt()
            self.assertNotIn("Frauencafé", str(caught.exception))

    def test_session_of_fixed_contacts(self):
        session = (
            self.env["integration.counselling.session"]
            .with_user(self.manager1)
            .create({"name": "Wohnen", "minutes": 60})
        )
        self.written(30, session_id=session.id, kind="group", minutes=60)
        for record in (session, session.sudo()):
            with self.assertRaises(UserError):
                record.minutes = 30
        session.place = "Rathaus"

    # ------------------------------------------------------------------
    # Quick entry
    # ------------------------------------------------------------------

    def test_quick_entry(self):
        contacts = self.env["integration.counselling"].with_user(self.manager1)
        values = contacts.get_quick_entry(self.case1.id)
        self.assertEqual(values["case"]["name"], "Testmann, Rana")
        entry = {
            "case_id": self.case1.id,
            "entry_key": "key-1",
            "kind": "phone",
            "minutes": 20,
            "topic_ids": self.topics.ids,
            "note": "Text",
            "follow_up_weeks": 2,
        }
        saved = contacts.save_quick_entry(entry)
        contact = contacts.browse(saved["id"])
        self.assertEqual(contact.topic_ids, self.topics)
        self.assertEqual(contact.note, "Text")
        self.assertEqual(len(self.case1.activity_ids), 1)
        again = contacts.save_quick_entry(entry)
        self.assertEqual(again, {"id": contact.id, "doubled": True})
        self.assertEqual(self.case1.counselling_count, 1)
        self.assertEqual(len(self.case1.activity_ids), 1)

    def test_quick_entry_refuses(self):
        contacts = self.env["integration.counselling"].with_user(self.manager1)
        for values in ({}, {"case_id": self.case1.id}, {"entry_key": "x"}):
            with self.assertRaises(UserError):
                contacts.save_quick_entry(values)
        for user in self.get_outsiders():
            contacts = contacts.with_user(user)
            with self.assertRaises(AccessError, msg=user.login):
                contacts.get_quick_entry(self.case1.id)
            with self.assertRaises(AccessError, msg=user.login):
                contacts.save_quick_entry(
                    {"case_id": self.case1.id, "entry_key": "x", "kind": "phone"}
                )

    def test_entry_from_appointment(self):
        event = (
            self.env["calendar.event"]
            .with_user(self.manager1)
            .with_context(**self.case1._prepare_appointment_context())
            .create(
                {
                    "start": self.now - timedelta(hours=2),
                    "stop": self.now - timedelta(hours=1),
                }
            )
        )
        contacts = self.env["integration.counselling"].with_user(self.manager1)
        values = contacts.get_quick_entry(False, event.id)
        self.assertEqual(values["case"]["id"], self.case1.id)
        self.assertEqual(values["defaults"]["minutes"], 60)
        contacts.save_quick_entry(
            {"case_id": self.case1.id, "event_id": event.id, "entry_key": "e"}
        )
        self.assertEqual(event.counselling_ids.case_id, self.case1)
        with self.assertRaises(AccessError):
            contacts.with_user(self.manager2).get_quick_entry(False, event.id)

    def test_timeline(self):
        self.contact(note="Geheimnotiz")
        timeline = self.case1.get_timeline()
        self.assertIn("Geheimnotiz", str(timeline))
        self.assertFalse(timeline["more"])
        for user in self.get_outsiders():
            with self.assertRaises(AccessError, msg=user.login):
                self.as_user(user).get_timeline()
