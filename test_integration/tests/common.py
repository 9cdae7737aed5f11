from datetime import datetime

from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user

WORKER = "test_integration.group_integration_test_worker"
NAME = "Zanubiya Quastel"
SECRET = "Vertraulichwort"


class EngineCase(TransactionCase):
    """A protected record of Alice, colleagues without access to it, and a clerk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alice = cls._user("engine_alice", WORKER)
        cls.bob = cls._user("engine_bob", WORKER)
        # every internal user may switch developer mode on
        cls.clerk = cls._user(
            "engine_clerk",
            "base.group_user,base.group_partner_manager,base.group_no_one",
        )
        cls.admin = cls._user("engine_admin", "base.group_system")
        cls.outsiders = cls.bob | cls.clerk | cls.admin
        cls.record = cls.env["integration.test.record"].create(
            {"name": NAME, "secret": SECRET}
        )
        cls.child = cls.env["integration.test.child"].create(
            {"record_id": cls.record.id, "text": SECRET}
        )
        cls.record._grant_access(cls.alice, "manager")
        cls.own = cls.env["integration.test.record"].create({"name": "Bob's own"})
        cls.own._grant_access(cls.bob, "manager")

    @classmethod
    def _user(cls, login, groups, **kwargs):
        return new_test_user(
            cls.env,
            login,
            groups,
            context={"no_reset_password": True},
            name=login.replace("_", " ").title(),
            email=f"{login}@example.com",
            tz="Europe/Berlin",
            **kwargs,
        )

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.env.invalidate_all()

    def as_user(self, user, record=None):
        """:return: the record (the protected one) with a fresh cache of a user"""
        record = self.record if record is None else record
        record.env.flush_all()
        record.env.invalidate_all()
        return record.with_user(user).with_context(lang="en_US")

    def may_read(self, user, record=None, at=None):
        """Ask both ways of reading, at a UTC time, and demand the same answer."""
        record = self.as_user(user, record)
        with freeze_time(at or datetime.now()):
            found = record.search_count([("id", "=", record.id)])
            self.assertEqual(bool(found), record.has_access("read"), user.login)
        return bool(found)

    def assertNeutral(self, text):
        """Nothing of the protected record stands in a text."""
        text = str(text)
        for word in (NAME, "Quastel", SECRET):
            self.assertNotIn(word, text)
