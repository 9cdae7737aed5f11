from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common_pages import LINK, BothFrames


@tagged("post_install", "-at_install")
class TestVolunteerTasks(BothFrames):
    """What volunteers take on, report and confirm on their pages (V6, V8, V9, V19)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what tasks ask for has tests of its own
        cls.env["integration.clearance.requirement"].search([]).active = False
        cls.today = fields.Date.context_today(cls.volunteer1)
        cls.shifts = cls.env["integration.volunteer.shift"].with_user(cls.coordinator)
        cls.requests = cls.env["integration.volunteer.request"].with_user(
            cls.coordinator
        )

    def new_shift(self, hours=48, places=1, **vals):
        start, stop = self._hours_ahead(hours)
        shift = self.shifts.create(
            {
                "name": "Sommerfest",
                "task_id": self.task.id,
                "place": "Marktplatz",
                "start": start,
                "stop": stop,
                "mode": "instant",
                "role_ids": [Command.create({"name": "Helfen", "max_count": places})],
                **vals,
            }
        )
        shift.action_publish()
        return shift

    def get_signup(self, shift, volunteer=None):
        signups = shift.sudo().signup_ids
        volunteer = volunteer or self.volunteer1
        return signups.filtered(lambda one: one.volunteer_id == volunteer)[:1]

    def new_request(self, *volunteers, **vals):
        start, stop = self._hours_ahead(24 * 14)
        request = self.requests.create(
            {
                "task_id": self.task.id,
                "start": start,
                "stop": stop,
                "place": "Rathaus, Pforte",
                "zip": "72764",
                **vals,
            }
        )
        request.action_open()
        request._ask(self.env["integration.volunteer"].union(*volunteers))
        return request

    def get_ask(self, request, volunteer=None):
        volunteer = volunteer or self.volunteer1
        return request.sudo().ask_ids.filtered(
            lambda ask: ask.volunteer_id == volunteer
        )

    def test_all_pages(self):
        """Both frames show the same, and each field has its label."""
        self.new_shift()
        self.new_request(self.volunteer1, self.volunteer2)
        self.enter_as(self.volunteer1)
        for name in self.PAGES:
            with self.subTest(page=name):
                page = self.go(f"{LINK}/{name}")
                self.assertEqual(page.status_code, 200)
                self.assert_labelled(page)
                mine = page.text
                page = self.open_as(self.user1, name)
                self.assertEqual(page.status_code, 200)
                self.assert_labelled(page)
                for text in (mine, page.text):
                    self.assertEqual(text.count("<h1"), 1)
                    self.assertNotIn("Benno", text)

    # shifts -----------------------------------------------------------

    def test_sign_up_and_withdraw(self):
        shift = self.new_shift()
        role = shift.role_ids
        page = self.open_as(self.user1, "shifts")
        self.assertIn("Sommerfest", page.text)
        page = self.send(f"shifts/{role.id}/sign-up")
        self.assertIn("You are on", page.text)
        signup = self.get_signup(shift)
        self.assertEqual(signup.state, "confirmed")
        # the second click
        self.assertIn("already", self.send(f"shifts/{role.id}/sign-up").text)
        self.assertEqual(len(shift.sudo().signup_ids), 1)
        for deed in ("withdraw", "accept", "decline", "seek", "stay"):
            answer = self.open_as(self.user2, f"shifts/{signup.id}/{deed}", {})
            self.assertEqual(answer.status_code, 404, deed)
        self.assertEqual(signup.state, "confirmed")
        page = self.send(f"shifts/{signup.id}/withdraw", reason="Krank")
        self.assertIn("withdrawn", page.text)
        self.assertEqual(signup.state, "withdrawn")
        self.assertIn("already", self.send(f"shifts/{signup.id}/withdraw").text)

    def test_nothing_open_is_answered_alike(self):
        draft = self.shifts.create(
            {
                "name": "Entwurf",
                "task_id": self.task.id,
                "start": self._hours_ahead(24)[0],
                "stop": self._hours_ahead(24)[1],
                "role_ids": [Command.create({"name": "Helfen"})],
            }
        )
        pages = [
            self.send(f"shifts/{number}/{deed}").text.split("vol_notice")[1][:90]
            for number in (draft.role_ids.id, 7000000)
            for deed in ("sign-up", "take-over")
        ]
        self.assertEqual(len(set(pages)), 1)
        self.assertFalse(draft.sudo().signup_ids)
        self.assertNotIn("Entwurf", self.open_as(self.user1, "shifts").text)

    def test_waiting_list(self):
        """Position, timed offer, accepting it (V8)."""
        shift = self.new_shift(wait_list=True)
        role = shift.role_ids
        other = shift._sign_up(self.volunteer2, role)
        page = self.send(f"shifts/{role.id}/sign-up")
        self.assertIn("waiting list", page.text)
        self.assertIn("You are number", page.text)
        signup = self.get_signup(shift)
        other._withdraw()
        self.assertEqual(signup.state, "offered")
        self.assertIn("offered to you", self.open_as(self.user1).text)
        self.assertIn("Yes, I come", self.open_as(self.user1, "shifts").text)
        self.assertIn("You are on", self.send(f"shifts/{signup.id}/accept").text)
        self.assertEqual(signup.state, "confirmed")
        self.assertIn("already", self.send(f"shifts/{signup.id}/accept").text)

    def test_offer_by_mail(self):
        """A place is offered by mail; its link leads to it (V8)."""
        helper = self._new_volunteer("Karla Ohnekonto")
        shift = self.new_shift(wait_list=True)
        other = shift._sign_up(self.volunteer2, shift.role_ids)
        signup = shift._sign_up(helper, shift.role_ids)
        other._withdraw()
        self.enter(self.get_link(helper))
        self.assertIn("Yes, I come", self.go(f"{LINK}/shifts").text)
        self.post(f"{LINK}/shifts/{signup.id}/accept")
        self.assertEqual(signup.state, "confirmed")

    def test_decline_offer(self):
        shift = self.new_shift(wait_list=True)
        other = shift._sign_up(self.volunteer2, shift.role_ids)
        signup = shift._sign_up(self.volunteer1, shift.role_ids)
        other._withdraw()
        self.assertIn("declined", self.send(f"shifts/{signup.id}/decline").text)
        self.assertEqual(signup.state, "declined")
        self.assertIn("already", self.send(f"shifts/{signup.id}/decline").text)
        late = self.open_as(self.user1, f"shifts/{signup.id}/accept", {})
        self.assertEqual(late.status_code, 422)

    def test_stand_in(self):
        """Who gives a place up is not named to who takes it (V9)."""
        shift = self.new_shift()
        theirs = shift._sign_up(self.volunteer2, shift.role_ids)
        self.assertIn(
            "stand-in is wanted",
            self.follow(self.open_as(self.user2, f"shifts/{theirs.id}/seek", {})).text,
        )
        page = self.open_as(self.user1, "shifts")
        self.assertIn("Take over", page.text)
        self.assertNotIn("Benno", page.text)
        page = self.send(f"shifts/{theirs.id}/take-over")
        self.assertIn("You are on", page.text)
        self.assertEqual(theirs.state, "withdrawn")
        self.assertEqual(self.get_signup(shift).state, "confirmed")
        again = self.send(f"shifts/{theirs.id}/take-over")
        self.assertNotIn("Benno", again.text)
        self.assertIn("faster", again.text)

    def test_sign_up_by_link(self):
        shift = self.new_shift(mode="request")
        self.enter_as(self.volunteer1)
        self.go(f"{LINK}/shifts")
        sent = self.post(f"{LINK}/shifts/{shift.role_ids.id}/sign-up")
        self.assertEqual(sent.status_code, 303)
        self.assertEqual(self.get_signup(shift).state, "requested")
        theirs = self.new_shift(hours=96)._sign_up(
            self.volunteer2, self.shifts.search([], limit=1, order="id desc").role_ids
        )
        self.go(f"{LINK}/shifts")
        refused = self.post(f"{LINK}/shifts/{theirs.id}/withdraw")
        self.assertEqual(refused.status_code, 404)
        self.assertEqual(theirs.state, "confirmed")

    def test_who_pauses_signs_up_for_nothing(self):
        shift = self.new_shift()
        self.volunteer1.action_pause()
        self.assertNotIn("Sommerfest", self.open_as(self.user1, "shifts").text)
        self.assertIn("over", self.send(f"shifts/{shift.role_ids.id}/sign-up").text)
        self.assertFalse(shift.sudo().signup_ids)

    def test_documents_come_first(self):
        self._require_pledge()
        self.new_shift()
        page = self.open_as(self.user1, "shifts").text
        self.assertNotIn("Sommerfest", page)
        self.assertIn("documents", page)

    def _require_pledge(self):
        pledge = self.env.ref(
            "integration_volunteer.integration_clearance_type_privacy"
        )
        self.env["integration.clearance.requirement"].create(
            {"task_id": self.task.id, "type_id": pledge.id, "after_count": 0}
        )
        self.volunteer1.sudo().task_ids = self.task
        return pledge

    # requests ---------------------------------------------------------

    def test_accept_request(self):
        request = self.new_request(self.volunteer1, self.volunteer2)
        ask, theirs = self.get_ask(request), self.get_ask(request, self.volunteer2)
        page = self.open_as(self.user1, "requests")
        self.assertIn("72764", page.text)
        self.assertNotIn("Rathaus", page.text)
        foreign = self.open_as(self.user1, f"requests/{theirs.id}/accept", {})
        self.assertEqual(foreign.status_code, 404)
        page = self.send(f"requests/{ask.id}/accept")
        # place and time for the one who goes
        self.assertIn("Rathaus", page.text)
        self.assertEqual(request.sudo().volunteer_id, self.volunteer1.sudo())
        again = self.send(f"requests/{ask.id}/accept")
        self.assertEqual(again.status_code, 422)
        late = self.open_as(self.user2, f"requests/{theirs.id}/accept", {})
        self.assertEqual(late.status_code, 422)
        self.assertNotIn("Helga", late.text)
        self.assertNotIn("Rathaus", late.text)
        page = self.send(f"requests/{ask.id}/withdraw", reason="Krank")
        self.assertIn("withdrawn", page.text)
        self.assertNotEqual(request.sudo().volunteer_id, self.volunteer1.sudo())
        self.assertIn("already", self.send(f"requests/{ask.id}/withdraw").text)

    def test_decline_request_by_link(self):
        request = self.new_request(self.volunteer1, self.volunteer2)
        ask, theirs = self.get_ask(request), self.get_ask(request, self.volunteer2)
        self.enter_as(self.volunteer1)
        self.go(f"{LINK}/requests")
        answer = self.post(f"{LINK}/requests/{theirs.id}/decline")
        self.assertEqual(answer.status_code, 404)
        self.go(f"{LINK}/requests")
        self.assertEqual(
            self.post(f"{LINK}/requests/{ask.id}/decline").status_code, 303
        )
        self.assertEqual(ask.state, "declined")
        self.assertEqual(theirs.state, "asked")

    # hours, documents, availability -----------------------------------

    def test_hours(self):
        day = self.today - timedelta(days=3)
        half = self.send("hours/report", date=str(day), note="Bleibt stehen")
        self.assertEqual(half.status_code, 422)
        self.assertIn("Bleibt stehen", half.text)
        self.assertIn("Please choose what you did", half.text)
        for wrong in (
            {"date": "gestern"},
            {"date": str(self.today + timedelta(days=1))},
            {"end": "25:00"},
            {"kilometres": "viele"},
            {"end": "14:00"},
        ):
            data = {"task": self.task.id, "date": str(day), "begin": "14:00"}
            page = self.send("hours/report", **{**data, "end": "16:30", **wrong})
            self.assertEqual(page.status_code, 422, wrong)
        data["end"], data["kilometres"] = "16:30", "12,5"
        page = self.send("hours/report", **data)
        self.assertIn("2:30", page.text)
        hours = self.env["integration.volunteer.hours"]
        [row] = hours.search([("volunteer_id", "=", self.volunteer1.id)])
        self.assertEqual((row.minutes, row.kilometres), (150, 12.5))
        self.assertEqual((row.state, row.date), ("reported", day))
        self.assertIn("already", self.send("hours/report", **data).text)
        self.assertEqual(
            len(hours.search([("volunteer_id", "=", row.volunteer_id.id)])), 1
        )
        self.assertNotIn("2:30", self.open_as(self.user2, "hours").text)

    def test_documents(self):
        pledge = self._require_pledge()
        path = f"documents/{pledge.id}"
        page = self.open_as(self.user1, path)
        self.assertIn("personal data only", page.text)
        self.assert_labelled(page)
        self.assertEqual(self.send(f"{path}/confirm").status_code, 422)
        self.assertIn("noted", self.send(f"{path}/confirm", read="yes").text)
        clearances = self.volunteer1.sudo().clearance_ids
        self.assertEqual(clearances.type_id, pledge)
        self.assertIn("already", self.send(f"{path}/confirm", read="yes").text)
        self.assertEqual(self.open_as(self.user1, "documents/7000000").status_code, 404)

    def test_availability(self):
        data = {"weekday": "1", "hour_from": "14:00", "hour_to": "00:00"}
        half = self.send("availability/add-time", **{**data, "hour_to": "13:00"})
        self.assertEqual(half.status_code, 422)
        self.assertIn('value="13:00"', half.text)
        self.assertIn("Tuesday", self.send("availability/add-time", **data).text)
        [row] = self.volunteer1.availability_ids
        self.assertEqual((row.hour_from, row.hour_to), (14, 24))
        self.assertIn("already", self.send("availability/add-time", **data).text)
        overlap = self.send("availability/add-time", **{**data, "hour_from": "15:00"})
        self.assertEqual(overlap.status_code, 422)
        self.open_as(self.user2, f"availability/{row.id}/remove-time", {})
        self.assertTrue(row.exists())
        path = f"availability/{row.id}/remove-time"
        self.assertIn("Removed", self.send(path).text)
        self.assertIn("not there", self.send(path).text)
        self.assertFalse(row.exists())

    def test_absence(self):
        first = self.today + timedelta(days=10)
        data = {"date_from": str(first), "date_to": str(first), "reason": "away"}
        for wrong in (
            {"date_to": str(self.today)},
            {"date_to": ""},
            {"reason": "ill"},
            {"date_from": "1900-01-01"},
        ):
            page = self.send("availability/add-absence", **{**data, **wrong})
            self.assertEqual(page.status_code, 422, wrong)
        shift = self.new_shift(hours=24 * 10)
        self.send(f"shifts/{shift.role_ids.id}/sign-up")
        data["date_from"] = str(first - timedelta(days=1))
        data["date_to"] = str(first + timedelta(days=1))
        page = self.send("availability/add-absence", **data)
        self.assertIn("Give these dates up", page.text)
        [absence] = self.volunteer1.absence_ids
        foreign = self.open_as(self.user2, f"availability/{absence.id}/give-up", {})
        self.assertEqual(foreign.status_code, 404)
        self.send(f"availability/{absence.id}/give-up")
        self.assertEqual(self.get_signup(shift).state, "lost")
        self.send(f"availability/{absence.id}/remove-absence")
        self.assertFalse(absence.exists())

    def test_calendar(self):
        shift = self.new_shift()
        shift._sign_up(self.volunteer1, shift.role_ids)
        page = self.open_as(self.user1, "calendar")
        self.assertIn("Sommerfest", page.text)
        self.assertNotIn(".ics", page.text)
        made = self.open_as(self.user1, "calendar/subscribe", {})
        self.assertEqual(made.status_code, 200)
        self.assertIn(".ics", made.text)
        self.assert_labelled(made)
        self.assertNotIn(".ics", self.open_as(self.user1, "calendar").text)
        self.assertNotIn("Sommerfest", self.open_as(self.user2, "calendar").text)
