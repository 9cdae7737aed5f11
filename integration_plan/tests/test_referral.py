from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_referral import ReferralCase


@tagged("post_install", "-at_install")
class TestReferral(ReferralCase):
    """From offered to done, each step once, each with its date (C38, O9)."""

    def test_begin(self):
        referral = self.refer()
        self.assertEqual(referral.state, "offered")
        self.assertEqual(referral.partner_id, self.provider)
        self.assertEqual(referral.kind, "referral")
        self.assertEqual(referral.email, "kurse@example.com")
        self.assertEqual(referral.display_name, self.case1.reference)
        self.assertEqual(referral.step_ids.mapped("state"), ["offered"])

    def test_introduction(self):
        """A club is a recipient like any other (O9)."""
        kind = self.env["integration.offer.kind"].search(
            [("is_introduction", "=", True)], limit=1
        )
        self.assertTrue(kind)
        referral = self.refer(offer_id=self.make_offer(kind_id=kind.id).id)
        self.assertEqual(referral.kind, "introduction")

    def test_form(self):
        action = self.case1.with_user(self.manager1).action_refer()
        records = self.env["integration.referral"].with_user(self.manager1)
        form = Form(records.with_context(**action["context"]))
        form.offer_id = self.offer.with_user(self.manager1)
        self.assertEqual(form.email, "kurse@example.com")
        referral = form.save()
        self.assertEqual(referral.case_id, self.case1)
        self.assertEqual(referral.data_class_ids, self.contact_class)

    def test_whole_way(self):
        referral = self.sent()
        self.backdate(referral, date_sent=40)
        self.assertEqual(referral.waiting_days, 40)
        self.answer(referral, "accepted", on_waiting_list=True)
        self.backdate(referral, date_answered=30)
        referral.action_started()
        self.answer(referral, "done", outcome="reached")
        self.assertEqual(referral.state, "done")
        self.assertEqual(referral.wait_answer_days, 10)
        self.assertEqual(referral.wait_start_days, 40)
        self.assertEqual(referral.waiting_band, "quarter")
        self.assertTrue(referral.on_waiting_list)
        self.assertEqual(
            referral.step_ids.mapped("state"),
            ["done", "started", "accepted", "sent", "offered"],
        )
        self.assertTrue(all(referral.step_ids.mapped("date")))

    def test_frozen_once_sent(self):
        referral = self.sent()
        for vals in (
            {"partner_id": self.manager1.partner_id.id},
            {"message": "x"},
            {"data_class_ids": [Command.clear()]},
            {"email": "x@example.com"},
        ):
            with self.assertRaises(UserError, msg=vals):
                referral.write(vals)
            with self.assertRaises(UserError, msg=vals):
                referral.sudo().write(vals)
        referral.note = "Angerufen"
        for record in (referral, referral.step_ids[0], referral.letter_id):
            with self.assertRaises(UserError):
                record.unlink()
            with self.assertRaises(UserError):
                record.copy()
        for record in (referral.step_ids[0], referral.disclosure_ids[0]):
            with self.assertRaises(UserError):
                record.write({"state": "done", "value": "x"})
            with self.assertRaises(UserError):
                record.sudo().write({"state": "done", "value": "x"})

    def test_kept_by_steps(self):
        """Neither values nor defaults of a caller make a state."""
        referral = self.refer()
        for vals in ({"state": "done"}, {"date_sent": "2020-01-01"}, {"case_id": 1}):
            with self.assertRaises(UserError, msg=vals):
                referral.write(vals)
        with self.assertRaises(UserError):
            self.refer(state="accepted")
        records = self.env["integration.referral"].with_user(self.manager1)
        sly = records.with_context(default_state="done", default_date_sent="2020-01-01")
        referral = sly.create(
            {"case_id": self.case1.id, "partner_id": self.provider.id}
        )
        self.assertEqual(referral.state, "offered")
        self.assertFalse(referral.date_sent)
        with self.assertRaises(AccessError):
            self.env["integration.referral.step"].with_user(self.manager1).create(
                {"referral_id": referral.id, "state": "done", "by": "office"}
            )

    def test_second_click(self):
        referral = self.sent()
        mails = self.get_mails()
        with self.assertRaises(UserError):
            self.send(referral)
        with self.assertRaises(UserError):
            referral._send()
        self.assertEqual(self.get_mails(), mails)
        referral.action_accepted()
        with self.assertRaises(UserError):
            referral.action_accepted()
        self.assertEqual(len(referral.step_ids), 3)

    def test_steps_that_do_not_fit(self):
        referral = self.refer()
        for method in ("action_accepted", "action_started", "action_revoke"):
            with self.assertRaises(UserError, msg=method):
                getattr(referral, method)()
        referral = self.sent()
        with self.assertRaises(UserError):
            self.answer(referral, "done", outcome="reached")

    def test_half_filled(self):
        """No reason, no outcome, no data, no address: nothing happens."""
        referral = self.sent()
        with self.assertRaises(UserError):
            self.answer(referral, "rejected")
        referral.action_started()
        with self.assertRaises(UserError):
            self.answer(referral, "done")
        self.assertEqual(referral.state, "started")
        with self.assertRaises(UserError):
            self.send(self.refer(data_class_ids=[Command.clear()]))
        with self.assertRaises(UserError):
            self.send(self.refer(email=False))
        self.send(letter := self.refer(email=False, channel="letter"))
        self.assertEqual(letter.state, "sent")
        self.assertFalse(letter.letter_id.email)

    def test_rejected(self):
        referral = self.sent()
        self.answer(referral, "rejected", reason_id=self.full_reason.id)
        self.assertEqual(referral.reason_id, self.full_reason)
        self.assertTrue(referral.letter_id.closed_on)
        self.assertTrue(all(referral.disclosure_ids.mapped("revoked_on")))

    def test_step_back(self):
        """What the office has noted by mistake goes back; the history keeps both."""
        referral = self.sent()
        referral.action_accepted()
        referral.action_step_back()
        self.assertEqual(referral.state, "sent")
        self.assertFalse(referral.date_answered)
        self.assertTrue(referral.step_ids[0].is_step_back)
        with self.assertRaises(UserError):
            referral.action_step_back()
        self.answer(referral, "rejected", reason_id=self.full_reason.id)
        referral.action_step_back()
        self.assertEqual(referral.state, "sent")
        self.assertFalse(referral.reason_id)
        self.assertFalse(referral.letter_id.closed_on)
        self.assertFalse(any(referral.disclosure_ids.mapped("revoked_on")))

    def test_step_back_needs_consent(self):
        referral = self.sent()
        self.answer(referral, "rejected", reason_id=self.full_reason.id)
        self.consent.action_withdraw()
        with self.assertRaises(UserError):
            referral.action_step_back()
        self.assertEqual(referral.state, "rejected")

    def test_dropped_before_sending(self):
        referral = self.refer()
        self.answer(referral, "dropped", reason_id=self.full_reason.id)
        referral.action_step_back()
        self.assertEqual(referral.state, "offered")
        referral.unlink()
        self.assertFalse(referral.exists())

    def test_parts_of_another_case(self):
        plan = self.draft(self.case2)
        goal = plan.goal_ids[0].sudo()
        with self.assertRaises(AccessError):
            self.refer(goal_id=goal.id)
        with self.assertRaises(ValidationError):
            self.refer(user=self.env.user, goal_id=goal.id)

    def test_closed_case(self):
        referral = self.sent()
        accepted = self.refer()
        self.send(accepted)
        accepted.action_accepted()
        self.close()
        self.assertEqual(referral.state, "revoked")
        self.assertEqual(referral.revoked_how, "closed")
        self.assertEqual(accepted.state, "accepted")
        with self.assertRaises(UserError):
            self.refer()

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_outsiders(self):
        referral = self.sent()
        for user in self.get_outsiders():
            mine = self.as_user(user, referral)
            for method in ("action_revoke", "action_accepted", "action_send_again"):
                with self.assertRaises(AccessError, msg=user.login):
                    getattr(mine, method)()
        self.assertEqual(referral.state, "sent")

    def test_reminder_once(self):
        """No answer in time: one activity, however often the job runs."""
        referral = self.sent()
        activities = self.case1.sudo().activity_ids
        with freeze_time(fields.Datetime.now() + timedelta(days=15)):
            self.run_job("referrals")
            self.assertTrue(referral.reminded_on)
            found = self.case1.sudo().activity_ids - activities
            self.assertEqual(len(found), 1)
            self.run_job("referrals")
        self.assertEqual(self.case1.sudo().activity_ids - activities, found)

    def test_measure_and_find(self):
        """From the goal to an offer to a referral that the measure shows (C21, O4)."""
        plan = self.agreed()
        goal = plan.goal_ids[0]
        measure = goal.measure_ids[0]
        action = measure.action_find_offer()
        find = self.env[action["res_model"]].with_user(self.manager1)
        find = find.browse(action["res_id"])
        self.assertEqual(find.area_id.code, "language")
        line = find.line_ids.filtered(lambda row: row.offer_id == self.offer)
        context = line.action_refer()["context"]
        records = self.env["integration.referral"].with_user(self.manager1)
        referral = Form(records.with_context(**context)).save()
        self.assertEqual(referral.measure_id, measure)
        self.assertEqual(referral.goal_id, goal)
        self.assertEqual(referral.area_id, self.language_area)
        self.assertEqual(measure.referral_id, referral)
        draft = self.next_version(plan)
        again = draft.measure_ids.filtered(lambda row: row.origin_id == measure)
        self.assertEqual(again.referral_id, referral)

    def test_offer_of_a_measure_goes_along(self):
        plan = self.draft()
        plan.measure_ids[0].offer_id = self.offer
        plan.action_propose()
        self.agree_plan(plan)
        with self.assertRaises(UserError):
            plan.measure_ids[0].offer_id = False
        draft = self.next_version(plan)
        self.assertIn(self.offer, draft.measure_ids.offer_id)

    def test_timeline(self):
        referral = self.sent()
        entries = self.case1.with_user(self.manager1).get_timeline()["entries"]
        [entry] = [row for row in entries if row["kind"] == "referral"]
        self.assertEqual(entry["id"], referral.id)
        self.assertIn("Deutsch B1", entry["title"])
