from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tests.common_consent import PNG

CLEAN_UP = (
    "DELETE FROM integration_review WHERE case_id = %(case)s",
    "DELETE FROM integration_plan_agreement WHERE case_id = %(case)s",
    "DELETE FROM integration_goal_progress WHERE case_id = %(case)s",
    "DELETE FROM integration_goal WHERE case_id = %(case)s",
    "UPDATE integration_plan SET previous_id = NULL WHERE case_id = %(case)s",
    "DELETE FROM integration_plan WHERE case_id = %(case)s",
    "DELETE FROM integration_access WHERE res_model = 'integration.case'"
    " AND res_id = %(case)s",
    "DELETE FROM mail_message WHERE model = 'integration.case' AND res_id = %(case)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.case'"
    " AND res_id = %(case)s",
    "DELETE FROM integration_case WHERE id = %(case)s",
    "DELETE FROM integration_person WHERE id = %(person)s",
)


class PlanAtOnceCase(TransactionCase):
    """Two managers at one plan at the same time: real transactions (C18, C25).

    The server repeats a request that the database could not serialise; here the second
    environment does.
    """

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {"case": 0, "person": 0}
        # runs after the cursors were closed, whatever failed
        self.addCleanup(self.remove, connection)
        self.first, self.second = (
            api.Environment(
                self.enterContext(closing(connection.cursor())), SUPERUSER_ID, {}
            )
            for _number in range(2)
        )
        for env in (self.first, self.second):
            # nobody shall wait here for ever
            env.cr.execute("SET lock_timeout = '3s'")
        person = self.first["integration.person"].create({"last_name": "Gleichzeitig"})
        case = self.first["integration.case"].create(
            {"person_id": person.id, "user_id": self.get_manager(self.first).id}
        )
        self.ids = {"case": case.id, "person": person.id}
        area = self.first["integration.life.area"].search([], limit=1)
        plan = self.first["integration.plan"].create(
            {
                "case_id": case.id,
                "goal_ids": [
                    Command.create(
                        {
                            "area_id": area.id,
                            "name": "Ziel",
                            "start": "x",
                            "target": "x",
                            "indicator": "x",
                            "date_due": "2030-01-01",
                        }
                    )
                ],
            }
        )
        self.plan_id, self.goal_id = plan.id, plan.goal_ids.id
        self.first.cr.commit()

    def get_manager(self, env):
        """:return: somebody who works cases, of the database at hand"""
        group = env.ref("integration_case.group_integration_manager")
        users = group.all_user_ids.filtered(
            lambda user: env.company in user.company_ids
        )
        if not users:
            users = env["res.users"].create(
                {
                    "name": "Gleichzeitig",
                    "login": "test_at_once",
                    "group_ids": [Command.set(group.ids)],
                }
            )
        return users[:1]

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.commit()  # pylint: disable=invalid-commit
            cr.execute(
                "UPDATE res_users SET active = FALSE, login = 'test_at_once' || id"
                " WHERE login = 'test_at_once'"
            )
            cr.commit()  # pylint: disable=invalid-commit

    def plan(self, env):
        return env["integration.plan"].browse(self.plan_id)

    def goal(self, env):
        return env["integration.goal"].browse(self.goal_id)

    def again(self, env):
        """Begin the request of an environment anew."""
        env.cr.rollback()
        env.cr.execute("SET lock_timeout = '3s'")
        env.invalidate_all(flush=False)

    def in_turn(self, first, second):
        """Run two steps at once: the second waits, and is repeated after the first."""
        self.plan(self.second).mapped("goal_ids.name")
        first(self.first)
        self.first.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            second(self.second)
        self.again(self.second)
        self.plan(self.second).mapped("goal_ids.name")
        self.first.cr.commit()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            second(self.second)
        self.again(self.second)
        return second(self.second)

    def answer(self, env):
        language = env["integration.language"].search([], limit=1)
        self.plan(env)._answer(
            {
                "answer": "agreed",
                "how": "screen",
                "signature": PNG,
                "language_id": language.id,
            }
        )


@tagged("post_install", "-at_install")
class TestPlanAtOnce(PlanAtOnceCase):
    """What comes of it is agreed once."""

    def test_agreed_twice(self):
        self.plan(self.first).action_propose()
        self.first.cr.commit()
        with self.assertRaises(UserError):
            self.in_turn(self.answer, self.answer)
        self.again(self.first)
        plan = self.plan(self.first)
        self.assertEqual(plan.state, "agreed")
        self.assertEqual(len(plan.agreement_ids), 1)
        self.assertEqual(len(plan.review_ids), 1)


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestPlanAllAtOnce(PlanAtOnceCase):
    """All other ways in which two may meet."""

    def test_proposed_while_another_writes(self):
        with self.assertRaises(UserError):
            self.in_turn(
                lambda env: self.plan(env).action_propose(),
                lambda env: self.goal(env).write({"name": "Zu spät"}),
            )
        self.again(self.first)
        self.assertEqual(self.goal(self.first).name, "Ziel")

    def test_both_write(self):
        """Who comes second adds to what the first has written."""
        self.in_turn(
            lambda env: self.goal(env).write({"name": "Neu"}),
            lambda env: self.goal(env).write({"target": "Neu"}),
        )
        self.second.flush_all()
        goal = self.goal(self.second)
        self.assertEqual((goal.name, goal.target), ("Neu", "Neu"))

    def test_review_held_twice(self):
        self.plan(self.first).action_propose()
        self.answer(self.first)
        review = self.plan(self.first).review_ids
        review.action_begin()
        review.line_ids.action_reached()
        self.first.cr.commit()

        def hold(env):
            env["integration.review"].browse(review.id).action_hold()

        self.again(self.second)
        with self.assertRaises(UserError):
            self.in_turn(hold, hold)
        self.again(self.first)
        rows = self.goal(self.first).progress_ids
        self.assertEqual(rows.mapped("state"), ["reached"])
        self.assertEqual(rows.date, get_today())
