from contextlib import closing

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import tagged

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestErasureTwoAtOnce(RolesCase):
    """Two people erase and edit at the same time: real transactions."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.first, self.second = (
            api.Environment(
                self.enterContext(closing(connection.cursor())), SUPERUSER_ID, {}
            )
            for _number in range(2)
        )
        self.person = self.first["integration.person"].create(
            {"last_name": "Gleichzeitig"}
        )
        erasures = self.first["integration.erasure"]
        self.erasure = erasures._propose(self.person, "request")
        self.erasure.write({"state": "waiting", "requested_by_id": 1})
        self.first.cr.commit()
        self.addCleanup(self.remove, connection, self.person.id)

    def remove(self, connection, person_id):
        with closing(connection.cursor()) as cr:
            cr.execute("DELETE FROM integration_erasure WHERE res_id = %s", [person_id])
            cr.execute("DELETE FROM integration_person WHERE id = %s", [person_id])
            cr.commit()  # pylint: disable=invalid-commit

    def test_edit_and_erase(self):
        """Whoever erases while somebody edits gets a clear error; nothing half done."""
        other = self.second["integration.person"].browse(self.person.id)
        other.write({"last_name": "Neuername"})
        other.flush_recordset()
        user = self.first.ref("base.user_admin")
        with self.assertRaises(UserError) as caught:
            self.erasure._execute(user)
        self.assertIn("just now", str(caught.exception))
        self.first.cr.rollback()
        self.second.cr.commit()
        self.first.invalidate_all(flush=False)
        self.assertEqual(self.person.last_name, "Neuername")
        self.assertFalse(self.person.erased_on)
        # two who erase: the second finds the row locked, then done
        self.erasure._execute(user)
        twin = self.second["integration.erasure"].browse(self.erasure.id)
        with self.assertRaises(UserError):
            twin._execute(self.second.ref("base.user_admin"))
        self.second.cr.rollback()
        self.first.cr.commit()
        self.second.invalidate_all(flush=False)
        with self.assertRaises(UserError):
            other.write({"last_name": "Zu spät"})
