import base64
import json

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.models.integration_read_logged import (
    IntegrationReadLogged,
)

from .common import NAME, SECRET, EngineCase

PASSWORD = "log-of-tests-2026"


class ReadLogCase(EngineCase):
    def setUp(self):
        super().setUp()
        self.forget()

    def forget(self):
        """Leave out what the fixture itself has reached."""
        self.cr.precommit.run()
        logs = self.env["integration.access.log"].sudo()
        self.last = logs.search([], limit=1).id or 0

    def rows(self, **values):
        """:return: rows since the last call of :meth:`forget`"""
        domain = [("id", ">", self.last)]
        domain += [(name, "=", value) for name, value in values.items()]
        return self.env["integration.access.log"].search(domain)

    def write_refusals(self):
        """Let the refused transaction end, as at the end of its request."""
        with self.enter_registry_test_mode():
            self.cr.postrollback.run()
        self.cr.postcommit.clear()


@tagged("post_install", "-at_install")
class TestReadLog(ReadLogCase):
    """Every look by a front door leaves a row without values (C66)."""

    def assertLogged(self, record, user, kind="read"):
        rows = self.rows(kind=kind, res_model=record._name, user_id=user.id)
        self.assertEqual(len(rows), 1, (kind, self.rows().read(["kind", "res_model"])))
        self.assertIn(str(record.id), rows.res_ids.split(","))
        self.assertEqual(rows.res_count, len(rows.res_ids.split(",")))
        self.assertEqual(rows.route, "server")
        text = json.dumps(rows.read(), default=str)
        for word in (NAME, "Quastel", SECRET):
            self.assertNotIn(word, text)

    def test_front_doors(self):
        domain = [("id", "=", self.record.id)]
        spec = {"name": {}, "child_ids": {"fields": {"text": {}}}}
        for call in (
            lambda r: r.read(["secret"]),
            lambda r: r.web_read(spec),
            lambda r: r.search_read(domain, ["secret"]),
            lambda r: r.web_search_read(domain, spec),
            lambda r: r.search_fetch(domain, ["secret"]),
            lambda r: r.name_search(NAME),
            lambda r: r.secret,
        ):
            record = self.as_user(self.alice)
            self.forget()
            call(record)
            self.assertLogged(self.record, self.alice)

    def test_lines_and_names(self):
        """A record shown inside another one is seen as well."""
        record = self.as_user(self.alice)
        self.forget()
        record.web_read({"child_ids": {"fields": {"text": {}}}})
        self.assertLogged(self.child, self.alice)
        child = self.as_user(self.alice, self.child)
        self.forget()
        child.web_read({"record_id": {"fields": {"display_name": {}}}})
        self.assertLogged(self.record, self.alice)

    def test_what_the_cache_holds(self):
        """Core may have read the record in superuser mode before."""
        record = self.as_user(self.alice)
        self.assertTrue(record.sudo().secret)
        self.forget()
        record.read(["secret"])
        self.assertLogged(self.record, self.alice)

    def test_groups(self):
        """Groups name values without ids: the row says that there were groups."""
        record = self.as_user(self.alice)
        for call in (
            lambda: record.formatted_read_group([], ["secret"], ["__count"]),
            lambda: record.web_read_group([], ["secret"]),
            lambda: record.formatted_read_grouping_sets([], [["secret"]]),
        ):
            self.forget()
            call()
            row = self.rows(kind="group", user_id=self.alice.id)
            self.assertEqual((row.res_model, row.res_count), (self.record._name, 0))

    def test_one_insert(self):
        """However much a request reads, it costs one statement."""
        records = self.env["integration.test.record"].create(
            [{"name": f"N{i}", "secret": SECRET} for i in range(80)]
        )
        records._grant_access(self.alice, "manager")
        self.cr.flush()
        spec = {"name": {}, "secret": {}, "display_name": {}, "child_ids": {}}
        seen = self.as_user(self.alice, records)
        seen.web_read(spec)
        self.cr.flush()
        self.forget()
        self.env.invalidate_all()
        seen.web_read(spec)
        self.env.flush_all()
        before = self.cr.sql_log_count
        self.cr.flush()
        self.assertEqual(self.cr.sql_log_count - before, 1)
        row = self.rows(res_model=records._name)
        self.assertEqual(row.res_count, 80)
        self.cr.flush()
        self.assertEqual(self.rows(res_model=records._name), row, "only once")

    def test_nothing_for_the_server(self):
        record = self.as_user(self.alice)
        self.forget()
        record.sudo().read(["secret"])
        self.record.web_read({"secret": {}})
        record.has_access("read")
        record.search([])
        record.search_count([])
        record._get_readable_by(self.alice | self.bob)
        record.with_context(cron_id=1).read(["secret"])
        self.env["res.partner"].with_user(self.alice).search_read([], ["name"], limit=5)
        self.assertFalse(self.rows())

    def test_messages_files_and_activities(self):
        message = self.as_user(self.alice).message_post(
            body=SECRET, attachments=[("a.txt", SECRET.encode())]
        )
        activity = self.record.activity_schedule(
            "mail.mail_activity_data_todo", note=SECRET, user_id=self.alice.id
        )
        for rows, field, kind in (
            (message, "body", "read"),
            (activity, "note", "read"),
            (message.attachment_ids, "datas", "file"),
        ):
            mine = self.as_user(self.alice, rows)
            self.forget()
            mine.read([field])
            self.assertLogged(self.record, self.alice, kind)

    def test_report(self):
        """A print is one row of its own kind, not a read besides."""
        self.env["ir.ui.view"].create(
            {
                "name": "print",
                "type": "qweb",
                "key": "test_integration.print",
                "arch": "<t t-name='print'><p t-foreach='docs' t-as='doc'>"
                "<t t-out='doc.secret'/></p></t>",
            }
        )
        report = self.env["ir.actions.report"].create(
            {
                "name": "Print",
                "model": self.record._name,
                "report_type": "qweb-html",
                "report_name": "test_integration.print",
            }
        )
        reports = report.with_user(self.alice)
        self.env.invalidate_all()
        self.forget()
        html, _kind = reports._render_qweb_html(report.report_name, self.record.ids)
        self.assertIn(SECRET, html.decode())
        self.assertLogged(self.record, self.alice, "report")
        self.assertFalse(self.rows(kind="read", res_model=self.record._name))

    def test_append_only(self):
        self.as_user(self.alice).read(["secret"])
        row = self.rows(user_id=self.alice.id)[:1]
        self.assertTrue(row)
        for user in (self.alice, self.admin):
            with self.assertRaises(AccessError):
                row.with_user(user).read()
        for values in ({"res_ids": "1"}, {"user_id": self.bob.id}):
            with self.assertRaises(AccessError):
                row.sudo().write(values)
        with self.assertRaises(AccessError):
            row.sudo().unlink()
        with self.assertRaises(AccessError):
            self.env["integration.access.log"].with_user(self.admin).create({})

    def test_officer_of_each_authority(self):
        """Who works for two authorities is seen by both officers, others by their own."""
        other = self.env["res.company"].create({"name": "Other County"})
        dpo = self._user(
            "engine_dpo2",
            "integration_base.group_integration_dpo",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.bob.company_ids += other
        for user, record in ((self.alice, self.record), (self.bob, self.own)):
            self.as_user(user, record).read(["secret"])
        logs = self.env["integration.access.log"].with_user(dpo)
        found = logs.search([("id", ">", self.last), ("kind", "=", "read")])
        self.assertEqual(found.user_id, self.bob)

    def test_privacy_lookup(self):
        """Core's look-up for administrators would tell whose contact has a file."""
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": "x", "email": "x@y.z"}
        )
        left_out = wizard._get_query_models_blacklist()
        for name in self.env["integration.protected"]._get_protected_models():
            self.assertIn(name, left_out)

    def test_search_by_reference(self):
        self.as_user(self.alice).read(["secret"])
        self.as_user(self.bob, self.own).read(["secret"])
        logs = self.env["integration.access.log"]
        found = logs.search(
            [("reference", "ilike", self.record.reference), ("id", ">", self.last)]
        )
        self.assertEqual(found.user_id, self.alice)
        self.assertEqual(found[:1].reference, self.record.reference)
        self.assertFalse(
            logs.search([("reference", "=", "T-?????"), ("id", ">", self.last)])
        )

    def test_read_methods_may_write(self):
        """Core would run them on a cursor that cannot (``api.readonly``)."""
        methods = [
            name
            for name, method in vars(IntegrationReadLogged).items()
            if getattr(method, "_readonly", None) is False
        ]
        self.assertGreater(len(methods), 10)
        parent = self.env.registry["integration.read.logged"]
        base = self.env.registry["res.country"]
        checked = 0
        for name, model in self.env.registry.items():
            if model._abstract or not issubclass(model, parent):
                continue
            checked += 1
            for method in dir(base):
                if method.startswith("_") or not callable(getattr(base, method)):
                    continue
                declared = next(
                    (
                        getattr(cls, method)._readonly
                        for cls in model.mro()
                        if hasattr(getattr(cls, method, None), "_readonly")
                    ),
                    False,
                )
                if declared:
                    # search and search_count give ids and numbers, no data
                    self.assertIn(
                        method,
                        (
                            "search",
                            "search_count",
                            "get_views",
                            "has_access",
                            "get_formview_id",
                            "get_formview_action",
                        ),
                        name,
                    )
        self.assertGreater(checked, 5)

    def test_replica(self):
        """Core's routes for files run read-only: the row is written separately."""
        logs = self.env["integration.access.log"].with_user(self.alice)
        logs._collect("file", self.record._name, self.record.ids)
        with self.enter_registry_test_mode():
            with self.registry.cursor(readonly=True) as cr:
                readonly = logs.with_env(logs.env(cr=cr))
                data = self.cr.precommit.data
                cr.precommit.data.update(data)
                data.clear()
                readonly._write_collected()
                self.assertTrue(cr.postcommit)
                self.assertFalse(self.rows(kind="file"))
                after_commit = list(cr.postcommit._funcs)
            for write in after_commit:
                write()
        self.assertLogged(self.record, self.alice, "file")


@tagged("post_install", "-at_install")
class TestRefusedLog(ReadLogCase):
    """Refused attempts are logged although their transaction is rolled back."""

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_refusals(self):
        message = self.as_user(self.alice).message_post(body=SECRET)
        for records, call in (
            (self.record, lambda r: r.read(["secret"])),
            (self.record, lambda r: r.write({"name": "x"})),
            (self.record, lambda r: r.unlink()),
            (self.child, lambda r: r.web_read({"text": {}})),
            (message, lambda r: r.read(["body"])),
        ):
            mine = self.as_user(self.bob, records)
            self.forget()
            with self.assertRaises(AccessError), self.cr.savepoint():
                call(mine)
            self.write_refusals()
            row = self.rows(kind="refused")
            self.assertEqual(row.user_id, self.bob, records)
            self.assertEqual(row.res_ids, str(records.id))
            self.assertEqual(row.res_model, records._name)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_pointing_at_hidden_records(self):
        ordinary = self.env["integration.test.ordinary"].with_user(self.clerk)
        self.forget()
        with self.assertRaises(AccessError):
            ordinary.create({"record_id": self.record.id})
        self.write_refusals()
        row = self.rows(kind="refused")
        self.assertEqual((row.user_id, row.res_ids), (self.clerk, str(self.record.id)))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_no_right_on_the_model(self):
        with self.assertRaises(AccessError):
            self.as_user(self.clerk).search([])
        self.write_refusals()
        row = self.rows(kind="refused")
        self.assertEqual((row.user_id, row.res_model), (self.clerk, self.record._name))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_ordinary_refusals_are_not_ours(self):
        event = self.env["calendar.event"].create(
            {"name": "x", "start": "2030-01-01", "stop": "2030-01-01"}
        )
        self.env["integration.test.ordinary"].with_user(self.alice).has_access("unlink")
        self.forget()
        with self.assertRaises(AccessError):
            self.env["ir.rule"].with_user(self.clerk).search([])
        event.with_user(self.clerk).has_access("write")
        self.write_refusals()
        self.assertFalse(self.rows())

    def test_asking_is_no_attempt(self):
        record = self.as_user(self.bob)
        self.assertFalse(record.has_access("read"))
        self.assertFalse(record._filtered_access("read"))
        self.write_refusals()
        self.assertFalse(self.rows())


@tagged("post_install", "-at_install")
class TestReadLogHttp(ReadLogCase, HttpCase):
    """The same by HTTP: route, one row, refusals after the rollback."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].sudo().set_param("web.session.check", "1")
        (cls.alice | cls.bob).password = PASSWORD

    def call(self, model, method, *args, **kwargs):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    },
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def test_web_client(self):
        self.authenticate(self.alice.login, PASSWORD)
        self.forget()
        answer = self.call(
            self.record._name, "web_search_read", [], {"name": {}, "secret": {}}
        )
        self.assertEqual(answer["result"]["records"][0]["secret"], SECRET)
        row = self.rows()
        self.assertEqual((row.kind, row.user_id), ("read", self.alice))
        self.assertEqual(
            row.route, f"/web/dataset/call_kw/{self.record._name}/web_search_read"
        )

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.http")
    def test_refused(self):
        self.authenticate(self.bob.login, PASSWORD)
        self.forget()
        answer = self.call(self.record._name, "read", self.record.ids, ["secret"])
        self.assertIn("error", answer)
        self.assertNeutral(answer)
        row = self.rows()
        self.assertEqual((row.kind, row.user_id), ("refused", self.bob))
        self.assertEqual(row.res_ids, str(self.record.id))

    def test_file(self):
        message = self.as_user(self.alice).message_post(
            body="x", attachments=[("a.txt", SECRET.encode())]
        )
        self.authenticate(self.alice.login, PASSWORD)
        self.set_registry_readonly_mode(False)
        self.addCleanup(self.set_registry_readonly_mode, True)
        self.forget()
        answer = self.url_open(f"/web/content/{message.attachment_ids.id}")
        self.assertEqual(answer.text, SECRET)
        row = self.rows(kind="file")
        self.assertEqual((row.user_id, row.res_ids), (self.alice, str(self.record.id)))

    def test_nobody_becomes_the_superuser(self):
        self.admin.password = PASSWORD
        self.authenticate(self.admin.login, PASSWORD)
        self.forget()
        with mute_logger("odoo.http"):
            answer = self.url_open("/web/become", allow_redirects=False)
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(self.rows(kind="refused").user_id, self.admin)
        answer = self.call("res.users", "read", [self.admin.id], ["login"])
        self.assertEqual(answer["result"][0]["login"], self.admin.login)

    def test_image_and_list_address(self):
        self.record.image = base64.b64encode(b"GIF89a" + SECRET.encode())
        self.authenticate(self.alice.login, PASSWORD)
        self.set_registry_readonly_mode(False)
        self.addCleanup(self.set_registry_readonly_mode, True)
        self.forget()
        path = f"/web/content/{self.record._name}/{self.record.id}/image"
        self.assertIn(SECRET, self.url_open(path).text)
        self.assertEqual(self.rows(kind="file").res_ids, str(self.record.id))
        self.authenticate(self.bob.login, PASSWORD)
        self.forget()
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.http"):
            self.assertNotIn(SECRET, self.url_open(path).text)
        self.assertFalse(self.rows(kind="file"))
        self.assertEqual(self.rows(kind="refused").user_id, self.bob)

    def test_json2(self):
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.alice)
            ._generate(
                "rpc", "test", fields.Datetime.add(fields.Datetime.now(), days=1)
            )
        )
        self.forget()
        answer = self.url_open(
            f"/json/2/{self.record._name}/read",
            data=json.dumps({"ids": self.record.ids, "fields": ["secret"]}),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"bearer {key}",
            },
        )
        self.assertEqual(answer.json()[0]["secret"], SECRET)
        row = self.rows(kind="read")
        self.assertEqual(
            (row.user_id, row.route), (self.alice, f"/json/2/{self.record._name}/read")
        )
