from datetime import timedelta

from odoo import fields
from odoo.tests import tagged, users

from odoo.addons.integration_base.tools.days import get_today

from .browser import BrowserCase
from .common import IntegrationCaseCommon


@tagged("post_install", "-at_install")
class TestMyDay(IntegrationCaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = get_today()
        cls.status = cls.env["integration.residence.status"].search([], limit=1)

    def _get_day(self):
        return self.env["integration.case"].get_my_day()

    def _get_group(self, key):
        return {group["key"]: group for group in self._get_day()["due"]}.get(key)

    def _check_count(self, count, action):
        """A figure is what its list shows."""
        found = self.env[action["res_model"]].search_count(action["domain"])
        self.assertEqual(found, count)

    def _fill(self, number):
        """Give the manager cases with one of everything."""
        for index in range(number):
            case = self._open_file(
                self.manager1,
                f"Viele{index}",
                "Rana",
                {
                    "date_open": self.today - timedelta(days=200),
                    "date_allocation": self.today - timedelta(days=3 * 365),
                },
            )
            start = fields.Datetime.now() + timedelta(minutes=index)
            self.env["calendar.event"].with_user(self.manager1).create(
                {
                    "name": "Talk",
                    "case_id": case.id,
                    "start": start,
                    "stop": start + timedelta(minutes=30),
                    "partner_ids": self.manager1.partner_id.ids,
                }
            )
            self.env["integration.residence.title"].with_user(self.manager1).create(
                {
                    "person_id": case.person_id.id,
                    "status_id": self.status.id,
                    "date_until": self.today + timedelta(days=index),
                }
            )
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                self.today,
                user_id=self.manager1.id,
            )

    @users("test_manager1")
    def test_shows_own_things_with_days(self):
        self._fill(1)
        day = self._get_day()
        (appointment,) = day["appointments"]["rows"]
        self.assertEqual(appointment["name"], "Viele0, Rana")
        self.assertFalse(appointment["is_recorded"])
        title = self._get_group("title")
        self.assertEqual((title["count"], title["rows"][0]["days"]), (1, 0))
        self.assertEqual(self._get_group("activity")["rows"][0]["name"], "Viele0, Rana")
        self.assertEqual(self._get_group("clock")["count"], 1)
        self.assertEqual(day["unseen"]["count"], 1)
        self.assertEqual(day["caseload"]["count"], 2)
        self.assertFalse(day["teams"])

    @users("test_manager2")
    def test_nothing_of_others(self):
        self._fill(2)
        day = self._get_day()
        self.assertFalse(day["appointments"]["rows"])
        self.assertFalse(day["due"])
        self.assertEqual(day["unseen"]["count"], 0)
        self.assertEqual(day["caseload"]["count"], 1)

    @users("test_manager1")
    def test_every_number_is_its_list(self):
        self._fill(10)
        day = self._get_day()
        for part in (day["unseen"], day["caseload"], day["appointments"], *day["due"]):
            with self.subTest(part["action"]["name"]):
                self._check_count(part["count"], part["action"])
        self.assertEqual(len(day["unseen"]["rows"]), 8)
        self.assertEqual(day["unseen"]["count"], 10)

    @users("test_manager2")
    def test_handover_waits_for_the_addressee(self):
        self.env["integration.handover"].with_user(self.manager1).create(
            {
                "case_id": self.case1.id,
                "to_user_id": self.manager2.id,
                "note": "Moves to your district",
            }
        )
        group = self._get_group("handover")
        self.assertEqual(group["count"], 1)
        self.assertEqual(group["rows"][0]["name"], self.case1.sudo().reference)

    @users("test_manager2")
    def test_cover_shows_the_absent_managers_appointments(self):
        self._fill(1)
        self.env["integration.cover"].with_user(self.manager1).create(
            {
                "deputy_id": self.manager2.id,
                "date_from": self.today,
                "date_until": self.today,
            }
        )
        day = self._get_day()
        self.assertEqual(len(day["appointments"]["rows"]), 1)
        self.assertEqual(self._get_group("title")["count"], 1)
        self.assertEqual(day["caseload"]["count"], 1)

    @users("test_lead")
    def test_lead_sees_caseload_of_own_teams(self):
        self._fill(2)
        (team,) = self._get_day()["teams"]
        self.assertEqual(team["name"], self.team1.name)
        self.assertEqual(team["count"], 3)
        self.assertEqual([row["count"] for row in team["managers"]], [3])
        self._check_count(3, team["action"])

    def test_queries_do_not_grow(self):
        """The same number of queries for 10 and for 40 cases."""
        cases = self.env["integration.case"].with_user(self.manager1)
        counts = []
        for number in (10, 30):
            self._fill(number)
            for _warm_up in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                cases.get_my_day()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
        # with what the other addons put on the page
        self.assertLessEqual(counts[0], 36)


@tagged("post_install", "-at_install")
class TestMyDayScreen(IntegrationCaseCommon, BrowserCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        """Stacked on a phone without scrolling sideways; the timeline follows."""
        case = self.case1
        event = self.env["calendar.event"].with_user(self.manager1)
        start = fields.Datetime.now()
        event.create(
            {
                "name": "Talk",
                "case_id": case.id,
                "start": start,
                "stop": start + timedelta(minutes=30),
                "partner_ids": self.manager1.partner_id.ids,
            }
        )
        with self.open_browser("/odoo/my-day", "test_manager1") as person:
            person.wait(".o_integration_my_day_grid")
            wide = person.evaluate(
                "document.querySelector('.o_action').scrollWidth - innerWidth"
            )
            person.tap(".o_integration_record")
            person.wait(".o_integration_quick_form")
            person.tap(".o_integration_save")
            person.wait(".o_integration_done", "appointment marked as recorded")
            person.tap(".o_integration_appointment .o_integration_open")
            person.wait(".o_integration_timeline .o_integration_entry")
            entries = person.evaluate(
                "document.querySelector('.o_integration_timeline').innerText"
            )
        self.assertLessEqual(wide, 0)
        self.assertIn("20", entries)
        self.env.invalidate_all()
        self.assertEqual(len(case.counselling_ids), 1)
