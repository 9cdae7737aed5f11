from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.integration_base.models.integration_egress_doors import DOORS, NOWHERE

from .common import EngineCase


@tagged("post_install", "-at_install")
class TestEgress(EngineCase):
    """What leaves this house: computed from what is installed, switched off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config = cls._user(
            "engine_config", "integration_base.group_integration_config"
        )
        cls.dpo = cls._user("engine_dpo", "integration_base.group_integration_dpo")
        cls.egress = cls.env["integration.egress"]
        cls.parameters = cls.env["ir.config_parameter"]
        cls.parameters.search(
            [("key", "in", [key for door in DOORS.values() for key in door.switches])]
        ).unlink()

    def open(self):
        self.egress.with_user(self.dpo).action_open()
        return {row.code: row for row in self.egress.search([])}

    def test_what_is_installed(self):
        rows = self.open()
        installed = self.env["ir.module.module"]._installed()
        self.assertEqual(
            set(rows),
            {code for code, door in DOORS.items() if door.module in installed},
        )
        for code in ("update_ping", "link_preview", "ai", "sms", "letters"):
            self.assertIn(code, rows, "installs itself beside mail")
            self.assertTrue(all((rows[code].name, rows[code].what)), code)
        self.assertNotIn("google_calendar", rows)
        self.assertEqual(rows["translation"].state, "off", "no key, no translation")
        self.parameters.set_param("mail.google_translate_api_key", "key")
        self.assertEqual(self.open()["translation"].state, "on")

    def test_jobs_and_parameters_exist(self):
        """A renamed job would show a door as closed that is open."""
        installed = self.env["ir.module.module"]._installed()
        for code, door in DOORS.items():
            if door.module in installed:
                for job in door.jobs:
                    self.assertTrue(self.env.ref(job, False), f"{code}: {job}")

    def test_modules_that_come_later(self):
        def installed(module):
            return {"digest": 1, "google_calendar": 2, "mail": 3}

        with patch.object(type(self.env["ir.module.module"]), "_installed", installed):
            rows = self.open()
        self.assertEqual(rows["google_calendar"].state, "on")
        self.assertNotIn("sms", rows)
        self.assertIn("sms", self.open())

    def test_switch_off(self):
        rows = self.open()
        row = rows["sms"].with_user(self.config)
        self.assertEqual((row.state, row.can_switch_off), ("on", True))
        row.action_switch_off()
        self.assertEqual((row.state, row.can_switch_off), ("off", False))
        self.assertEqual(self.parameters.get_param("sms.endpoint"), NOWHERE)
        self.assertFalse(self.env.ref("sms.ir_cron_sms_scheduler_action").active)
        for code, row in rows.items():
            if row.can_switch_off:
                row.with_user(self.config).action_switch_off()
                self.assertEqual(row.state, "off", code)
        self.assertFalse(self.env["mail.link.preview"]._is_link_preview_enabled())
        log = self.env["integration.access.log"].search(
            [("kind", "=", "rights"), ("res_model", "=", "integration.egress")]
        )
        self.assertIn("switched off: sms", log.mapped("detail"))

    def test_without_switch(self):
        row = self.open()["push"].with_user(self.config)
        self.assertFalse(row.can_switch_off)
        with self.assertRaises(UserError):
            row.action_switch_off()

    def test_who_may(self):
        row = self.open()["sms"]
        with self.assertRaises(AccessError):
            row.with_user(self.dpo).action_switch_off()
        for user in (self.alice, self.clerk, self.admin):
            with self.assertRaises(AccessError):
                self.egress.with_user(user).action_open()
            with self.assertRaises(AccessError):
                row.with_user(user).action_switch_off()
        for user in (self.dpo, self.config):
            with self.assertRaises(AccessError):
                row.with_user(user).write({"state": "off"})
