from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from .test_read_log import ReadLogCase


@tagged("post_install", "-at_install")
class TestRightsWatch(ReadLogCase):
    """Changed rights leave a row and reach the officer (issue of need to know)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dpo = cls._user("engine_dpo", "integration_base.group_integration_dpo")
        cls.watch = cls.env["integration.rights.watch"]
        cls.watch._cron_watch_rights()
        cls.model = cls.env["ir.model"]._get("integration.test.record")
        cls.group = cls.env.ref(
            "test_integration.group_integration_test_worker",
        )

    def setUp(self):
        super().setUp()
        self.watch._cron_watch_rights()
        self.forget()

    def assertNoted(self, records, *words):
        rows = self.rows(kind="rights", res_model=records._name)
        self.assertTrue(rows, records)
        self.assertIn(str(records[:1].id), rows[0].res_ids.split(","))
        for word in words:
            self.assertIn(word, " ".join(rows.mapped("detail")))
        self.forget()

    def test_access_lines_and_rules(self):
        for model, vals, change in (
            (
                "ir.model.access",
                {"name": "x", "model_id": self.model.id, "group_id": self.group.id},
                {"perm_read": True},
            ),
            (
                "ir.rule",
                {"name": "x", "model_id": self.model.id, "domain_force": "[(1,'=',1)]"},
                {"domain_force": "[]"},
            ),
        ):
            record = self.env[model].create(vals)
            self.assertNoted(record, "created")
            record.write(change)
            self.assertNoted(record, "changed", *change)
            gone = self.env[model].browse(record.id)
            record.unlink()
            self.assertNoted(gone, "deleted")

    def test_ordinary_rights_are_not_ours(self):
        model = self.env["ir.model"]._get("res.country")
        self.env["ir.rule"].create({"name": "x", "model_id": model.id})
        self.clerk.group_ids -= self.env.ref("base.group_partner_manager")
        self.assertFalse(self.rows(kind="rights"))

    def test_code(self):
        country = self.env["ir.model"]._get("res.country")
        action = self.env["ir.actions.server"].create(
            {"name": "x", "model_id": country.id, "state": "code", "code": "pass"}
        )
        self.assertNoted(action, "created")
        cron = self.env["ir.cron"].create(
            {"name": "x", "model_id": country.id, "state": "code", "code": "pass"}
        )
        self.assertNoted(cron.ir_actions_server_id, "created")

    def test_template_that_reads_past_the_rules(self):
        """Template editors' placeholders are evaluated, as code is."""
        vals = {"name": "x", "model_id": self.env["ir.model"]._get("res.partner").id}
        templates = self.env["mail.template"]
        templates.create({**vals, "body_html": "<p>Hello</p>"})
        self.assertFalse(self.rows(kind="rights"))
        template = templates.create(
            {**vals, "subject": "{{ object.sudo().env['res.users'].search([]) }}"}
        )
        self.assertNoted(template, "created")
        self.clerk.group_ids += self.env.ref("mail.group_mail_template_editor")
        self.assertNoted(self.clerk, "+mail.group_mail_template_editor")

    def test_field_made_on_screen(self):
        field = self.env["ir.model.fields"].create(
            {
                "name": "x_secret",
                "model_id": self.env["ir.model"]._get("integration.test.ordinary").id,
                "ttype": "text",
                "related": "record_id.secret",
            }
        )
        self.assertNoted(field, "created")

    def test_membership(self):
        dpo = self.env.ref("integration_base.group_integration_dpo")
        self.admin.group_ids += dpo
        self.assertNoted(self.admin, "+integration_base.group_integration_dpo")
        self.admin.active = False
        self.assertNoted(self.admin, "-integration_base.group_integration_dpo")
        self.admin.active = True
        self.assertNoted(self.admin, "+integration_base.group_integration_dpo")
        dpo.user_ids = [Command.unlink(self.admin.id)]
        self.assertNoted(dpo, "changed: user_ids")
        user = self._user("engine_new", "integration_base.group_integration_dpo")
        self.assertNoted(user, "+integration_base.group_integration_dpo")
        system = self.env.ref("base.group_system")
        system.implied_ids += dpo
        self.assertNoted(system, "changed: implied_ids")

    def test_log_in_in_anothers_name(self):
        users = self.env["res.users"]
        own = self.dpo.with_user(self.dpo)
        own.write({"email": "new@example.com"})
        users.with_user(self.admin).browse(self.clerk.id).password = "Aa1-quite-long"
        self.assertFalse(self.rows(kind="rights"))
        users.with_user(self.admin).browse(self.dpo.id).password = "Aa1-quite-long"
        row = self.rows(kind="rights")
        self.assertEqual((row.user_id, row.res_ids), (self.admin, str(self.dpo.id)))
        self.assertIn("password", row.detail)
        self.assertNotIn("quite-long", str(row.read()))
        self.forget()
        # where a new password would be sent
        partner = self.dpo.partner_id.with_user(self.admin)
        partner.write({"email": "elsewhere@example.com"})
        row = self.rows(kind="rights")
        self.assertIn("email", row.detail)
        self.assertNotIn("elsewhere", str(row.read()))

    def test_told_once(self):
        before = self.env["mail.message"].search([], limit=1).id or 0
        rules = self.env["ir.rule"]
        for name in ("a", "b", "c"):
            rules.create({"name": name, "model_id": self.model.id})
        self.watch._cron_watch_rights()
        self.watch._cron_watch_rights()
        messages = self.env["mail.message"].search([("id", ">", before)])
        mine = messages.filtered(
            lambda message: self.dpo.partner_id in message.notified_partner_ids
        )
        self.assertEqual(len(mine), 1)

    def test_quiet_while_installing(self):
        with patch.object(self.registry, "ready", False):
            self.env["ir.rule"].create({"name": "x", "model_id": self.model.id})
        self.assertFalse(self.rows(kind="rights"))
        self.watch._cron_watch_rights()
        row = self.rows(kind="rights")
        self.assertEqual(len(row), 1)
        self.assertIn("ir.rule", row.detail)

    def test_changed_in_the_database(self):
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ir_model_access SET perm_unlink = NOT perm_unlink"
            " WHERE model_id = %s",
            [self.model.id],
        )
        self.watch._cron_watch_rights()
        row = self.rows(kind="rights")
        self.assertEqual(len(row), 1)
        self.assertIn("ir.model.access", row.detail)
        self.assertNotIn("ir.rule", row.detail)
