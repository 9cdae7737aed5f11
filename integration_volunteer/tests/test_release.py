from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.integration_case.models.rights.person_copy import PersonCopy

from .common_tandem import TandemCase


@tagged("post_install", "-at_install")
class TestRelease(TandemCase):
    """What was released ends at once with what it rests on (C13, C42, C43)."""

    # taking back ------------------------------------------------------

    def test_withdrawn(self):
        """At once, in the same transaction; the tandem waits (C13)."""
        one = self.running()
        told = self.volunteer1.activity_ids
        self.given.with_user(self.manager1).action_withdraw()
        self.assert_gone(one, "withdrawn")
        self.assertEqual(one.state, "revoked")
        self.assertEqual(self.get_tandem(one).state, "paused")
        activity = self.volunteer1.activity_ids - told
        self.assertIn(one.number, activity.summary)
        self.assertNotIn("withdrawn", activity.summary)
        # resuming the tandem brings nothing back
        self.get_tandem(one).action_resume()
        self.assertEqual(self.read_values(one), [])

    def test_withdrawn_all_or_nothing(self):
        one = self.running()
        self.patch(
            type(one),
            "_revoke",
            lambda self, how, releases=None: (_ for _ in ()).throw(ValueError("no")),
        )
        with self.assertRaises(ValueError), self.cr.savepoint():
            self.given.action_withdraw()
        self.env.invalidate_all()
        self.assertEqual(self.given.state, "given")
        self.assertTrue(self.read_values(one))

    def test_expired_or_renewed(self):
        one = self.running()
        end = self.given.date_until
        with freeze_time(end - timedelta(days=5)):
            renewed = self.consent()
        with freeze_time(end + timedelta(hours=1)):
            self.given._on_consent_expired()
            release = one.sudo().release_ids
            limit = release.date_from + timedelta(days=360)
            if end > limit:  # the house's own limit comes first
                self.assertTrue(release.ended_on)
            else:
                self.assertEqual(release.consent_ids, renewed)

    def test_expired(self):
        one = self.running()
        with freeze_time(self.given.date_until + timedelta(hours=1)):
            self.given._on_consent_expired()
        self.assert_gone(one, "expired")

    def test_time_is_over(self):
        """Reading ends by itself; the job of the day notes it, once."""
        one = self.running()
        with freeze_time(one.date_until + timedelta(hours=1)):
            self.assertEqual(self.read_values(one), [])
            for _turn in range(2):
                with self.enter_registry_test_mode():
                    self.env.ref(
                        "integration_volunteer.ir_cron_releases"
                    ).method_direct_trigger()
                self.env.invalidate_all()
                self.assertEqual(one.release_ids.mapped("ended_how"), ["time"])
        self.assertEqual(self.get_tandem(one).state, "paused")

    def test_guardian_speaks_no_more(self):
        """What a guardian allowed ends when the client is of age (C51)."""
        birthday = fields.Date.subtract(self.today, years=17, months=11)
        self.person.sudo().birth_date = birthday
        consent = self.consent()
        self.env.flush_all()
        # the evidence of a guardian is not what is tried here
        self.env.cr.execute(
            "UPDATE integration_consent SET by_guardian = TRUE WHERE id = %s",
            (consent.id,),
        )
        self.env.invalidate_all()
        one = self.wanted()
        self.release(one)
        self.assertEqual(set(one.disclosure_ids.mapped("basis")), {"guardian"})
        engine = self.env["integration.engagement"]
        with freeze_time(fields.Datetime.now() + timedelta(days=45)):
            with self.enter_registry_test_mode():
                self.env.ref(
                    "integration_volunteer.ir_cron_releases"
                ).method_direct_trigger()
            engine.invalidate_model()
            self.assert_gone(one, "expired")

    def test_office_takes_back(self):
        one = self.running()
        one.action_revoke()
        self.assert_gone(one, "office")
        with self.assertRaisesRegex(UserError, one.reference):
            one.action_revoke()
        self.release(one)
        self.get_tandem(one).action_resume()
        self.assertTrue(self.read_values(one))
        self.assertEqual(one.state, "running")

    def test_help_ends(self):
        one = self.running()
        one.action_end()
        self.assert_gone(one, "done")
        self.assertEqual(one.state, "ended")
        for method in (one.action_end, one.action_release):
            with self.assertRaises(UserError):
                method()
        with self.assertRaises(UserError):
            one.tell_phone = True
        one.note = "War gut"
        one.action_reopen()
        self.assertEqual(one.state, "revoked")
        self.assertEqual(self.read_values(one), [])
        with self.assertRaises(UserError):
            one.action_reopen()

    def test_tandem_ends(self):
        one = self.running()
        tandem = self.get_tandem(one)
        tandem.action_pause()
        self.assertEqual(self.read_values(one), [])
        tandem.action_resume()
        self.assertTrue(self.read_values(one))
        tandem.end_reason_id = self.end_reason
        told = len(self.case1.sudo().activity_ids)
        tandem.action_end()
        self.assert_gone(one, "done")
        self.assertEqual(one.state, "ended")
        self.assertGreater(len(self.case1.sudo().activity_ids), told)

    def test_case_closed(self):
        one = self.running()
        self.close()
        self.assert_gone(one, "closed")
        self.assertEqual(one.state, "ended")
        self.assertEqual(self.get_tandem(one).state, "paused")

    def test_restricted(self):
        one = self.running()
        self.env["integration.restriction"].create(
            {
                "person_id": self.person.id,
                "kind": "restriction",
                "ground": "accuracy",
                "reason": "Bestreitet die Richtigkeit",
            }
        )
        self.assert_gone(one, "restricted")
        with self.assertRaises(UserError):
            one.with_user(self.lead)._release()

    def test_not_needed_any_more(self):
        """What was only proposed ends with the last help; else somebody decides."""
        one = self.wanted()
        tandem = self.get_tandem(one)
        one.action_end()
        self.assertEqual(tandem.state, "ended")
        self.assertEqual(tandem.end_reason_id.code, "not_needed")
        one = self.wanted()
        tandem = self.get_tandem(one)
        one.unlink()
        self.assertEqual(tandem.state, "ended")
        one = self.wanted()
        self.get_tandem(one).action_trial()
        told = self.volunteer1.activity_ids
        one.action_end()
        self.assertEqual(self.get_tandem(one).state, "trial")
        self.assertIn(one.number, (self.volunteer1.activity_ids - told).summary)

    def test_hold_leaves_it(self):
        one = self.running()
        self.env["integration.restriction"].create(
            {
                "person_id": self.person.id,
                "kind": "hold",
                "ground": "court",
                "reason": "Verfahren",
            }
        )
        self.assertTrue(self.read_values(one))

    # the client's file ------------------------------------------------

    def test_statement_and_erasure(self):
        one = self.running(words="Hilfe beim Lesen")
        tandem = self.get_tandem(one)
        start = fields.Datetime.now() - timedelta(hours=5)
        tandem._report_meeting(start, 60, note="Geheimes erzählt")
        rows = self.person.sudo()._get_statement()["sections"]
        [received] = [row for row in rows if row["kind"] == "received"]
        name = self.volunteer1.sudo().partner_id.name
        self.assertIn(name, [row["who"] for row in received["rows"]])
        document = str(PersonCopy(self.person.with_user(self.lead)).make_document())
        self.assertIn("Hilfe beim Lesen", document)
        tree = self.person.sudo()._get_file_tree()
        classes = {code for _model, code in tree}
        letter = one.sudo().release_ids.letter_id
        self.env["integration.record.erase"].sudo()._erase(tree, classes)
        self.person.sudo()._mark_erased(classes)
        self.env.invalidate_all()
        self.assertEqual(self.read_values(one), [])
        self.assertTrue(letter.closed_on)
        values = letter.disclosure_ids.mapped("value")
        self.assertFalse([value for value in values if "Amina" in value])
        self.assertFalse(tandem.meeting_ids.note)
        self.assertFalse(tandem.purpose)
        self.assertRegex(tandem.reference, "^T-")
        self.assertIn(tandem.reference, tandem.meeting_ids._get_bookings().title)

    def test_merged(self):
        one = self.running()
        other = self._open_file(self.manager1, "Zweitakte", "")
        person = self.person.with_user(self.manager1)
        person._merge_into(other.person_id.with_user(self.manager1))
        self.env.invalidate_all()
        self.assertTrue(self.read_values(one))
        other.sudo().person_id.consent_ids.filtered(
            lambda row: row.purpose_id.code == "volunteers"
        ).action_withdraw()
        self.assert_gone(one, "withdrawn")

    # requests ---------------------------------------------------------

    def test_request(self):
        """Those booked read; who withdraws reads nothing any more."""
        self.consent()
        start, stop = self._hours_ahead(48)
        one = self.ask(kind="request", start=start, stop=stop)
        request = one.sudo().request_id
        with self.assertRaises(UserError):
            one.action_release()
        request.write({"volunteer_id": self.volunteer1.id, "state": "filled"})
        request._sync_bookings()
        one.invalidate_recordset()
        self.assertEqual(one.partner_ids, self.volunteer1.sudo().partner_id)
        self.release(one)
        self.assertEqual(one.state, "running")
        self.assertIn("Amina", dict(request._get_released(self.volunteer1)).values())
        self.assertEqual(request._get_released(self.volunteer2), [])
        request._get_bookings()._give_up("unavailable")
        self.assertEqual(request._get_released(self.volunteer1), [])
        self.assertEqual(one.release_ids.ended_how, "volunteer")

    def test_request_over(self):
        self.consent()
        start, stop = self._hours_ahead(48)
        one = self.ask(kind="request", start=start, stop=stop)
        request = one.sudo().request_id
        request.write({"volunteer_id": self.volunteer1.id, "state": "filled"})
        request._sync_bookings()
        self.release(one)
        request.state = "cancelled"
        self.assertEqual(request._get_released(self.volunteer1), [])
        self.assertEqual(one.state, "ended")
