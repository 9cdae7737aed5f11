from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, LockError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_roles import RolesCase

NOON = "2030-05-06 10:00:00"
# midnight of 10 May 2030 in Berlin
LAST_SECOND, BEGIN = "2030-05-09 21:59:59", "2030-05-09 22:00:00"


@tagged("post_install", "-at_install")
class TestHandover(RolesCase):
    """Hand-over: proposed, answered, effective by date for both sides."""

    def _answer(self, handover, user, **vals):
        wizard = (
            self.env["integration.handover.answer"]
            .with_user(user)
            .create({"handover_id": handover.id, **vals})
        )
        return wizard.action_answer()

    def _future(self, **vals):
        """Have a hand-over for 10 May accepted on 6 May 2030."""
        vals = vals or {"to_user_id": self.manager2.id}
        with freeze_time(NOON):
            handover = self.handover(date_effective="2030-05-10", **vals)
            handover.with_user(self.manager2).action_accept()
        return handover.sudo()

    def test_propose_and_accept(self):
        handover = self.handover(to_user_id=self.manager2.id)
        self.assertEqual(handover.state, "proposed")
        # the offer does not open the case
        self.assertFalse(self.may_read(self.manager2))
        self.assertTrue(self.may_read(self.manager2, handover))
        self.assertEqual(self.as_user(self.manager2, handover).note, "Uebergabe")
        handover.with_user(self.manager2).action_accept()
        self.assertEqual(handover.sudo().state, "done")
        self.assertEqual(self.case1.sudo().user_id, self.manager2)
        self.assertEqual(self.case1.sudo().team_id, self.team2)
        self.assertEqual(self.readers(), {"test_manager2", "test_lead2"})
        self.assertEqual(self.readers(handover), {"test_manager2", "test_lead2"})

    def test_deputies_and_activities_move(self):
        self.case1.deputy_ids = self.colleague
        activity = self.case1.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager1.id
        )
        handover = self.handover(to_user_id=self.manager2.id)
        handover.with_user(self.manager2).action_accept()
        self.assertFalse(self.case1.sudo().deputy_ids)
        self.assertFalse(self.may_read(self.colleague))
        self.assertEqual(activity.sudo().user_id, self.manager2)

    def test_reject(self):
        handover = self.handover(to_user_id=self.manager2.id)
        for reason in (False, "  "):
            with self.assertRaises(UserError):
                self._answer(handover, self.manager2, answer="reject", reason=reason)
        action = self._answer(
            handover, self.manager2, answer="reject", reason="Keine Zeit"
        )
        self.assertEqual(action["res_model"], "integration.handover")
        self.assertEqual(handover.state, "rejected")
        self.assertEqual(handover.answer, "Keine Zeit")
        self.assertEqual(self.readers(), {"test_manager1", "test_lead"})
        # the note is about the client: nothing for those who refused
        self.assertEqual(self.readers(handover), {"test_manager1", "test_lead"})

    def test_withdraw(self):
        handover = self.handover(to_user_id=self.manager2.id)
        for user in (self.manager2, self.colleague, self.clerk):
            with self.assertRaises(AccessError):
                handover.with_user(user).action_cancel()
        handover.action_cancel()
        self.assertEqual(handover.state, "cancelled")
        self.assertFalse(self.may_read(self.manager2, handover))
        with self.assertRaises(UserError):
            handover.action_cancel()
        with self.assertRaises(UserError):
            handover.with_user(self.manager2).action_accept()
        self.assertEqual(self.readers(), {"test_manager1", "test_lead"})
        self.assertTrue(self.handover(to_user_id=self.manager2.id))

    def test_future_date_moves_both_sides(self):
        self.case1.deputy_ids = self.colleague
        handover = self._future()
        self.assertEqual(handover.state, "accepted")
        before = {"test_manager1", "test_lead", "test_colleague"}
        after = {"test_manager2", "test_lead2"}
        self.assertEqual(self.readers(at=LAST_SECOND), before)
        self.assertEqual(self.readers(at=BEGIN), after)
        self.assertEqual(self.readers(self.case1.person_id, at=BEGIN), after)
        # between acceptance and date the new side sees the proposal only
        self.assertTrue(self.may_read(self.manager2, handover, at=NOON))
        self.assertFalse(self.may_read(self.manager2, at=NOON))

    def test_future_date_is_made_final(self):
        handover = self._future()
        cron = self.env.ref("integration_case.ir_cron_complete_handovers")
        for day, state in (("2030-05-09", "accepted"), ("2030-05-10", "done")):
            with freeze_time(f"{day} 12:00:00"), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            handover.invalidate_recordset()
            self.assertEqual(handover.state, state)
        self.assertEqual(self.case1.sudo().user_id, self.manager2)
        self.assertEqual(
            self.readers(at="2030-05-10 12:00:01"), {"test_manager2", "test_lead2"}
        )

    def test_changes_before_the_job_ran(self):
        """A change of the team after the date must not bring the old manager back."""
        handover = self._future()
        with freeze_time("2030-05-09 22:30:00"):
            self.team1.member_ids += self.manager2
            self.team1.lead_ids += self.lead2
        self.assertEqual(handover.state, "done")
        self.assertEqual(
            self.readers(at="2030-05-09 22:30:01") - {"test_lead"},
            {"test_manager2", "test_lead2"},
        )
        self.assertFalse(self.may_read(self.manager1, at="2030-05-09 22:30:01"))

    def test_changes_between_acceptance_and_date(self):
        self._future()
        with freeze_time("2030-05-07 08:00:00"):
            self.case1.deputy_ids = self.colleague
            self.team1.shares_cases = True
        self.assertTrue(self.may_read(self.colleague, at="2030-05-07 08:00:00"))
        self.assertTrue(self.may_read(self.manager1, at=LAST_SECOND))
        self.assertEqual(self.readers(at=BEGIN), {"test_manager2", "test_lead2"})

    def test_closing_takes_a_future_hand_over_back(self):
        handover = self._future()
        with freeze_time("2030-05-07 10:00:00"):
            self.close()
        self.assertEqual(handover.state, "cancelled")
        for at in ("2030-05-07 10:00:00", LAST_SECOND, BEGIN, "2031-01-01 00:00:00"):
            self.assertEqual(self.readers(at=at), {"test_manager1", "test_lead"}, at)

    def test_closed_case(self):
        handover = self.handover(to_user_id=self.manager2.id)
        self.close()
        self.assertEqual(handover.state, "cancelled")
        with self.assertRaises(UserError):
            self.handover(to_user_id=self.manager2.id)
        with self.assertRaises(UserError):
            handover.with_user(self.manager2).action_accept()

    def test_to_team(self):
        handover = self.handover(to_team_id=self.team2.id)
        self.assertEqual(
            self.readers(handover),
            {"test_manager1", "test_lead", "test_manager2", "test_lead2"},
        )
        # a member takes it; only a lead of that team names somebody else
        for user, named in (
            (self.manager2, self.lead2),
            (self.lead, self.manager2),
            (self.lead2, self.colleague),
        ):
            with self.assertRaises(UserError):
                self._answer(handover, user, user_id=named.id)
        action = self._answer(handover, self.lead2, user_id=self.manager2.id)
        self.assertEqual(action["type"], "ir.actions.act_window_close")
        self.assertEqual(self.case1.sudo().user_id, self.manager2)
        self.assertEqual(self.readers(), {"test_manager2", "test_lead2"})

    def test_to_team_in_future(self):
        handover = self._future(to_team_id=self.team2.id)
        self.assertEqual(handover.new_user_id, self.manager2)
        self.assertEqual(self.readers(at=LAST_SECOND), {"test_manager1", "test_lead"})
        self.assertEqual(self.readers(at=BEGIN), {"test_manager2", "test_lead2"})

    def test_second_click(self):
        handover = self.handover(to_team_id=self.team2.id)
        handover.with_user(self.manager2).action_accept()
        for user in (self.manager2, self.lead2):
            with self.assertRaises(UserError):
                handover.with_user(user).action_accept()
            with self.assertRaises(UserError):
                handover.with_user(user).action_reject("Nein")
        self.assertEqual(self.case1.sudo().user_id, self.manager2)

    def test_strangers_cannot_answer(self):
        handover = self.handover(to_user_id=self.manager2.id)
        for user in self.get_outsiders() - self.manager2 | self.manager1:
            with self.assertRaises(AccessError, msg=user.login) as caught:
                handover.with_user(user).action_accept()
            self.assertNotIn("Testmann", str(caught.exception))
            with self.assertRaises(AccessError, msg=user.login):
                handover.with_user(user).action_reject("Nein")
        self.assertEqual(handover.state, "proposed")

    def test_hand_over_is_not_edited(self):
        handover = self.handover(to_user_id=self.manager2.id)
        for user in (self.manager1, self.manager2, self.lead):
            for vals in (
                {"state": "accepted"},
                {"to_user_id": self.colleague.id},
                {"note": "Anders"},
            ):
                with self.assertRaises(AccessError):
                    handover.with_user(user).write(vals)
            with self.assertRaises(AccessError):
                handover.with_user(user).unlink()

    def test_wrong_targets(self):
        empty = self.env["integration.team"].create({"name": "Empty"})
        for vals in (
            {},
            {"to_user_id": self.manager2.id, "to_team_id": self.team2.id},
            {"to_user_id": self.manager1.id},
            {"to_user_id": self.clerk.id},
            {"to_user_id": self.foreigner.id},
            {"to_team_id": empty.id},
        ):
            with (
                self.assertRaises(ValidationError, msg=str(vals)) as caught,
                self.cr.savepoint(),
            ):
                self.handover(**vals)
            self.assertIn(self.case1.reference, str(caught.exception))

    def test_smuggled_state(self):
        """Values of the answer are not taken from the proposal."""
        handover = self.handover(
            to_user_id=self.manager2.id,
            state="done",
            from_user_id=self.lead.id,
        )
        self.assertEqual(handover.state, "proposed")
        self.assertEqual(handover.from_user_id, self.manager1)
        self.assertFalse(handover.new_user_id)

    def test_who_may_propose(self):
        self.case1.deputy_ids = self.colleague
        Handover = self.env["integration.handover"]
        vals = {
            "case_id": self.case1.id,
            "to_user_id": self.manager2.id,
            "note": "x",
        }
        for user in self.get_outsiders():
            with self.assertRaises(AccessError, msg=user.login):
                Handover.with_user(user).create(dict(vals))
        self.assertTrue(Handover.with_user(self.lead).create(dict(vals)))

    def test_one_open_for_a_case(self):
        self.handover(to_user_id=self.manager2.id)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.handover(to_team_id=self.team2.id)

    def test_propose_many(self):
        cases = self.case1 | self._open_file(self.manager1, "Zweite", "Zoe")
        wizard = (
            self.env["integration.handover.propose"]
            .with_user(self.manager1)
            .with_context(active_ids=cases.ids)
            .create({"to_user_id": self.manager2.id, "note": "Urlaub"})
        )
        wizard.action_propose()
        self.assertEqual(cases.handover_ids.mapped("state"), ["proposed"] * 2)
        foreign = (
            self.env["integration.handover.propose"]
            .with_user(self.manager1)
            .with_context(active_ids=self.case2.ids)
        )
        with self.assertRaises(AccessError):
            foreign.create({"to_user_id": self.manager2.id, "note": "x"})

    def test_notices_are_neutral(self):
        last = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.case1.person_id.last_name = "Geheimname"
        handover = self.handover(to_user_id=self.manager2.id, note="Geheimtext")
        handover.with_user(self.manager2).action_accept()
        messages = self.env["mail.message"].search([("id", ">", last)])
        notices = messages.filtered(lambda m: m.message_type == "user_notification")
        told = notices.notified_partner_ids
        self.assertFalse((self.manager1 | self.manager2).partner_id - told)
        for message in messages:
            text = f"{message.subject}{message.body}{message.record_name}"
            self.assertNotIn("Geheim", text)

    def test_two_answers_at_once(self):
        """The row is locked while an answer is written."""
        handover = self.handover(to_team_id=self.team2.id)
        locked = []

        def refuse(records, **kwargs):
            locked.append(records)
            raise LockError("busy")

        self.patch(type(handover), "lock_for_update", refuse)
        with self.assertRaises(LockError):
            handover.with_user(self.manager2).action_accept()
        self.assertEqual(locked, [handover])
        self.assertEqual(handover.state, "proposed")
