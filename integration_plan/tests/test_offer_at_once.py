from contextlib import closing

from odoo import SUPERUSER_ID, api
from odoo.exceptions import LockError, UserError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CLEAN_UP = (
    "DELETE FROM integration_offer_proposal WHERE offer_id = %(offer)s",
    "DELETE FROM integration_offer WHERE id = %(offer)s",
    "DELETE FROM res_partner WHERE id = %(partner)s",
)


@tagged("post_install", "-at_install")
class TestOfferAtOnce(TransactionCase):
    """Two owners at one correction: real transactions."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.ids = {"offer": 0, "partner": 0}
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
        partner = self.first["res.partner"].create(
            {"name": "At once", "is_company": True}
        )
        kind = self.first.ref("integration_plan.integration_offer_kind_club")
        offer = self.first["integration.offer"].create(
            {"name": "At once", "organisation_id": partner.id, "kind_id": kind.id}
        )
        self.proposal = self.first["integration.offer.proposal"].create(
            {"offer_id": offer.id, "name": "phone", "new_text": "0711 2"}
        )
        self.ids = {"offer": offer.id, "partner": partner.id}
        self.first.cr.commit()

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            for statement in CLEAN_UP:
                cr.execute(statement, self.ids)
            cr.commit()  # pylint: disable=invalid-commit

    @mute_logger("odoo.sql_db")
    def test_one_decision(self):
        mine = self.proposal.with_env(self.first)
        hers = self.proposal.with_env(self.second)
        self.assertEqual((mine.state, hers.state), ("open", "open"))
        mine.action_accept()
        self.first.flush_all()
        with self.assertRaises(LockError):
            hers.action_reject()
        self.second.cr.rollback()
        self.first.cr.commit()
        self.second.invalidate_all()
        # the request is repeated, and says what happened
        with self.assertRaises(UserError):
            hers.action_reject()
        self.assertEqual(hers.state, "accepted")
        self.assertEqual(hers.offer_id.phone, "0711 2")
