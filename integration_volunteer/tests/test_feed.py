import logging
import re
from datetime import datetime, time, timedelta

import vobject

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..controllers.feed import HideSecrets
from ..models.availability.local_time import to_utc
from ..models.calendar.integration_volunteer_feed import PATH
from .common_calendar import CalendarCase


@tagged("post_install", "-at_install")
class TestFeed(CalendarCase, HttpCase):
    """The personal calendar subscription (V26)."""

    def fetch(self, url, method="GET", **headers):
        return self.url_open(
            f"{PATH}{url.partition(PATH)[2]}", method=method, headers=headers
        )

    def get_events(self, url):
        answer = self.fetch(url)
        self.assertEqual(answer.status_code, 200)
        calendar = vobject.readOne(answer.text)
        return {event.uid.value: event for event in calendar.contents.get("vevent", [])}

    def test_own_bookings(self):
        soon, _stop = self._hours_ahead(48)
        booking = self.book(soon, place="Rathaus; Saal 1, Aalen")
        self.book(soon, volunteer=self.volunteer2, title="Anderswo")
        self.book(soon - timedelta(days=200), title="Lange her")
        url = self.volunteer1._get_feed_url()
        [(uid, event)] = self.get_events(url).items()
        self.assertRegex(uid, rf"^booking-{booking.id}@[0-9a-f-]{{36}}$")
        self.assertEqual(event.summary.value, "Sommerfest")
        self.assertEqual(event.location.value, "Rathaus; Saal 1, Aalen")
        self.assertEqual(event.status.value, "CONFIRMED")
        self.assertEqual(event.dtstart.value.replace(tzinfo=None), soon)
        self.assertEqual(event.dtstart.value.utcoffset(), timedelta())
        self.assertEqual(event.sequence.value, "0")
        booking.start += timedelta(hours=1)
        booking._cancel()
        event = self.get_events(url)[uid]
        self.assertEqual(event.status.value, "CANCELLED")
        self.assertEqual(event.sequence.value, "2")

    def test_over_clock_changes(self):
        # 1:30 to 3:30 by the clock: one hour in March, three in October
        year = fields.Date.today().year + 1
        for month in (3, 10):
            day = datetime(year, month, 31)
            day -= timedelta(days=(day.weekday() + 1) % 7)
            start, stop = (to_utc(day, time(hour, 30)) for hour in (1, 3))
            self.book(start, stop, title=str(month))
        rows = self.get_events(self.volunteer1._get_feed_url()).values()
        found = {e.summary.value: e.dtend.value - e.dtstart.value for e in rows}
        self.assertEqual(found, {"3": timedelta(hours=1), "10": timedelta(hours=3)})

    def test_answer(self):
        url = self.volunteer1._get_feed_url()
        answer = self.fetch(url)
        self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
        self.assertIn("private", answer.headers["Cache-Control"])
        self.assertNotIn("Set-Cookie", answer.headers)
        head = self.fetch(url, "HEAD")
        self.assertEqual((head.status_code, head.text), (200, ""))
        tag = answer.headers["ETag"]
        same = self.fetch(url, **{"If-None-Match": tag})
        self.assertEqual((same.status_code, same.text), (304, ""))
        self.book(self._hours_ahead(48)[0])
        self.assertEqual(self.fetch(url, **{"If-None-Match": tag}).status_code, 200)
        self.assertEqual(self.fetch(url, "POST").status_code, 405)

    def test_reset(self):
        old = self.volunteer1._get_feed_url()
        self.assertIsNone(self.volunteer1._get_feed_url(), "known once")
        new = self.volunteer1._reset_feed()
        self.assertEqual(self.fetch(new).status_code, 200)
        wrong = [self.fetch(url) for url in (old, f"{PATH}/x.ics", f"{new[:-5]}x.ics")]
        self.assertEqual({answer.status_code for answer in wrong}, {404})
        self.assertEqual({answer.text for answer in wrong}, {""})
        volunteer = self.volunteer1.sudo()
        self.assertNotIn(new.rpartition("/")[2][:-4], str(volunteer.read()))
        with self.assertRaises(AccessError):
            self.volunteer1.read(["feed_digest"])
        with self.assertRaises(AccessError):
            self.volunteer1.with_user(self.manager1)._reset_feed()

    def test_guesses(self):
        rule = self.env.ref(
            "integration_base.integration_rule_value_token_guesses_per_hour"
        )
        rule.value = "2"
        url = self.volunteer1._get_feed_url()
        codes = [self.fetch(f"{PATH}/{n}.ics").status_code for n in range(4)]
        self.assertEqual(codes, [404, 404, 429, 429])
        # services fetch for many people from one place
        self.assertEqual(self.fetch(url).status_code, 200)

    def test_leaving_ends_it(self):
        url = self.volunteer1._get_feed_url()
        self.volunteer1.action_leave()
        self.assertEqual(self.fetch(url).status_code, 404)
        with self.assertRaisesRegex(UserError, "Helga Hilfreich"):
            self.volunteer1._reset_feed()
        self.volunteer1.action_interested()
        self.assertEqual(self.fetch(url).status_code, 404)

    def test_mailed(self):
        mails = self.env["mail.mail"].sudo()
        mails.search([]).unlink()
        self.volunteer1.action_send_feed()
        mail = mails.search([])
        self.assertEqual(mail.email_to, "helga@example.com")
        url = re.search(rf"{PATH}/[\w-]+\.ics", mail.body_html)[0]
        self.assertEqual(self.fetch(url).status_code, 200)
        self.volunteer1.sudo().email = False
        with self.assertRaisesRegex(UserError, "Helga Hilfreich"):
            self.volunteer1.action_send_feed()

    def test_not_in_the_log(self):
        url = self.volunteer1._get_feed_url()
        path = f"{PATH}{url.partition(PATH)[2]}"
        args = (f"GET {path} HTTP/1.1", "200")
        logger = logging.getLogger("werkzeug")
        record = logger.makeRecord("", logging.INFO, "", 1, "%s %s", args, None)
        [hide] = [one for one in logger.filters if isinstance(one, HideSecrets)]
        self.assertTrue(hide.filter(record))
        self.assertEqual(record.getMessage(), f"GET {PATH}/* HTTP/1.1 200")
