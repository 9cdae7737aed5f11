from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common_pages import LINK, BothFrames
from .common_tandem import TandemCase


@tagged("post_install", "-at_install")
class TestVolunteerTandemPages(TandemCase, BothFrames):
    """What was released for a tandem, and meetings reported (C13, V22)."""

    def setUp(self):
        super().setUp()
        requirements = self.env["integration.clearance.requirement"]
        requirements.search([]).active = False
        self.help = self.running()
        self.own = self.get_tandem(self.help)
        self.path = f"tandems/{self.own.id}"

    def test_released(self):
        page = self.open_as(self.user1, self.path)
        self.assertEqual(page.status_code, 200)
        self.assert_labelled(page)
        self.assertIn("Amina", page.text)
        self.assertIn("confidential", page.text)
        for word in ("4711", self.case1.sudo().reference):
            self.assertNotIn(word, page.text)
        log = self.env["integration.access.log"].search(
            [("user_id", "=", self.user1.id), ("detail", "=", "portal")]
        )
        self.assertEqual(log.res_model[:1], "i")
        # the list, the first page and the calendar do not name her
        for name in ("", "tandems", "calendar"):
            self.assertNotIn("Amina", self.open_as(self.user1, name).text)

    def test_released_by_link(self):
        self.enter_as(self.volunteer1)
        page = self.go(f"{LINK}/{self.path}")
        self.assertIn("Amina", page.text)
        self.given.sudo().with_user(self.manager1).action_withdraw()
        self.assertNotIn("Amina", self.go(f"{LINK}/{self.path}").text)

    def test_nobody_else(self):
        page = self.open_as(self.user2, self.path)
        self.assertEqual(page.status_code, 404)
        self.assertNotIn("Amina", page.text)
        sent = self.open_as(self.user2, f"{self.path}/report", {"minutes": "60"})
        self.assertEqual(sent.status_code, 404)

    def test_report(self):
        today = fields.Date.context_today(self.volunteer1)
        day = today - timedelta(days=1)
        data = {"date": str(day), "clock": "15:00", "minutes": "90", "note": "Gut"}
        for wrong in (
            {"date": ""},
            {"date": str(today + timedelta(days=1))},
            {"clock": "drei"},
            {"minutes": "-5"},
            {"minutes": "9000"},
        ):
            page = self.send(f"{self.path}/report", **{**data, **wrong})
            self.assertEqual(page.status_code, 422, wrong)
            self.assertIn("Gut", page.text)
        self.assertIn("noted", self.send(f"{self.path}/report", **data).text)
        [meeting] = self.own.meeting_ids
        self.assertEqual((meeting.state, meeting.minutes), ("held", 90))
        self.assertIn("already", self.send(f"{self.path}/report", **data).text)
        self.assertEqual(self.own.meeting_ids, meeting)
        overlap = self.send(f"{self.path}/report", **{**data, "clock": "15:30"})
        self.assertEqual(overlap.status_code, 422)

    def test_released_for_a_request(self):
        """Who accepts a request reads what was released; who withdraws does not."""
        start, stop = self._hours_ahead(48)
        wanted = self.ask(kind="request", start=start, stop=stop)
        request = wanted.sudo().request_id.with_user(self.coordinator)
        request.action_open()
        request._ask(self.volunteer1 | self.volunteer2)
        ask = request.sudo().ask_ids.filtered(
            lambda row: row.volunteer_id == self.volunteer1
        )
        page = self.send(f"requests/{ask.id}/accept")
        self.assertNotIn("Amina", page.text)
        wanted.invalidate_recordset()
        self.release(wanted)
        page = self.open_as(self.user1, "requests")
        self.assertIn("Amina", page.text)
        self.assertIn("confidential", page.text)
        self.assertNotIn("Amina", self.open_as(self.user2, "requests").text)
        self.assertNotIn("Amina", self.open_as(self.user1, "calendar").text)
        page = self.send(f"requests/{ask.id}/withdraw")
        self.assertNotIn("Amina", page.text)
