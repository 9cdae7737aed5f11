from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import LockError, UserError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CLEAN_UP = (
    "UPDATE integration_volunteer_hours SET voucher_id = NULL"
    " WHERE volunteer_id = %(volunteer)s",
    "DELETE FROM integration_volunteer_voucher WHERE volunteer_id = %(volunteer)s",
    "DELETE FROM integration_volunteer_hours WHERE volunteer_id = %(volunteer)s",
    "DELETE FROM integration_volunteer_hours_lock WHERE month = '2019-03-01'",
    "DELETE FROM integration_volunteer_rate WHERE id = %(rate)s",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer'"
    " AND res_id = %(volunteer)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer'"
    " AND res_id = %(volunteer)s",
    "DELETE FROM integration_volunteer WHERE id = %(volunteer)s",
    "DELETE FROM res_partner WHERE id = %(partner)s",
    "DELETE FROM ir_sequence WHERE code = 'integration.volunteer.voucher'"
    " AND id > %(sequence)s",
)
DAY = "2019-03-05"


@tagged("post_install", "-at_install")
class TestHoursAtOnce(TransactionCase):
    """Two coordinators at the same hours: real transactions (V22, V24).

    The server repeats a request that the database could not serialise; here the second
    environment does.
    """

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.cr.execute("SELECT COALESCE(MAX(id), 0) FROM ir_sequence")
        sequence = self.cr.fetchone()[0]
        self.ids = {"volunteer": 0, "partner": 0, "rate": 0, "sequence": sequence}
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
            env.cr.execute("SET lock_timeout = '200ms'")
        partner = self.first["res.partner"].create({"name": "Gleich Zeitig"})
        volunteer = self.first["integration.volunteer"].create(
            {"partner_id": partner.id}
        )
        rate = self.first["integration.volunteer.rate"].create(
            {
                "kind": "half_hour",
                "amount": 5,
                "valid_from": "2019-03-01",
                "valid_until": "2019-03-31",
                "company_id": volunteer.company_id.id,
                "source": "Beschluss",
            }
        )
        self.ids = {
            "volunteer": volunteer.id,
            "partner": partner.id,
            "rate": rate.id,
            "sequence": sequence,
        }
        self.lock_id = (
            self.first["integration.volunteer.hours.lock"]
            ._get_month(volunteer.company_id, rate.valid_from)
            .id
        )
        self.report(self.first)._decide("approved")
        self.first.cr.commit()

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.commit()  # pylint: disable=invalid-commit

    def report(self, env):
        task = env.ref("integration_volunteer.integration_volunteer_task_event")
        return env["integration.volunteer.hours"].create(
            {
                "volunteer_id": self.ids["volunteer"],
                "task_id": task.id,
                "date": DAY,
                "minutes": 30,
            }
        )

    def close(self, env):
        env["integration.volunteer.hours.lock"].browse(self.lock_id).action_close()
        env.flush_all()

    def settle(self, env):
        volunteer = env["integration.volunteer"].browse(self.ids["volunteer"])
        vouchers = env["integration.volunteer.voucher"]
        day = env["integration.volunteer.hours.lock"].browse(self.lock_id).month
        voucher = vouchers._make(volunteer, day, day)
        env.flush_all()
        return voucher

    def test_settled_once(self):
        self.close(self.first)
        self.first.cr.commit()
        self.second.cr.rollback()
        self.settle(self.first)
        # while the first is at it
        with self.assertRaises(LockError):
            self.settle(self.second)
        # the first is done, the second has not noticed
        self.first.cr.commit()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            self.settle(self.second)
        self.second.cr.rollback()
        self.second.invalidate_all()
        with self.assertRaisesRegex(UserError, "Nothing to settle"):
            self.settle(self.second)

    def test_nothing_slips_into_a_month_that_is_closed(self):
        self.close(self.second)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            self.report(self.first)
        self.first.cr.rollback()
        self.first["res.partner"].search_count([])  # takes its view of the data
        self.second.cr.commit()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            self.report(self.first)
        self.first.cr.rollback()
        self.first.invalidate_all()
        with self.assertRaisesRegex(UserError, "is closed"):
            self.report(self.first)

    def test_month_waits_for_reports(self):
        self.report(self.first)
        self.first.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            self.close(self.second)
        self.first.cr.commit()
        self.second.cr.rollback()
        self.second.invalidate_all()
        with self.assertRaisesRegex(UserError, "1 entries are neither"):
            self.close(self.second)
