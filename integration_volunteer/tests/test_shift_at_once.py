from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import clear_all

CLEAN_UP = (
    "DELETE FROM integration_volunteer_booking WHERE volunteer_id = ANY(%(people)s)",
    "DELETE FROM integration_volunteer_signup WHERE shift_id = %(shift)s",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer.shift'"
    " AND res_id = %(shift)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer.shift'"
    " AND res_id = %(shift)s",
    "DELETE FROM mail_activity WHERE res_model = 'integration.volunteer.shift'"
    " AND res_id = %(shift)s",
    "DELETE FROM integration_volunteer_shift WHERE id = %(shift)s",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer'"
    " AND res_id = ANY(%(people)s)",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer'"
    " AND res_id = ANY(%(people)s)",
    "DELETE FROM integration_volunteer WHERE id = ANY(%(people)s)",
    "DELETE FROM res_partner WHERE id = ANY(%(partners)s)",
)


@tagged("post_install", "-at_install")
class TestShiftAtOnce(TransactionCase):
    """Two for the last place at the same moment: real transactions (V2)."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {"shift": 0, "people": [], "partners": []}
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
            env.cr.execute("SET lock_timeout = '1s'")
        env = self.first
        partners = env["res.partner"].create(
            [{"name": f"Gleichzeitig {number}"} for number in range(3)]
        )
        people = env["integration.volunteer"].create(
            [{"partner_id": partner.id, "state": "active"} for partner in partners]
        )
        clear_all(env, people)
        start = fields.Datetime.add(fields.Datetime.now(), days=9)
        shift = env["integration.volunteer.shift"].create(
            {
                "name": "Gleichzeitig",
                "task_id": env["integration.volunteer.task"]
                .search([("vulnerable", "=", False)], limit=1)
                .id,
                "start": start,
                "stop": fields.Datetime.add(start, hours=2),
                "wait_list": False,
                "role_ids": [Command.create({"name": "Hilfe", "max_count": 1})],
            }
        )
        shift.action_publish()
        self.ids = {
            "shift": shift.id,
            "people": people.ids,
            "partners": partners.ids,
        }
        env.cr.commit()  # pylint: disable=invalid-commit

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.commit()  # pylint: disable=invalid-commit

    def again(self, env):
        """Begin the request of an environment anew."""
        env.cr.rollback()
        env.cr.execute("SET lock_timeout = '1s'")
        env.invalidate_all(flush=False)

    def shift(self, env):
        return env["integration.volunteer.shift"].browse(self.ids["shift"])

    def sign_up(self, env, number):
        volunteer = env["integration.volunteer"].browse(self.ids["people"][number])
        shift = self.shift(env)
        signup = shift._sign_up(volunteer, shift.role_ids)
        env.flush_all()
        return signup

    def in_turn(self, first, second):
        """Run two steps at once: the second waits, and is repeated after the first."""
        self.shift(self.second).mapped("signup_ids.state")
        result = first(self.first)
        self.first.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            second(self.second)
        self.again(self.second)
        # sees the state before the first has ended
        self.shift(self.second).mapped("signup_ids.state")
        self.first.cr.commit()  # pylint: disable=invalid-commit
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            second(self.second)
        self.again(self.second)
        # the server repeats the request
        return result, second

    def states(self):
        self.again(self.first)
        return sorted(self.shift(self.first).signup_ids.mapped("state"))

    def test_last_place(self):
        _mine, second = self.in_turn(
            lambda env: self.sign_up(env, 0), lambda env: self.sign_up(env, 1)
        )
        with self.assertRaisesRegex(UserError, "No place is free"):
            second(self.second)
        self.again(self.second)
        self.assertEqual(self.states(), ["confirmed"])

    def test_last_place_with_waiting_list(self):
        self.shift(self.first).wait_list = True
        self.first.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)
        _mine, second = self.in_turn(
            lambda env: self.sign_up(env, 0), lambda env: self.sign_up(env, 1)
        )
        second(self.second)
        self.second.cr.commit()  # pylint: disable=invalid-commit
        self.assertEqual(self.states(), ["confirmed", "waiting"])

    def test_signed_up_while_cancelled(self):
        _none, second = self.in_turn(
            lambda env: self.shift(env).action_cancel(),
            lambda env: self.sign_up(env, 1),
        )
        with self.assertRaisesRegex(UserError, "not published"):
            second(self.second)
        self.again(self.second)

    def test_two_stand_ins(self):
        signup = self.sign_up(self.first, 0)
        signup._seek_stand_in()
        self.first.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)

        def take_over(number):
            def step(env):
                people = env["integration.volunteer"].browse(self.ids["people"])
                env[signup._name].browse(signup.id)._take_over(people[number])
                env.flush_all()

            return step

        _mine, second = self.in_turn(take_over(1), take_over(2))
        with self.assertRaisesRegex(UserError, "cannot be done"):
            second(self.second)
        self.again(self.second)
        self.assertEqual(self.states(), ["confirmed", "withdrawn"])

    def test_one_volunteer_in_two_shifts(self):
        """The same person at the same time in two places: once."""
        env = self.first
        other = self.shift(env).copy()
        self.addCleanup(self.remove_shift, other.id)
        other.action_publish()
        env.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)

        def elsewhere(env):
            shift = env[other._name].browse(other.id)
            people = env["integration.volunteer"].browse(self.ids["people"])
            shift._sign_up(people[0], shift.role_ids)
            env.flush_all()

        _mine, second = self.in_turn(lambda env: self.sign_up(env, 0), elsewhere)
        with self.assertRaisesRegex(UserError, "is booked"):
            second(self.second)
        self.again(self.second)

    def remove_shift(self, shift_id):
        ids = self.ids
        self.ids = {**ids, "shift": shift_id, "people": [], "partners": []}
        for env in (self.first, self.second):
            env.cr.rollback()
        self.remove(db_connect(self.cr.dbname))
        self.ids = ids

    def test_two_jobs(self):
        """Two runs of the job at once offer the place once."""
        shift = self.shift(self.first)
        shift.wait_list = True
        mine = self.sign_up(self.first, 0)
        self.sign_up(self.first, 1)
        self.sign_up(self.first, 2)
        mine._withdraw()
        offered = shift.signup_ids.filtered(lambda one: one.state == "offered")
        offered.offer_until = fields.Datetime.now()
        self.first.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)
        theirs = self.second[offered._name].browse(offered.id)
        self.assertTrue(offered.try_lock_for_update())
        offered._look_again()
        self.first.flush_all()
        self.assertFalse(theirs.try_lock_for_update())
        self.first.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)
        self.assertTrue(theirs.try_lock_for_update())
        theirs._look_again()
        self.second.cr.commit()  # pylint: disable=invalid-commit
        self.assertEqual(self.states(), ["declined", "offered", "withdrawn"])
