from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError, ValidationError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CLEAN_UP = (
    "DELETE FROM integration_consent WHERE person_id = ANY(%(ids)s)",
    "DELETE FROM integration_consent_evidence WHERE person_id = ANY(%(ids)s)",
    "UPDATE integration_person SET merged_into_id = NULL WHERE id = ANY(%(ids)s)",
    "DELETE FROM integration_person WHERE id = ANY(%(ids)s)",
)


class ConsentAtOnceCase(TransactionCase):
    """Two workers at the same client at the same time: real transactions (C45, C49).

    The server repeats a request that the database could not serialise; here the second
    environment does.
    """

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids, self.draft_id = [], False
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
        people = self.first["integration.person"].create(
            [{"last_name": "Gleichzeitig"}, {"last_name": "Gleichzeitig"}]
        )
        self.ids = people.ids
        text = self.get_purpose(self.first).text_ids[:1]
        self.draft_id = text.state == "draft" and text.id
        text._confirm()
        self.language_id = text.language_id.id
        self.first.cr.commit()

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, {"ids": self.ids})
            if self.draft_id:
                cr.execute(
                    "UPDATE integration_purpose_text SET state = 'draft',"
                    " confirmed_on = NULL, confirmed_by_id = NULL WHERE id = %s",
                    [self.draft_id],
                )
            cr.commit()  # pylint: disable=invalid-commit

    def get_purpose(self, env):
        return env.ref("integration_case.integration_purpose_photo")

    def get_person(self, env, number=0):
        return env["integration.person"].browse(self.ids[number])

    def answer(self, env, decision, **delta):
        """Record an answer as of some time ago."""
        evidence = env["integration.consent.evidence"]._record(
            self.get_person(env),
            {
                "how": "witnessed",
                "witness": "Test",
                "language_id": self.language_id,
                "date": fields.Datetime.subtract(fields.Datetime.now(), **delta),
            },
        )
        consent = env["integration.consent"]._record(
            evidence, self.get_purpose(env), decision
        )
        env.flush_all()
        return consent

    def decide(self, env):
        env.invalidate_all()
        return env["integration.consent"]._decide(
            self.get_person(env), "photo", "public", "photo"
        )["code"]

    def in_turn(self, first, second):
        """Run two steps at once: the second reads before, and goes on after the first.

        :return: what the repeated second step gives
        """
        self.get_person(self.second).consent_ids.mapped("state")
        first(self.first)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.LockNotAvailable),
        ):
            second(self.second)
        self.again(self.second)
        self.get_person(self.second).consent_ids.mapped("state")
        self.first.cr.commit()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            second(self.second)
        self.again(self.second)
        return second(self.second)

    def again(self, env):
        env.cr.rollback()
        env.invalidate_all(flush=False)
        env.cr.execute("SET lock_timeout = '3s'")


@tagged("post_install", "-at_install")
class TestConsentAtOnce(ConsentAtOnceCase):
    """Her last word holds."""

    def test_yes_and_no(self):
        """The no that came a moment later ends the yes recorded meanwhile."""
        self.in_turn(
            lambda env: self.answer(env, "given", seconds=20),
            lambda env: self.answer(env, "refused", seconds=10),
        )
        self.second.cr.commit()
        self.assertEqual(self.decide(self.second), "refused")
        states = self.get_person(self.second).consent_ids.mapped("state")
        self.assertEqual(sorted(states), ["refused", "withdrawn"])


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestConsentAllAtOnce(ConsentAtOnceCase):
    """All other ways in which two may meet."""

    def test_two_withdraw(self):
        consent_id = self.answer(self.first, "given", days=3).id
        self.first.cr.commit()

        def withdraw(env):
            env["integration.consent"].browse(consent_id).action_withdraw()
            env.flush_all()

        with self.assertRaises(UserError) as caught:
            self.in_turn(withdraw, withdraw)
        self.assertIn("already", str(caught.exception))

    def test_no_and_older_yes(self):
        with self.assertRaises(UserError) as caught:
            self.in_turn(
                lambda env: self.answer(env, "refused", seconds=10),
                lambda env: self.answer(env, "given", seconds=20),
            )
        self.assertIn("older yes", str(caught.exception))

    def test_withdrawal_and_new_yes(self):
        consent_id = self.answer(self.first, "given", days=3).id
        self.first.cr.commit()
        self.in_turn(
            lambda env: (
                env["integration.consent"]
                .browse(consent_id)
                ._withdraw("paper", fields.Datetime.subtract(env.cr.now(), days=1))
            ),
            lambda env: self.answer(env, "given"),
        )
        self.second.cr.commit()
        self.assertEqual(self.decide(self.second), "consent")

    def test_answer_while_files_are_joined(self):
        """No answer lands in a file that is just given up."""

        def join(env):
            self.get_person(env)._merge_into(self.get_person(env, 1))
            env.flush_all()

        with self.assertRaises(ValidationError):
            self.in_turn(join, lambda env: self.answer(env, "given"))
