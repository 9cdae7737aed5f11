import base64
import csv
import io
import json
from datetime import datetime, timedelta
from unittest.mock import patch

import openpyxl

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_consent import agree
from .common_town import EXPORT, TownCommon

CONTROLLER = "odoo.addons.web.controllers.export"
PASSWORD = "export-of-tests-2026"


class ExportCommon(TownCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.both = cls._new_user(
            "town_exporter",
            "Ella Export",
            f"integration_case.group_integration_manager,{EXPORT},base.group_allow_export",
        )
        cls.own_only = cls._new_user(
            "town_half",
            "Hans Halb",
            f"integration_case.group_integration_manager,{EXPORT}",
        )
        cls.core_only = cls._new_user(
            "town_core",
            "Cora Core",
            "integration_case.group_integration_manager,base.group_allow_export",
        )
        (cls.both | cls.own_only | cls.core_only | cls.clerk | cls.dpo).write(
            {"password": PASSWORD}
        )
        cls.case = cls._open_file(
            cls.both, "=cmd()", "+49", phone="+49711", street="@SUM(A1)", city="Ort"
        )
        cls.foreign = cls._open_file(cls.stranger, "Fremdling", "Omar")

    def _logs(self):
        return self.env["integration.access.log"].search([("kind", "=", "export")])


@tagged("post_install", "-at_install")
class TestExport(ExportCommon):
    """Exports of client data: an own right, limited, logged, without formulas."""

    def test_both_rights_are_needed(self):
        for user in (
            self.own_only,
            self.core_only,
            self.manager,
            self.lead,
            self.clerk,
        ):
            cases = self.case.with_user(user)
            with self.assertRaises(UserError, msg=user.login):
                cases.export_data(["reference"])
        self.assertFalse(self._logs())
        admin = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            self.case.with_user(admin).export_data(["reference"])

    def test_export_is_logged_without_values(self):
        data = self.case.person_id.export_data(["name", "city", "case_ids/reference"])
        self.assertEqual(data["datas"][0][1], "Ort")
        logs = self._logs()
        self.assertEqual(
            set(logs.mapped("res_model")), {"integration.person", "integration.case"}
        )
        log = logs.filtered(lambda row: row.res_model == "integration.person")
        self.assertEqual(log.user_id, self.both)
        self.assertEqual(log.res_ids, str(self.case.person_id.id))
        self.assertEqual((log.res_count, log.company_id), (1, self.town))
        for name, field in log._fields.items():
            if field.type in ("char", "text"):
                self.assertNotIn("cmd", log[name] or "")

    def test_no_cell_is_a_formula(self):
        person = self.case.person_id
        row = person.export_data(["name", "phone", "street", "city"])["datas"][0]
        self.assertEqual(row, ["'=cmd(), +49", "'+49711", "'@SUM(A1)", "Ort"])
        defuse = person._defuse_cell
        for text in ("=1", "+1", "-1", "@1", "\t=1", "\r=1"):
            self.assertEqual(defuse(text), f"'{text}")
        for value in ("a=1", "", 5, -5, False, b"=x", None):
            self.assertEqual(defuse(value), value)

    def test_rows_are_limited(self):
        rules = type(self.env["integration.rule.value"])
        people = self.case.person_id
        agree(people, "profile")
        lines = [Command.create({"name": f"School {i}"}) for i in range(3)]
        people.qualification_ids = lines
        with patch.object(rules, "_get_number", lambda *args, **kwargs: 2):
            self.assertTrue(people.export_data(["name"]))
            with self.assertRaisesRegex(UserError, "too many"):
                people.export_data(["name", "qualification_ids/name"])
            more = people | self._open_file(self.both, "A").person_id
            more |= self._open_file(self.both, "B").person_id
            with self.assertRaisesRegex(UserError, "too many"):
                more.export_data(["name"])

    def test_only_what_one_may_read(self):
        with self.assertRaises(AccessError):
            self.foreign.with_user(self.both).export_data(["reference"])

    def test_ways_round_by_other_models(self):
        """Fields of an ordinary record that lead to a client."""
        title = self._as(self.core_only, "integration.case")
        own = title.open_file({"last_name": "Eigen"})
        event = self._as(self.core_only, "calendar.event").create(
            {
                "name": "x",
                "start": "2030-01-01 10:00:00",
                "stop": "2030-01-01 11:00:00",
                "case_id": own.id,
            }
        )
        self.assertTrue(event.export_data(["start"])["datas"])
        for path in ("case_id", "case_id/person_id/name", "case_id/reference"):
            with self.assertRaises(AccessError, msg=path):
                event.export_data(["start", path])
        with self.assertRaises(AccessError):
            own._export_rows([["reference"]])

    def test_ordinary_exports_stay_as_they_were(self):
        partner = self.env["res.partner"].create({"name": "=Amt"})
        data = partner.with_user(self.clerk).export_data(["name"])
        self.assertEqual(data, {"datas": [["=Amt"]]})
        self.assertFalse(self._logs())

    def test_core_import_is_refused(self):
        for model in self.env["integration.protected"]._get_protected_models():
            with self.assertRaises(UserError, msg=model):
                self.env[model].load(["id"], [["x"]])
        with self.assertRaises(UserError):
            self._as(self.both, "integration.person").load(["last_name"], [["X"]])

    def test_log_is_never_changed(self):
        self.case.export_data(["reference"])
        log = self._logs()
        for record in (log, log.with_user(self.dpo), log.with_user(self.both)):
            with self.assertRaises(AccessError):
                record.write({"res_ids": ""})
            with self.assertRaises(AccessError):
                record.unlink()
        with self.assertRaises(AccessError):
            self._as(self.both, "integration.access.log").create({"kind": "export"})
        self.assertTrue(log.with_user(self.dpo).res_ids)
        for user in (self.both, self.manager, self.lead, self.clerk):
            self.assertFalse(log.with_user(user).has_access("read"))


@tagged("post_install", "-at_install")
class TestExportHttp(ExportCommon, HttpCase):
    """The same through the doors of the web client."""

    def _export(self, user, kind="csv", **params):
        self.authenticate(user.login, PASSWORD)
        data = {
            "model": "integration.person",
            "fields": [
                {"name": "name", "label": "Name", "type": "char"},
                {"name": "phone", "label": "Phone", "type": "char"},
            ],
            "ids": False,
            "domain": [],
            "groupby": [],
            "import_compat": False,
            "context": {"allowed_company_ids": user.company_ids.ids},
            **params,
        }
        form = {"data": json.dumps(data), "csrf_token": Request.csrf_token(self)}
        return self.url_open(f"/web/export/{kind}", data=form)

    def test_csv(self):
        with patch(f"{CONTROLLER}._logger") as logger:
            answer = self._export(self.both, domain=[["name", "ilike", "cmd"]])
        rows = list(csv.reader(io.StringIO(answer.content.decode())))
        self.assertEqual(rows[1:], [["'=cmd(), +49", "'+49711"]])
        self.assertNotIn("ilike", str(logger.info.call_args), "no term in the log")
        log = self._logs()
        self.assertEqual(log.route, "/web/export/csv")
        self.assertEqual(log.res_ids, str(self.case.person_id.id))

    def test_nothing_found_is_not_everything(self):
        answer = self._export(self.both, domain=[["name", "=", "nobody"]])
        rows = list(csv.reader(io.StringIO(answer.content.decode())))
        self.assertEqual(len(rows), 1)

    def test_xlsx(self):
        answer = self._export(self.both, "xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        self.assertEqual(sheet["A2"].value, "'=cmd(), +49")
        self.assertEqual({c.data_type for row in sheet for c in row} - {"n"}, {"s"})

    def test_xlsx_in_groups(self):
        answer = self._export(
            self.both,
            "xlsx",
            groupby=["street"],
            fields=[{"name": "name", "label": "Name", "type": "char"}],
        )
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        values = [cell.value for row in sheet for cell in row if cell.value]
        self.assertTrue(any("SUM(A1)" in value for value in values), values)
        for row in sheet:
            for cell in row:
                self.assertNotEqual(cell.data_type, "f")
                self.assertFalse(str(cell.value or "").startswith(("=", "@", "+")))

    def test_refused_to_all_others(self):
        for user in (self.own_only, self.core_only, self.clerk, self.dpo):
            for kind in ("csv", "xlsx"):
                with self.subTest(user=user.login, kind=kind), mute_logger(CONTROLLER):
                    answer = self._export(user, kind)
                    self.assertEqual(answer.status_code, 500)
                    self.assertNotIn(b"cmd", answer.content)
        self.assertFalse(self._logs())

    def test_rpc(self):
        for user, allowed in ((self.both, True), (self.core_only, False)):
            self.authenticate(user.login, PASSWORD)
            answer = self.make_jsonrpc_call(self.case.person_id.ids)
            self.assertEqual("result" in answer, allowed, answer)

    @mute_logger("odoo.http")
    def make_jsonrpc_call(self, ids):
        """:return: answer to a remote call of ``export_data``."""
        params = {
            "model": "integration.person",
            "method": "export_data",
            "args": [ids, ["name"]],
            "kwargs": {},
        }
        answer = self.url_open(
            "/web/dataset/call_kw/integration.person/export_data",
            data=json.dumps({"jsonrpc": "2.0", "id": 1, "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json()

    def test_json_address_is_closed(self):
        self.env["ir.config_parameter"].set_param("web.json.enabled", "True")
        keys = self.env["res.users.apikeys"].with_user(self.both)
        key = keys._generate("rpc", "test", datetime.now() + timedelta(days=1))
        headers = {"Authorization": f"Bearer {key}"}
        action = self.env.ref("integration_case.integration_case_action")
        with mute_logger("odoo.http"):
            answer = self.url_open(f"/json/1/{action.path}", headers=headers)
        self.assertNotIn(b"cmd", answer.content)
        self.assertEqual(answer.status_code, 403)
        users = self.url_open("/json/1/users", headers=headers)
        self.assertNotIn(b"do not leave", users.content)

    def test_rejected_rows_are_downloaded_by_the_owner_only(self):
        content = b"Nachname;geb.\nAbebe;31.2.1990\n"
        import_ = self._as(self.both, "integration.import").create(
            {"name": "l.csv", "file": base64.b64encode(content)}
        )
        import_.action_import()
        url = import_.action_download_rejected()["url"]
        self.authenticate(self.both.login, PASSWORD)
        answer = self.url_open(url)
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        self.assertEqual(sheet["B2"].value, "Abebe")
        self.assertIn(".xlsx", answer.headers["Content-Disposition"])
        self.authenticate(self.core_only.login, PASSWORD)
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url).status_code, 404)
