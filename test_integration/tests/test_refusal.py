import base64
import json

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger

from .common import NAME, SECRET, EngineCase

LINKED = ["mail.message", "mail.followers", "mail.activity", "ir.attachment"]


@tagged("post_install", "-at_install")
class TestRefusal(EngineCase):
    """Outsiders find nothing of a protected record, by whatever door of the ORM."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        record = cls.record.with_user(cls.alice)
        cls.message = record.message_post(
            body=SECRET,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(f"{NAME}.txt", SECRET.encode())],
        )
        cls.attachment = cls.message.attachment_ids
        cls.activity = record.activity_schedule(
            "mail.mail_activity_data_todo", note=SECRET, user_id=cls.alice.id
        )
        cls.record.image = base64.b64encode(b"GIF89a" + SECRET.encode())

    def linked_rows(self):
        """:return: rows of core models that hang on the record, as superuser"""
        rows = [
            self.message,
            self.activity,
            self.attachment,
            self.env["mail.followers"].search(
                [
                    ("res_model", "=", self.record._name),
                    ("res_id", "=", self.record.id),
                ]
            ),
            self.env["ir.attachment"].search(
                [
                    ("res_model", "=", self.record._name),
                    ("res_field", "=", "image"),
                ]
            ),
        ]
        self.assertTrue(all(rows))
        return rows

    def test_the_entitled_find_everything(self):
        """Positive control: the same calls answer for whoever has access."""
        record = self.as_user(self.alice)
        self.assertEqual(record.search([("name", "ilike", "quastel")]), record)
        self.assertEqual(record.read(["secret"])[0]["secret"], SECRET)
        self.assertEqual(
            record._read_group([("id", "=", record.id)], ["name"]), [(NAME,)]
        )
        self.assertTrue(record.name_search("Quastel"))
        for rows in self.linked_rows():
            self.assertTrue(rows.with_user(self.alice).has_access("read"), rows)
        record.write({"secret": "Neu"})

    def test_search_and_group(self):
        for user in self.outsiders:
            for record in (self.as_user(user), self.as_user(user, self.child)):
                if not record.browse().has_access("read"):
                    for method, args in (
                        ("search", [[]]),
                        ("search_count", [[]]),
                        ("formatted_read_group", [[], ["reference"], ["__count"]]),
                        ("web_search_read", [[], {"display_name": {}}]),
                    ):
                        with self.assertRaises(AccessError):
                            getattr(record.browse(), method)(*args)
                    continue
                self.assertNotIn(record, record.search([]))
                self.assertFalse(record.search([("id", "=", record.id)]))
                for groupby in ("reference", "id", "create_date:day"):
                    groups = record.formatted_read_group(
                        [("id", "=", record.id)], [groupby], ["__count"]
                    )
                    self.assertFalse(groups)
                self.assertNeutral(record.formatted_read_group([], ["reference"]))
                self.assertNeutral(record.web_search_read([], {"display_name": {}}))

    def test_oracles(self):
        """Domains and orders over the record confirm nothing."""
        record = self.as_user(self.bob)
        self.assertFalse(record.search([("name", "ilike", "Quastel")]))
        self.assertFalse(record.search([("child_ids.text", "ilike", SECRET)]))
        self.assertFalse(record.search([("message_ids.body", "ilike", SECRET)]))
        self.assertFalse(record.search([("activity_ids.note", "ilike", SECRET)]))
        children = self.as_user(self.bob, self.child)
        self.assertFalse(children.search([("record_id.name", "ilike", "Quastel")]))
        self.assertFalse(children.search([("record_id", "any", [("name", "!=", 0)])]))
        self.assertFalse(children.search([("record_id", "ilike", "Quastel")]))
        ordinary = self.env["integration.test.ordinary"].create(
            {"record_id": self.record.id}
        )
        for user in (self.bob, self.clerk):
            rows = self.as_user(user, ordinary)
            for path in ("record_id", "record_id.display_name"):
                try:
                    found = rows.search([(path, "ilike", "Quastel")])
                except AccessError:
                    continue
                self.assertFalse(found)
            self.assertNotIn(
                NAME, str(rows.formatted_read_group([], ["record_id"], ["__count"]))
            )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_read_write_unlink(self):
        for user in self.outsiders:
            for record in (self.as_user(user), self.as_user(user, self.child)):
                for method, args in (
                    ("read", [["reference"]]),
                    ("read", [["display_name"]]),
                    ("web_read", [{"display_name": {}}]),
                    ("export_data", [["reference"]]),
                    ("write", [{"reference": "T-00000"}]),
                    ("unlink", []),
                    ("copy", []),
                ):
                    with self.assertRaises(AccessError, msg=f"{user.login} {method}"):
                        getattr(record, method)(*args)
                with self.assertRaises(AccessError):
                    record.mapped("reference")

    def test_name_search(self):
        for operator in ("ilike", "=", "in"):
            for text in ("Quastel", NAME, self.record.reference, ""):
                text = [text] if operator == "in" else text
                found = self.as_user(self.bob).name_search(text, operator=operator)
                self.assertNotIn(self.record.id, [row[0] for row in found])
        with self.assertRaises(AccessError):
            self.as_user(self.clerk).name_search("Quastel")

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_linked_rows(self):
        for user in self.outsiders:
            for rows in self.linked_rows():
                rows = self.as_user(user, rows)
                self.assertFalse(rows.search([("id", "in", rows.ids)]), rows)
                self.assertFalse(
                    rows.formatted_read_group([("id", "in", rows.ids)], ["id"])
                )
                for method in ("read", "unlink"):
                    with self.assertRaises(AccessError, msg=f"{user.login} {rows}"):
                        getattr(rows, method)()

    def test_linked_rows_of_ended_access(self):
        """Author, follower and assignee lose the rows with the record."""
        self.record._revoke_access(self.alice)
        for rows in self.linked_rows():
            rows = self.as_user(self.alice, rows)
            self.assertFalse(rows.has_access("read"), rows)
            self.assertFalse(rows.search([("id", "in", rows.ids)]), rows)
        counters = self.env["res.users"].with_user(self.alice)._get_activity_groups()
        self.assertNotIn(self.record._name, [row["model"] for row in counters])

    def test_notifications(self):
        self.record._grant_access(self.bob, "deputy")
        message = self.record.with_user(self.alice).message_post(
            body=SECRET, partner_ids=self.bob.partner_id.ids
        )
        notification = message.notification_ids
        self.assertEqual(notification.res_partner_id, self.bob.partner_id)
        self.assertTrue(notification.with_user(self.bob).has_access("read"))
        for user in (self.clerk, self.admin):
            rows = self.as_user(user, notification)
            self.assertFalse(rows.search([("id", "in", rows.ids)]), user.login)
            with self.assertRaises(AccessError):
                rows.read(["res_partner_id", "mail_message_id"])

    def test_queued_mail(self):
        """Whoever administers mail reads no text of a protected discussion."""
        self.record._grant_access(self.bob, "deputy")
        message = self.record.with_user(self.alice).message_post(
            body=SECRET,
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.bob.partner_id.ids,
        )
        mails = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        self.assertTrue(mails)
        mails = self.as_user(self.admin, mails)
        for mail in mails.search([("id", "in", mails.ids)]):
            self.assertNeutral(mail.read())
        self.assertFalse(mails.search([("body", "ilike", SECRET)]))
        tracking = self.env["mail.tracking.value"].with_user(self.admin)
        self.record.with_user(self.alice).name = f"{NAME} neu"
        self.env.flush_all()
        self.assertNeutral(tracking.search([]).read())

    def test_forwarding_by_composer(self):
        for user in (self.bob, self.clerk):
            Composer = self.env["mail.compose.message"].with_user(user)
            with self.assertRaises(AccessError):
                wizard = Composer.create(
                    {
                        "model": self.record._name,
                        "res_ids": str(self.record.ids),
                        "composition_mode": "comment",
                        "parent_id": self.message.id,
                        "body": "x",
                    }
                )
                wizard.action_send_mail()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_errors_say_nothing(self):
        """Core names records to everybody in developer mode."""
        # self.clerk holds base.group_no_one
        for user in self.outsiders | self.alice:
            if user == self.alice:
                self.record._revoke_access(self.alice)
            for rows in [self.record, self.child, *self.linked_rows()]:
                for operation in ("read", "write", "unlink"):
                    rows = self.as_user(user, rows)
                    if rows.has_access(operation):
                        self.fail(f"{user.login} may {operation} {rows}")
                    with self.assertRaises(AccessError) as caught:
                        rows.with_context(debug="1").check_access(operation)
                    self.assertNeutral(caught.exception)
                    self.assertNotIn(self.record.reference, str(caught.exception))
                    self.assertFalse(getattr(caught.exception, "context", None))

    def test_attachments_have_neutral_names(self):
        self.assertEqual(self.attachment.name, f"{self.record.reference}.txt")
        self.assertEqual(self.attachment.description, f"{NAME}.txt")
        attachment = self.env["ir.attachment"].with_user(self.alice)
        draft = attachment.create(
            {"name": f"{NAME}.pdf", "raw": b"x", "res_model": "mail.compose.message"}
        )
        draft.write({"res_model": self.record._name, "res_id": self.record.id})
        self.assertEqual(draft.name, f"{self.record.reference}.pdf")
        draft.name = f"{NAME} neu.pdf"
        self.assertNeutral(draft.name)
        self.env.flush_all()
        # names only: the description is read with the record
        names = self.env.execute_query(
            SQL(
                "SELECT name FROM ir_attachment WHERE res_model = %s", self.record._name
            )
        )
        self.assertTrue(names)
        self.assertNeutral(names)

    def test_upload_to_foreign_record(self):
        for user in (self.bob, self.clerk):
            with self.assertRaises(AccessError):
                self.env["ir.attachment"].with_user(user).create(
                    {
                        "name": "x",
                        "raw": b"x",
                        "res_model": self.record._name,
                        "res_id": self.record.id,
                    }
                )

    def test_posting_to_foreign_record(self):
        for user in self.outsiders:
            record = self.as_user(user)
            with self.assertRaises(AccessError):
                record.message_post(body="x")
            with self.assertRaises(AccessError):
                record.activity_schedule("mail.mail_activity_data_todo")
            with self.assertRaises(AccessError):
                record.message_subscribe(self.alice.partner_id.ids)
            record.message_subscribe(user.partner_id.ids)
            self.assertNotIn(user.partner_id, self.record.message_partner_ids)


@tagged("post_install", "-at_install")
class TestRefusalHttp(EngineCase, HttpCase):
    """The same over HTTP: attachments, images, JSON."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record.image = base64.b64encode(SECRET.encode())
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "raw": SECRET.encode(),
                "res_model": cls.record._name,
                "res_id": cls.record.id,
            }
        )
        for user in (cls.alice, cls.bob, cls.clerk):
            user.password = f"{user.login} long"

    def _login(self, user):
        self.authenticate(user.login, f"{user.login} long")

    def _get_bodies(self):
        model, res_id = self.record._name, self.record.id
        return [
            self.url_open(path).content
            for path in (
                f"/web/content/{self.file.id}",
                f"/web/content/{model}/{res_id}/image",
                f"/web/image/{model}/{res_id}/image",
            )
        ]

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.http")
    def test_files(self):
        self._login(self.alice)
        bodies = self._get_bodies()
        self.assertEqual(bodies[0], SECRET.encode())
        self.assertEqual(bodies[1], SECRET.encode())
        for user in (self.bob, self.clerk):
            self._login(user)
            for body in self._get_bodies():
                self.assertNotIn(SECRET.encode(), body, user.login)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.http")
    def test_call_kw_in_developer_mode(self):
        self._login(self.bob)
        self.url_open("/odoo?debug=1")
        params = {
            "model": self.record._name,
            "method": "web_read",
            "args": [self.record.ids, {"display_name": {}}],
            "kwargs": {"context": {"integration_show_names": True}},
        }
        answer = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        )
        self.assertEqual(
            answer.json()["error"]["data"]["name"], "odoo.exceptions.AccessError"
        )
        self.assertNeutral(answer.text)
        self.assertNotIn(self.record.reference, answer.text)
