from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tests.common_consent import agree

CLEAN_UP = (
    "DELETE FROM integration_referral_consent_rel WHERE referral_id IN"
    " (SELECT id FROM integration_referral WHERE case_id = %(case)s)",
    "DELETE FROM integration_referral_step WHERE case_id = %(case)s",
    "DELETE FROM integration_referral WHERE case_id = %(case)s",
    "DELETE FROM integration_disclosure WHERE partner_id = %(partner)s",
    "DELETE FROM integration_referral_letter WHERE partner_id = %(partner)s",
    "DELETE FROM integration_consent_partner_rel WHERE partner_id = %(partner)s",
    "DELETE FROM integration_consent WHERE person_id = %(person)s",
    "DELETE FROM integration_consent_evidence WHERE person_id = %(person)s",
    "DELETE FROM mail_activity WHERE res_model = 'integration.case'"
    " AND res_id = %(case)s",
    "DELETE FROM integration_access WHERE res_model = 'integration.case'"
    " AND res_id = %(case)s",
    "DELETE FROM mail_message WHERE model = 'integration.case' AND res_id = %(case)s",
    "DELETE FROM mail_followers WHERE res_model = 'integration.case'"
    " AND res_id = %(case)s",
    "DELETE FROM integration_case WHERE id = %(case)s",
    "DELETE FROM integration_person WHERE id = %(person)s",
    "DELETE FROM res_partner WHERE id = %(partner)s",
)


class ReferralAtOnceCase(TransactionCase):
    """Two at one referral at the same time: real transactions (C38, C43)."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {"case": 0, "person": 0, "partner": 0}
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
        env = self.first
        partner = env["res.partner"].create({"name": "Gleichzeitig"})
        person = env["integration.person"].create({"last_name": "Gleichzeitig"})
        case = env["integration.case"].create(
            {"person_id": person.id, "user_id": self.get_manager(env).id}
        )
        self.ids = {"case": case.id, "person": person.id, "partner": partner.id}
        consent = agree(person, "services", partner)
        contact = env.ref("integration_case.integration_data_class_contact")
        referral = env["integration.referral"].create(
            {
                "case_id": case.id,
                "partner_id": partner.id,
                "channel": "letter",
                "data_class_ids": [Command.set(contact.ids)],
            }
        )
        self.consent_id, self.referral_id = consent.id, referral.id
        env.cr.commit()  # pylint: disable=invalid-commit

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

    def referral(self, env):
        return env["integration.referral"].browse(self.referral_id)

    def consent(self, env):
        return env["integration.consent"].browse(self.consent_id)

    def again(self, env):
        """Begin the request of an environment anew."""
        env.cr.rollback()
        env.cr.execute("SET lock_timeout = '3s'")
        env.invalidate_all(flush=False)

    def in_turn(self, first, second):
        """Run two steps at once: the second waits, and is repeated after the first."""
        self.referral(self.second).mapped("state")
        first(self.first)
        self.first.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            second(self.second)
        self.again(self.second)
        self.first.cr.commit()  # pylint: disable=invalid-commit
        return second(self.second)


@tagged("post_install", "-at_install")
class TestReferralAtOnce(ReferralAtOnceCase):
    """Nothing leaves that the client has just withdrawn."""

    def test_sent_while_withdrawn(self):
        """Whoever sends while the client withdraws finds the consent gone."""
        with self.assertRaises(UserError):
            self.in_turn(
                lambda env: self.consent(env).action_withdraw(),
                lambda env: self.referral(env)._send(),
            )
        self.again(self.first)
        self.assertEqual(self.referral(self.first).state, "offered")


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestReferralAllAtOnce(ReferralAtOnceCase):
    """All other ways in which two may meet."""

    def test_sent_twice(self):
        with self.assertRaises(UserError):
            self.in_turn(
                lambda env: self.referral(env)._send(),
                lambda env: self.referral(env)._send(),
            )

    def test_withdrawn_while_sent(self):
        self.in_turn(
            lambda env: self.referral(env)._send(),
            lambda env: self.consent(env).action_withdraw(),
        )
        self.assertEqual(self.referral(self.second).state, "revoked")

    def test_answered_by_two(self):
        self.referral(self.first)._send()
        self.first.cr.commit()  # pylint: disable=invalid-commit
        self.again(self.second)
        with self.assertRaises(UserError):
            self.in_turn(
                lambda env: self.referral(env).action_accepted(),
                lambda env: self.referral(env).action_accepted(),
            )
