import json
from datetime import datetime, timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import NAME, EngineCase

ORDINARY = "integration.test.ordinary"
SPEC = {
    "record_id": {"fields": {"display_name": {}}},
    "record_name": {},
    "record_ids": {"fields": {"display_name": {}}},
    "child_ids": {"fields": {"display_name": {}, "text": {}}},
    "line_ids": {"fields": {"record_id": {}, "record_name": {}}},
    "pointer": {"fields": {"display_name": {}}},
    "res_id": {},
    "res_model": {},
}


@tagged("post_install", "-at_install")
class TestGuard(EngineCase):
    """Nobody makes a record point at a protected record that she cannot read."""

    def get_references(self, record, child):
        """:return: values of every relational kind that point at a record"""
        return [
            {"record_id": record.id},
            {"record_ids": [Command.link(record.id)]},
            {"record_ids": [Command.set(record.ids)]},
            {"child_ids": [Command.link(child.id)]},
            {"child_ids": [Command.update(child.id, {"text": "x"})]},
            {"pointer": f"{record._name},{record.id}"},
            {"res_model": record._name, "res_id": record.id},
            {"line_ids": [Command.create({"record_id": record.id})]},
        ]

    def get_odd_references(self, record):
        """:return: values that no screen sends, but the database would take"""
        return [
            {"record_ids": record.ids},
            {"record_ids": [[6, 0, [str(record.id)]]]},
            {"record_ids": [[4, str(record.id), 0]]},
            {"record_ids": [[4, float(record.id), 0]]},
        ]

    def test_the_entitled_may(self):
        """Positive control: the same values are accepted from whoever may read."""
        model = self.env[ORDINARY].with_user(self.alice)
        row = model.create({"child_ids": [Command.link(self.child.id)]})
        for vals in self.get_references(self.record, self.child):
            row.write(dict(vals))
            values = row.onchange(dict(vals), list(vals), SPEC)
            self.assertIn("value", values)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_create_and_write(self):
        for user in (self.bob, self.clerk):
            model = self.env[ORDINARY].with_user(user)
            row = model.create({"name": "Mine"})
            for vals in (
                *self.get_references(self.record, self.child),
                *self.get_odd_references(self.record),
            ):
                for method in (model.create, row.write):
                    with self.assertRaises(AccessError, msg=f"{vals}") as caught:
                        method(dict(vals))
                    self.assertNeutral(caught.exception)
            self.env.flush_all()
            # sudo: the clerk may not even read the model
            self.assertFalse(row.sudo().record_ids)

    def test_own_records_pass(self):
        model = self.env[ORDINARY].with_user(self.bob)
        row = model.create({"record_id": self.own.id, "record_ids": self.own.ids})
        row.write({"pointer": f"{self.own._name},{self.own.id}"})
        self.assertEqual(row.record_name, "Bob's own")

    def test_id_beside_a_model_name(self):
        model = self.env[ORDINARY].with_user(self.bob)
        target = self.record._name
        with self.assertRaises(AccessError):
            model.with_context(default_res_model=target).create(
                {"res_id": self.record.id}
            )
        row = model.create({"res_model": "res.partner", "res_id": self.record.id})
        with self.assertRaises(AccessError):
            row.write({"res_model": target})
        others = model.create([{"res_model": "res.partner"}, {"res_model": target}])
        with self.assertRaises(AccessError):
            others.write({"res_id": self.record.id})
        row.write({"res_model": False})

    def test_defaults(self):
        for user in (self.bob, self.clerk):
            for vals in self.get_references(self.record, self.child):
                context = {f"default_{name}": value for name, value in vals.items()}
                model = self.env[ORDINARY].with_user(user).with_context(**context)
                with self.assertRaises(AccessError, msg=f"{vals}"):
                    model.default_get(list(SPEC))
                with self.assertRaises(AccessError, msg=f"{vals}"):
                    model.create({"name": "x"})
                with self.assertRaises(AccessError, msg=f"{vals}"):
                    model.onchange({}, [], SPEC)

    def test_onchange(self):
        for user in (self.bob, self.clerk):
            model = self.env[ORDINARY].with_user(user)
            row = model.create({"name": "Mine"})
            for vals in (
                *self.get_references(self.record, self.child),
                *self.get_odd_references(self.record),
            ):
                for records in (model, row):
                    with self.assertRaises(AccessError, msg=f"{vals}"):
                        records.onchange(dict(vals), list(vals), SPEC)

    def test_onchange_lines(self):
        """Lines inside the values are computed without their own model's door."""
        model = self.env[ORDINARY].with_user(self.bob)
        row = model.create({"line_ids": [Command.create({})]})
        for command in (
            [0, "virtual_1", {"record_id": self.record.id}],
            [0, "virtual_1", {"record_id": {"id": self.record.id}}],
            [1, row.line_ids.id, {"record_id": self.record.id}],
        ):
            for records in (model, row):
                with self.assertRaises(AccessError, msg=f"{command}"):
                    records.onchange({"line_ids": [command]}, ["line_ids"], SPEC)

    def test_onchange_for_the_entitled(self):
        model = self.env[ORDINARY].with_user(self.alice)
        values = model.onchange({"record_id": self.record.id}, ["record_id"], SPEC)
        self.assertEqual(values["value"]["record_name"], NAME)

    def test_what_is_there_stays(self):
        """Saving a form again is no refusal, though a reference in it is hidden."""
        row = self.env[ORDINARY].create({"record_id": self.record.id})
        mine = row.with_user(self.clerk)
        mine.write({"record_id": self.record.id, "name": "Changed"})
        self.assertEqual(row.name, "Changed")
        with self.assertRaises(AccessError):
            mine.copy()
        with self.assertRaises(AccessError):
            # the reference of one record is no leave for another
            (mine | mine.create({})).write({"record_ids": self.record.ids})

    def test_rows_of_protected_records(self):
        """Messages, activities, files and events of protected records count as well."""
        message = self.record.message_post(body="x")
        event = self.env["calendar.event"].create(
            {
                "name": "x",
                "start": "2030-01-01 10:00",
                "stop": "2030-01-01 11:00",
                "test_record_id": self.record.id,
                "partner_ids": self.alice.partner_id.ids,
            }
        )
        attachment = self.env["ir.attachment"].create(
            {"name": "x", "res_model": self.record._name, "res_id": self.record.id}
        )
        activity = self.record.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.alice.id
        )
        for model, vals in (
            ("mail.message", {"parent_id": message.id}),
            ("mail.compose.message", {"parent_id": message.id}),
            ("mail.compose.message", {"attachment_ids": attachment.ids}),
            ("mail.activity", {"calendar_event_id": event.id}),
            ("calendar.event", {"activity_ids": [Command.link(activity.id)]}),
            ("calendar.attendee", {"event_id": event.id}),
        ):
            for user in (self.bob, self.clerk):
                with self.assertRaises(AccessError, msg=f"{model} {vals}"):
                    self.env[model].with_user(user).onchange(
                        dict(vals), list(vals), {name: {} for name in vals}
                    )
        self.env["mail.compose.message"].with_user(self.alice).onchange(
            {"parent_id": message.id}, ["parent_id"], {"parent_id": {}}
        )

    def test_ordinary_values_cost_no_query(self):
        row = self.env[ORDINARY].with_user(self.clerk).create({"name": "x"})
        partner = self.env.user.partner_id
        guard = self.env["integration.reference.guard"].with_user(self.clerk)
        guard._collect(row, [{"name": "y"}])
        with self.assertQueryCount(0):
            self.assertFalse(guard._collect(row, [{"name": "y"}]))
            self.assertFalse(
                guard._collect(
                    partner, [{"parent_id": 1, "child_ids": [(0, 0, {"name": "x"})]}]
                )
            )


@tagged("post_install", "-at_install")
class TestGuardHttp(EngineCase, HttpCase):
    """The guard stands on every way in; JSON-2 is one."""

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_json2(self):
        if "rpc" not in self.env.registry._init_modules:
            self.fail("JSON-2 is not installed")
        keys = {}
        for user in (self.alice, self.bob):
            keys[user] = (
                self.env["res.users.apikeys"]
                .with_user(user)
                ._generate("rpc", "test", datetime.now() + timedelta(hours=1))
            )

        def post(user, **arguments):
            return self.url_open(
                f"/json/2/{ORDINARY}/create",
                data=json.dumps(arguments),
                headers={
                    "Content-Type": "application/json",
                    "Authorization": f"bearer {keys[user]}",
                },
            )

        record = {"record_id": self.record.id}
        self.assertEqual(post(self.alice, vals_list=[record]).status_code, 200)
        for arguments in (
            {"vals_list": [record]},
            {"vals_list": [{}], "context": {"default_record_id": self.record.id}},
            {"vals_list": [{"line_ids": [[0, 0, record]]}]},
        ):
            answer = post(self.bob, **arguments)
            self.assertEqual(answer.status_code, 403, answer.text)
            self.assertEqual(answer.json()["name"], "odoo.exceptions.AccessError")
            self.assertNeutral(answer.text)
