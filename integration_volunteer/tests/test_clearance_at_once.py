from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CLEAN_UP = (
    "DELETE FROM integration_volunteer_clearance WHERE volunteer_id = %(volunteer)s",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer'"
    " AND res_id = %(volunteer)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer'"
    " AND res_id = %(volunteer)s",
    "DELETE FROM integration_volunteer WHERE id = %(volunteer)s",
    "DELETE FROM mail_message WHERE model = 'res.partner' AND res_id = %(partner)s",
    "DELETE FROM mail_followers WHERE res_model = 'res.partner'"
    " AND res_id = %(partner)s",
    "DELETE FROM res_partner WHERE id = %(partner)s",
)


@tagged("post_install", "-at_install")
class TestClearanceAtOnce(TransactionCase):
    """Two taps on “confirm” at the same moment leave one line (V15)."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {"volunteer": 0, "partner": 0}
        # runs after the cursors were closed, whatever failed
        self.addCleanup(self.remove, connection)
        self.first, self.second = (
            api.Environment(
                self.enterContext(closing(connection.cursor())), SUPERUSER_ID, {}
            )
            for _number in range(2)
        )
        env = self.first
        for other in (env, self.second):
            # nobody shall wait here for ever
            other.cr.execute("SET lock_timeout = '3s'")
        partner = env["res.partner"].create({"name": "Doppelt Getippt"})
        volunteer = env["integration.volunteer"].create({"partner_id": partner.id})
        self.ids.update(volunteer=volunteer.id, partner=partner.id)
        env.cr.commit()  # pylint: disable=invalid-commit

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.commit()  # pylint: disable=invalid-commit

    def confirm(self, env):
        type_ = env.ref("integration_volunteer.integration_clearance_type_privacy")
        volunteer = env["integration.volunteer"].browse(self.ids["volunteer"])
        return volunteer._confirm_document(type_)

    def test_second_tap_meanwhile(self):
        self.confirm(self.first)
        self.first.flush_all()
        with self.assertRaisesRegex(UserError, "reload"):
            self.confirm(self.second)
        self.second.cr.rollback()

    def test_second_tap_did_not_see_the_first(self):
        # the second has begun before the first is done
        self.second["integration.volunteer"].search_count([])
        row = self.confirm(self.first)
        self.first.cr.commit()  # pylint: disable=invalid-commit
        with self.assertRaises(psycopg2.OperationalError), mute_logger("odoo.sql_db"):
            self.confirm(self.second)
        self.second.cr.rollback()
        self.second.invalidate_all(flush=False)
        # the server repeats it
        self.assertEqual(self.confirm(self.second).id, row.id)
