from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import clear_all
from .common_request import utc

CLEAN_UP = (
    "DELETE FROM mail_mail WHERE mail_message_id IN (SELECT id FROM mail_message"
    " WHERE subject LIKE '%%' || %(reference)s)",
    "DELETE FROM mail_message WHERE subject LIKE '%%' || %(reference)s",
    "DELETE FROM integration_volunteer_booking WHERE volunteer_id IN %(volunteers)s",
    "DELETE FROM integration_volunteer_request_ask WHERE request_id = %(request)s",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer.request'"
    " AND res_id = %(request)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer.request'"
    " AND res_id = %(request)s",
    "DELETE FROM mail_activity WHERE res_model = 'integration.volunteer.request'"
    " AND res_id = %(request)s",
    "DELETE FROM integration_volunteer_request WHERE id = %(request)s",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer'"
    " AND res_id IN %(volunteers)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer'"
    " AND res_id IN %(volunteers)s",
    "DELETE FROM integration_volunteer WHERE id IN %(volunteers)s",
    "DELETE FROM mail_message WHERE model = 'res.partner' AND res_id IN %(partners)s",
    "DELETE FROM mail_followers WHERE res_model = 'res.partner'"
    " AND res_id IN %(partners)s",
    "DELETE FROM res_partner WHERE id IN %(partners)s",
)


@tagged("post_install", "-at_install")
class TestRequestAtOnce(TransactionCase):
    """Two volunteers accept at the same moment: exactly one goes (V2, V19).

    The server repeats what the database could not serialise; here the second
    environment does.
    """

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {
            "request": 0,
            "volunteers": (0,),
            "partners": (0,),
            "reference": "-",
        }
        # runs after the cursors were closed, whatever failed
        self.addCleanup(self.remove, connection)
        self.first, self.second = (
            api.Environment(
                self.enterContext(closing(connection.cursor())), SUPERUSER_ID, {}
            )
            for _number in range(2)
        )
        env = self.first
        # what a house asks for before a task is no matter of this test
        self.patch(type(env["integration.volunteer"]), "_get_unfit", lambda *_args: [])
        for other in (env, self.second):
            # nobody shall wait here for ever
            other.cr.execute("SET lock_timeout = '3s'")
        task = env.ref("integration_volunteer.integration_volunteer_task_event")
        partners = env["res.partner"].create(
            [{"name": f"Gleichzeitig {n}", "email": f"n{n}@e.test"} for n in "ab"]
        )
        volunteers = env["integration.volunteer"].create(
            [{"partner_id": partner.id, "state": "active"} for partner in partners]
        )
        clear_all(env, volunteers)
        request = env["integration.volunteer.request"].create(
            {
                "task_id": task.id,
                "start": utc("2040-01-10"),
                "stop": utc("2040-01-10", 11),
                "mode": self.get_mode(),
            }
        )
        self.ids.update(
            request=request.id,
            volunteers=tuple(volunteers.ids),
            partners=tuple(partners.ids),
            reference=request.reference,
        )
        request.action_open()
        request._ask(volunteers)
        self.ask_ids = request.ask_ids.ids
        env.cr.commit()  # pylint: disable=invalid-commit

    def get_mode(self):
        return "pick" if "pick" in self._testMethodName else "first"

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.commit()  # pylint: disable=invalid-commit

    def ask(self, env, number):
        return env["integration.volunteer.request.ask"].browse(self.ask_ids[number])

    def again(self, env):
        """Begin the request of an environment anew."""
        env.cr.rollback()
        env.cr.execute("SET lock_timeout = '3s'")
        env.invalidate_all(flush=False)

    def race(self, step):
        """Both take a step at once; the second while the first is at work, after the
        first with an old view of the database, and once more from the beginning."""
        self.ask(self.second, 1).mapped("request_id.state")
        step(self.ask(self.first, 0))
        self.first.flush_all()
        with self.assertRaisesRegex(UserError, "this moment"):
            step(self.ask(self.second, 1))
        self.again(self.second)
        self.ask(self.second, 1).mapped("request_id.state")
        self.first.cr.commit()  # pylint: disable=invalid-commit
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            step(self.ask(self.second, 1))
        self.again(self.second)
        with self.assertRaisesRegex(UserError, "faster"):
            step(self.ask(self.second, 1))
        self.check_one_goes()

    def check_one_goes(self):
        self.again(self.first)
        first, second = (self.ask(self.first, number) for number in range(2))
        request = first.request_id
        self.assertEqual(request.volunteer_id, first.volunteer_id)
        self.assertEqual((first.state, second.state), ("accepted", "closed"))
        self.assertEqual(request._get_bookings().volunteer_id, first.volunteer_id)

    def test_both_accept(self):
        self.race(lambda ask: ask._accept())

    def test_both_are_picked(self):
        """Two colleagues choose different volunteers at once."""
        for number in range(2):
            self.ask(self.first, number)._accept()
        self.first.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)
        self.race(lambda ask: ask.action_pick())
