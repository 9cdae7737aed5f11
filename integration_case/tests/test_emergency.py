from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import errors

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import end_of_day_utc, get_today

from .common_roles import RolesCase

REASON = "Police stand at the counter with the client"
QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


class FinderCase(RolesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case1.sudo().person_id.write(
            {"birth_date": "1990-05-04", "name_native": "رنا"}
        )
        cls.logs = cls.env["integration.access.log"]
        # one who shares nothing with team 1
        cls.asker = cls.manager2

    def finder(self, user=None, **vals):
        finder = self.env["integration.finder"].with_user(user or self.asker)
        return finder.create(vals)

    def find(self, user=None, **vals):
        finder = self.finder(user, **vals)
        finder.action_find()
        return finder

    def by_name(self, user=None, **vals):
        return self.find(
            user,
            **{
                "last_name": "Testmann",
                "first_name": "Rana",
                "birth_date": "1990-05-04",
                **vals,
            },
        )


@tagged("post_install", "-at_install")
class TestFinder(FinderCase):
    """The finder says that somebody exists and whom to ask, nothing else (C61)."""

    def test_hit(self):
        reference = self.case1.sudo().person_id.reference
        for finder in (
            self.by_name(),
            self.by_name(last_name="  TESTMÄNN"),
            self.find(reference=reference.lower()),
            self.find(reference=f"{reference}/1"),
        ):
            if finder.last_name and "Ä" in finder.last_name:
                self.assertEqual(finder.state, "found", "without accents")
            self.assertEqual(finder.state, "found")
            self.assertIn("Test team 1", finder.answer)
            self.assertFalse(finder.may_open)
            shown = str(finder.read()) + str(finder.action_find())
            self.assertNotIn(str(self.case1.reference), shown.replace(reference, ""))
        self.assertFalse(self.may_read(self.asker))

    def test_same_answer_for_nothing_and_too_little(self):
        answers = {
            self.find().answer,
            self.by_name(birth_date="1990-05-05").answer,
            self.by_name(first_name=False).answer,
            self.by_name(last_name=False).answer,
            self.by_name(birth_date=False).answer,
            self.by_name(last_name="Testman").answer,
            self.by_name(last_name="%", first_name="%").answer,
            self.find(reference="K-").answer,
            self.find(reference="%").answer,
            self.find(birth_date="1990-05-04").answer,
            self.by_name(self.foreigner).answer,
        }
        self.assertEqual(len(answers), 1, answers)

    def test_logged(self):
        before = self.logs.search([], limit=1).id or 0
        self.by_name()
        self.by_name(last_name="Niemand")
        rows = self.logs.search([("id", ">", before), ("kind", "=", "finder")])
        self.assertEqual(rows.mapped("user_id"), self.asker)
        self.assertEqual(
            sorted((row.detail, row.res_count) for row in rows),
            [("found", 1), ("nothing", 0)],
        )
        self.assertNotIn("Testmann", str(rows.read()))

    def test_twenty_an_hour(self):
        finder = self.finder(reference="K-00000")
        for _time in range(20):
            finder.action_find()
        with self.assertRaises(UserError), self.cr.savepoint():
            finder.action_find()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.by_name()
        self.find(self.colleague, reference="K-00000")
        with freeze_time(fields.Datetime.now() + timedelta(minutes=61)):
            finder.action_find()

    def test_two_look_ups_at_once(self):
        """Both write the user's turn: the second fails and is tried again by Odoo."""
        uid = self.env.ref("base.user_admin").id
        with self.registry.cursor() as cr:
            self.take_turn(cr, uid)
        try:
            with self.registry.cursor() as first, self.registry.cursor() as second:
                second.execute("SELECT 1 FROM integration_finder_turn")
                self.take_turn(first, uid)
                first.commit()
                with (
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(errors.SerializationFailure),
                ):
                    self.take_turn(second, uid)
                second.rollback()
        finally:
            with self.registry.cursor() as cr:
                cr.execute(
                    "DELETE FROM integration_finder_turn WHERE user_id = %s", [uid]
                )

    def take_turn(self, cr, uid):
        env = self.env(cr=cr, user=uid, su=False)
        env["integration.finder"]._take_turn()

    def test_quota_is_a_dated_rule(self):
        rules = self.env["integration.rule.value"]
        rules.search([("key", "=", "finder_lookups_per_hour")]).write({"value": "1"})
        self.find(reference="x")
        with self.assertRaises(UserError):
            self.find(reference="x")

    def test_answers_cannot_be_forged(self):
        finder = self.finder(state="found", reference=self.case1.reference)
        self.assertEqual(finder.state, "draft")
        finder.write({"state": "found", "may_open": True})
        self.assertEqual((finder.state, finder.may_open), ("draft", False))
        with self.assertRaises(UserError):
            finder.action_break_glass()
        hit = self.find(reference=self.case2.reference, user=self.manager1)
        self.assertEqual(hit.state, "found")
        hit.write({"reference": self.case1.reference})
        self.assertEqual(hit.state, "draft", "another question needs another look-up")

    @mute_logger(*QUIET)
    def test_open_is_for_the_entitled(self):
        finder = self.by_name(self.manager1)
        self.assertTrue(finder.may_open)
        self.assertEqual(finder.action_open()["res_id"], self.case1.id)
        with self.assertRaises(AccessError):
            self.by_name().action_open()

    def test_only_case_workers(self):
        for user in (self.clerk, self.config, self.dpo, self.stats, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                self.by_name(user)

    def test_form(self):
        with Form(self.env["integration.finder"].with_user(self.asker)) as form:
            form.last_name = "Testmann"
        form.record.action_find()
        self.assertEqual(form.record.state, "nothing")


@tagged("post_install", "-at_install")
class TestBreakGlass(FinderCase):
    """Emergency access: reason, four hours, told at once, reviewed by others (C59)."""

    def ask(self, user=None, occasion="danger", reason=REASON):
        finder = self.by_name(user)
        finder.write({"occasion": occasion, "reason": reason})
        return finder.action_break_glass()

    def emergency(self, user=None):
        self.ask(user)
        return self.env["integration.emergency"].search([], limit=1)

    def test_four_hours(self):
        start = fields.Datetime.now()
        with freeze_time(start):
            action = self.ask()
        self.assertEqual(action["res_id"], self.case1.id)
        for minutes, allowed in ((1, True), (239, True), (241, False)):
            at = start + timedelta(minutes=minutes)
            self.assertEqual(self.may_read(self.asker, at=at), allowed, minutes)
        row = self.case1.sudo().access_ids.filtered(
            lambda row: row.reason == "break_glass"
        )
        self.assertEqual(row.user_id, self.asker)
        self.assertEqual(row.date_until - row.date_from, timedelta(hours=4))

    def test_bad_input(self):
        for occasion, reason in (
            (False, REASON),
            ("danger", False),
            ("danger", ""),
            ("danger", "   "),
            ("danger", "kurz"),
            ("danger", "." + " " * 40),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.ask(occasion=occasion, reason=reason)
        self.assertFalse(self.may_read(self.asker))
        with self.assertRaises(UserError):
            self.finder().action_break_glass()

    def test_told_at_once_without_names(self):
        before = self.env["mail.message"].search([], limit=1).id or 0
        self.ask()
        message = self.env["mail.message"].search([("id", ">", before)])
        self.assertEqual(
            message.notified_partner_ids, (self.lead | self.dpo).partner_id
        )
        self.assertIn(self.case1.reference, message.subject)
        for word in ("Testmann", "Rana", "Police"):
            self.assertNotIn(word, f"{message.subject} {message.body}")

    def test_not_extended(self):
        start = fields.Datetime.now()
        with freeze_time(start):
            self.ask()
        with freeze_time(start + timedelta(hours=3)):
            case = self.as_user(self.asker)
            self.assertEqual(case.emergency_until, start + timedelta(hours=4))
            with self.assertRaises(UserError), self.cr.savepoint():
                case._break_glass("danger", REASON)
        with freeze_time(start + timedelta(hours=5)):
            self.assertFalse(self.may_read(self.asker))
            self.ask(reason="Again, for another reason that is long")
            self.assertTrue(self.may_read(self.asker))
        emergencies = self.env["integration.emergency"].search([])
        self.assertEqual(len(emergencies), 2)

    def test_second_click(self):
        finder = self.by_name()
        finder.write({"occasion": "danger", "reason": REASON})
        finder.action_break_glass()
        self.assertEqual(finder.action_break_glass()["res_id"], self.case1.id)
        self.assertEqual(self.env["integration.emergency"].search_count([]), 1)

    @mute_logger(*QUIET)
    def test_review(self):
        start = fields.Datetime.now()
        for hours, user in ((0, self.lead), (5, self.dpo)):
            with freeze_time(start + timedelta(hours=hours)):
                emergency = self.emergency()
                mine = self.as_user(user, emergency)
                self.assertTrue(mine.may_review)
                mine.action_approve()
                self.assertEqual(emergency.review_state, "approved")
                self.assertEqual(emergency.reviewed_by_id, user)
                with self.assertRaises(UserError):
                    mine.action_object()
                self.assertTrue(self.may_read(self.asker, at=fields.Datetime.now()))

    @mute_logger(*QUIET)
    def test_never_by_oneself(self):
        self.team1.lead_ids += self.lead2
        self.case1.sudo()._sync_case_access()
        self.case1.sudo()._revoke_access(self.lead2)  # as a lead who has just come
        emergency = self.emergency(self.lead2)
        self.asker.group_ids += self.env.ref("integration_base.group_integration_dpo")
        own = self.emergency(self.asker)
        for user, row in ((self.lead2, emergency), (self.asker, own)):
            mine = self.as_user(user, row)
            self.assertFalse(mine.may_review)
            for call in (mine.action_approve, mine.action_object):
                with self.assertRaises(AccessError):
                    call()
            with self.assertRaises(AccessError):
                mine.write({"review_state": "approved"})
        self.as_user(self.lead, own).action_approve()

    @mute_logger(*QUIET)
    def test_others_neither_see_nor_review(self):
        emergency = self.emergency()
        for user in (
            self.manager1,
            self.colleague,
            self.lead2,
            self.foreigner,
            self.clerk,
            self.config,
            self.admin,
        ):
            mine = self.as_user(user, emergency)
            self.assertFalse(mine.has_access("read"), user.login)
            with self.assertRaises(AccessError, msg=user.login):
                mine.action_approve()
        for user in (self.asker, self.lead, self.dpo, self.admin):
            mine = self.as_user(user, emergency)
            for method, args in (("write", [{"reason": "x"}]), ("unlink", [])):
                with self.assertRaises(AccessError, msg=user.login):
                    getattr(mine, method)(*args)
            with self.assertRaises(AccessError):
                mine.create({"user_id": user.id})

    def test_objection_ends_it(self):
        start = fields.Datetime.now()
        with freeze_time(start):
            emergency = self.emergency()
        with freeze_time(start + timedelta(minutes=10)):
            self.as_user(self.dpo, emergency).action_object()
            self.assertFalse(self.may_read(self.asker))
        self.assertEqual(emergency.review_state, "objected")

    def test_officer_still_reads_no_case(self):
        self.emergency()
        self.assertFalse(self.may_read(self.dpo))
        with self.assertRaises(AccessError):
            self.as_user(self.dpo)._break_glass("danger", REASON)

    def test_somebody_must_review(self):
        self.team1.lead_ids = False
        group = self.env.ref("integration_base.group_integration_dpo")
        group.user_ids = False
        with self.assertRaises(UserError):
            self.ask()

    def test_logged(self):
        before = self.logs.search([], limit=1).id or 0
        self.ask()
        row = self.logs.search([("id", ">", before), ("kind", "=", "break_glass")])
        self.assertEqual((row.user_id, row.res_ids), (self.asker, str(self.case1.id)))
        self.assertNotIn("Police", str(row.read()))

    def test_night_of_the_clock_change(self):
        """Four hours are four hours, also when the night has one more or less."""
        for start in ("2030-03-31 00:30:00", "2030-10-27 00:30:00"):
            start = fields.Datetime.to_datetime(start)
            with freeze_time(start):
                self.ask()
            for minutes, allowed in ((239, True), (241, False)):
                at = start + timedelta(minutes=minutes)
                self.assertEqual(self.may_read(self.asker, at=at), allowed)

    def test_cover_ends_while_the_form_is_open(self):
        today = get_today()
        self.env["integration.cover"].with_user(self.manager1).create(
            {"deputy_id": self.colleague.id, "date_from": today, "date_until": today}
        )
        case = self.as_user(self.colleague)
        case.web_read({"concern": {}})
        end = end_of_day_utc(today)
        with freeze_time(end), mute_logger(*QUIET), self.assertRaises(AccessError):
            case.web_save({"concern": "Late"}, {"concern": {}})
        self.assertFalse(self.case1.sudo().concern)

    def test_over_while_the_form_is_open(self):
        """What is typed after the end is refused, and nothing of it stored."""
        start = fields.Datetime.now()
        with freeze_time(start):
            self.ask()
            case = self.as_user(self.asker)
            case.web_read({"concern": {}})
        with freeze_time(start + timedelta(hours=4)), mute_logger(*QUIET):
            with self.assertRaises(AccessError):
                case.web_save({"concern": "Late"}, {"concern": {}})
        self.assertFalse(self.case1.sudo().concern)


@tagged("post_install", "-at_install")
class TestConflict(FinderCase):
    """A conflict of interest goes before every reason of access (C60)."""

    def exclude(self, user, by=None, case=None, **vals):
        dialog = self.env["integration.access.exclude"].with_user(by or self.lead)
        return dialog.create(
            {
                "reference": (case or self.case1).sudo().reference,
                "user_id": user.id,
                "reason": "Sister",
                **vals,
            }
        ).action_exclude()

    def lock(self):
        return self.env["integration.access.lock"].search([], limit=1)

    def test_ends_and_refuses_every_reason(self):
        self.case1.sudo().deputy_ids = self.colleague
        self.assertTrue(self.may_read(self.colleague))
        self.exclude(self.colleague)
        self.assertFalse(self.may_read(self.colleague))
        for reason in ("deputy", "cover", "handover", "break_glass", "manager"):
            with self.assertRaises(UserError):
                self.case1.sudo()._grant_access(self.colleague, reason)
        self.case1.sudo()._sync_case_access()
        self.team1.shares_cases = True
        self.assertFalse(self.may_read(self.colleague))
        for vals in (
            {"user_id": self.colleague.id},
            {"deputy_ids": self.colleague.ids},
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.case1.sudo().write(vals)
        self.assertTrue(self.may_read(self.manager1))
        with self.assertRaises(UserError):
            self.by_name(self.colleague)
            self.case1.with_user(self.colleague)._break_glass("danger", REASON)

    def test_manager_and_lead(self):
        """The case goes on without them; other changes are not blocked."""
        self.exclude(self.manager1, self.dpo)
        self.assertFalse(self.may_read(self.manager1))
        self.case1.sudo().write({"deputy_ids": self.colleague.ids})
        self.assertTrue(self.may_read(self.colleague))
        self.exclude(self.lead, self.dpo)
        self.case1.sudo().write({"user_id": self.colleague.id})
        self.assertFalse(self.may_read(self.lead))

    def test_cover_and_handover(self):
        self.exclude(self.colleague)
        other = self._open_file(self.manager1, "Zweite", "Akte")
        today = get_today()
        self.env["integration.cover"].with_user(self.manager1).create(
            {
                "deputy_id": self.colleague.id,
                "date_from": today,
                "date_until": fields.Date.add(today, days=3),
            }
        )
        self.assertTrue(self.may_read(self.colleague, other))
        self.assertFalse(self.may_read(self.colleague))
        handover = self.handover(to_user_id=self.colleague.id)
        with self.assertRaises(UserError):
            handover.with_user(self.colleague).action_accept()
        self.assertEqual(self.case1.sudo().user_id, self.manager1)

    def test_lifting_gives_nothing_back(self):
        self.case1.sudo().deputy_ids = self.colleague
        self.exclude(self.colleague)
        self.assertFalse(self.case1.sudo().deputy_ids)
        self.exclude(self.manager1)
        lock = self.lock().search([("user_id", "=", self.manager1.id)])
        self.as_user(self.lead, lock).action_lift()
        self.assertFalse(self.may_read(self.manager1))
        self.case1.sudo()._sync_case_access()
        self.assertTrue(self.may_read(self.manager1))
        self.assertEqual(lock.lifted_by_id, self.lead)
        with self.assertRaises(UserError):
            self.as_user(self.lead, lock).action_lift()

    def test_ends_by_date(self):
        today = get_today()
        self.exclude(self.colleague, date_until=today)
        lock = self.lock()
        end = end_of_day_utc(today)
        self.assertEqual(lock.date_until, end)
        with freeze_time(end - timedelta(seconds=1)), self.assertRaises(UserError):
            self.case1.sudo()._grant_access(self.colleague, "deputy")
        with freeze_time(end):
            self.case1.sudo()._grant_access(self.colleague, "deputy")
        with self.assertRaises(ValidationError):
            self.exclude(self.manager2, date_until=fields.Date.subtract(today, days=1))

    @mute_logger(*QUIET)
    def test_who_may(self):
        for user in (self.manager1, self.colleague, self.clerk, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                self.exclude(self.manager2, user)
        for user in (self.lead2, self.foreigner):
            with self.assertRaises(UserError, msg=user.login):
                self.exclude(self.manager2, user)
        with self.assertRaises(UserError):
            self.exclude(self.manager2, self.dpo, reference="K-00000/1")
        self.exclude(self.manager2, self.dpo)
        with self.assertRaises(UserError):
            self.exclude(self.manager2, self.dpo)

    @mute_logger(*QUIET)
    def test_the_excluded_neither_sees_nor_lifts(self):
        self.exclude(self.lead, self.dpo)
        lock = self.lock()
        mine = self.as_user(self.lead, lock)
        self.assertFalse(mine.has_access("read"))
        with self.assertRaises(AccessError):
            mine.action_lift()
        self.lead.group_ids += self.env.ref("integration_base.group_integration_dpo")
        with self.assertRaises(AccessError):
            self.as_user(self.lead, lock).action_lift()
        for user in (self.manager1, self.lead2, self.foreigner, self.admin):
            self.assertFalse(self.as_user(user, lock).has_access("read"), user.login)
        for user in (self.dpo, self.admin):
            with self.assertRaises(AccessError):
                self.as_user(user, lock).write({"date_until": fields.Datetime.now()})

    def test_removed_while_writing(self):
        """A manager who is excluded while her form is open stores nothing."""
        case = self.as_user(self.manager1)
        case.web_read({"concern": {}})
        self.exclude(self.manager1)
        with self.assertRaises(AccessError), mute_logger(*QUIET):
            case.web_save({"concern": "Late"}, {"concern": {}})
        self.assertFalse(self.case1.sudo().concern)

    def test_logged(self):
        before = self.logs.search([], limit=1).id or 0
        self.exclude(self.colleague)
        self.as_user(self.lead, self.lock()).action_lift()
        rows = self.logs.search([("id", ">", before), ("kind", "=", "lock")])
        self.assertEqual(set(rows.mapped("detail")), {"set", "lifted"})
