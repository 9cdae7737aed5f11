from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tests.common_consent import agree

RELEASES = "(SELECT id FROM integration_engagement_release WHERE case_id = %(case)s)"
CLEAN_UP = (
    "DELETE FROM integration_engagement_release_consent_rel WHERE release_id IN "
    + RELEASES,
    "DELETE FROM integration_disclosure WHERE tandem_id = %(tandem)s",
    "DELETE FROM integration_engagement_release WHERE case_id = %(case)s",
    "DELETE FROM integration_referral_letter WHERE tandem_id = %(tandem)s",
    "DELETE FROM integration_engagement WHERE case_id = %(case)s",
    "DELETE FROM integration_volunteer_tandem WHERE id = %(tandem)s",
    "DELETE FROM mail_activity WHERE res_model = 'integration.volunteer'"
    " AND res_id = ANY(%(volunteers)s)",
    "DELETE FROM mail_message WHERE model = 'integration.volunteer'"
    " AND res_id = ANY(%(volunteers)s)",
    "DELETE FROM mail_followers WHERE res_model = 'integration.volunteer'"
    " AND res_id = ANY(%(volunteers)s)",
    "DELETE FROM integration_volunteer WHERE id = ANY(%(volunteers)s)",
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
    "DELETE FROM res_partner WHERE id = ANY(%(partners)s)",
)


@tagged("post_install", "-at_install")
class TestReleaseAtOnce(TransactionCase):
    """Two at one release at the same time: real transactions (C13)."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {
            **dict.fromkeys(("case", "person", "tandem"), 0),
            **{"volunteers": [], "partners": []},
        }
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
        self.prepare(self.first)
        self.first.cr.commit()  # pylint: disable=invalid-commit

    def prepare(self, env):
        partners = env["res.partner"].create([{"name": "Erste"}, {"name": "Zweite"}])
        volunteers = env["integration.volunteer"].create(
            [{"partner_id": partner.id, "state": "active"} for partner in partners]
        )
        tandem = env["integration.volunteer.tandem"].create(
            {
                "task_id": env.ref(
                    "integration_volunteer.integration_volunteer_task_mentoring"
                ).id,
                "volunteer_id": volunteers[0].id,
            }
        )
        person = env["integration.person"].create(
            {"last_name": "Gleichzeitig", "first_name": "Amina"}
        )
        case = env["integration.case"].create(
            {"person_id": person.id, "user_id": self.get_manager(env).id}
        )
        self.ids = {
            "case": case.id,
            "person": person.id,
            "tandem": tandem.id,
            "volunteers": volunteers.ids,
            "partners": partners.ids,
        }
        self.consent_id = agree(person, "volunteers").id
        engagements = env["integration.engagement"]
        self.engagement_id = engagements.create(
            {"case_id": case.id, "tandem_id": tandem.id}
        ).id

    def get_manager(self, env):
        """:return: somebody who works cases, of the database at hand"""
        group = env.ref("integration_case.group_integration_manager")
        users = group.all_user_ids.filtered(
            lambda user: env.company in user.company_ids
        )
        return users[:1] or env["res.users"].create(
            {
                "name": "Gleichzeitig",
                "login": "test_release_at_once",
                "group_ids": [Command.set(group.ids)],
            }
        )

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.execute(
                "UPDATE res_users SET active = FALSE, login = login || id"
                " WHERE login = 'test_release_at_once'"
            )
            cr.commit()  # pylint: disable=invalid-commit

    def engagement(self, env):
        return env["integration.engagement"].browse(self.engagement_id)

    def tandem(self, env):
        return env["integration.volunteer.tandem"].browse(self.ids["tandem"])

    def release(self, env):
        self.engagement(env)._release()

    def withdraw(self, env):
        env["integration.consent"].browse(self.consent_id).action_withdraw()

    def change(self, env):
        self.tandem(env).volunteer_id = self.ids["volunteers"][1]

    def again(self, env):
        """Begin the request of an environment anew."""
        env.cr.rollback()
        env.cr.execute("SET lock_timeout = '1s'")
        env.invalidate_all(flush=False)

    def in_turn(self, first, second):
        """Run two steps at once: the second waits, and is repeated after the first."""
        self.engagement(self.second).mapped("state")
        self.tandem(self.second).mapped("state")
        first(self.first)
        self.first.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            second(self.second)
            self.second.flush_all()
        self.again(self.second)
        self.first.cr.commit()  # pylint: disable=invalid-commit
        second(self.second)
        self.second.flush_all()
        return self.tandem(self.second)._get_released()

    def test_released_while_withdrawn(self):
        with self.assertRaises(UserError):
            self.in_turn(self.withdraw, self.release)
        self.again(self.second)
        self.assertEqual(self.tandem(self.second)._get_released(), [])

    def test_withdrawn_while_released(self):
        self.assertEqual(self.in_turn(self.release, self.withdraw), [])

    def test_released_while_changed(self):
        """Whoever was proposed before gets nothing."""
        self.assertTrue(self.in_turn(self.change, self.release))
        release = self.engagement(self.second).release_ids
        self.assertEqual(release.partner_id.id, self.ids["partners"][1])

    def test_changed_while_released(self):
        self.assertEqual(self.in_turn(self.release, self.change), [])
        release = self.engagement(self.second).release_ids
        self.assertEqual(release.ended_how, "volunteer")
