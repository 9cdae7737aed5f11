from odoo.tests import tagged
from odoo.tools import SQL

from .common import NAME, EngineCase

DISPLAY = {"fields": {"display_name": {}}}


@tagged("post_install", "-at_install")
class TestNames(EngineCase):
    """Screens of the entitled show names; what is stored or sent shows none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ordinary = cls.env["integration.test.ordinary"].create(
            {"name": "Ordinary", "record_id": cls.record.id}
        )

    def test_reference_is_random(self):
        references = {
            self.env["integration.test.record"]._make_reference("T")
            for _i in range(200)
        }
        self.assertEqual(len(references), 200)
        for reference in references:
            self.assertRegex(reference, r"^T-[0-9A-HJKMNP-TV-Z]{5}$")

    def test_references_of_one_batch_differ(self):
        """Two alike among many drawn at once are likelier than one would think."""
        records = self.env["integration.test.record"]
        records.create({"reference": "X-0"})
        drawn = iter(["X-0", "X-1", "X-1", "X-2", "X-2", "X-3"])
        self.patch(type(records), "_draw_reference", lambda *args: next(drawn))
        self.assertEqual(set(records._make_references("X", 3)), {"X-1", "X-2", "X-3"})

    def test_screen_reads_of_the_entitled(self):
        record = self.as_user(self.alice)
        shown = f"{NAME} ({self.record.reference})"
        self.assertEqual(
            record.web_read({"display_name": {}})[0]["display_name"], shown
        )
        self.assertEqual(record.name_search("quast"), [(record.id, shown)])
        found = record.web_name_search("quast", {"display_name": {}})
        self.assertEqual(found[0]["display_name"], shown)
        found = record.web_search_read(
            [("id", "=", record.id)], {"display_name": {}, "child_ids": DISPLAY}
        )["records"][0]
        self.assertEqual(found["display_name"], shown)
        self.assertEqual(found["child_ids"][0]["display_name"], shown)
        children = self.as_user(self.alice, self.child)
        self.assertEqual(
            children.web_read({"record_id": DISPLAY})[0]["record_id"]["display_name"],
            shown,
        )
        groups = children.formatted_read_group([], ["record_id"], ["__count"])
        self.assertIn((record.id, shown), [group["record_id"] for group in groups])
        groups = children.web_read_group([], ["record_id"])["groups"]
        self.assertIn(shown, str(groups))
        values = children.onchange({"record_id": record.id}, ["record_id"], {})
        self.assertIn("value", values)

    def test_other_reads_show_the_reference(self):
        record = self.as_user(self.alice)
        self.assertEqual(record.display_name, self.record.reference)
        row = self.as_user(self.alice, self.child).read(["record_id"])[0]
        self.assertEqual(row["record_id"], (record.id, self.record.reference))
        group = self.as_user(self.alice, self.child)._read_group([], ["record_id"])
        self.assertEqual(group[0][0].display_name, self.record.reference)

    def test_no_caller_switches_names_on(self):
        for value in (True, 1, "SHOW_NAMES", ["x"]):
            record = self.as_user(self.alice).with_context(integration_show_names=value)
            self.assertEqual(record.display_name, self.record.reference)

    def test_screens_of_others(self):
        """An ordinary record that points here shows the reference to everybody else."""
        for user in self.outsiders:
            rows = self.as_user(user, self.ordinary)
            found = rows.web_read({"record_id": DISPLAY})[0]["record_id"]
            self.assertEqual(found["display_name"], self.record.reference)
            self.assertNeutral(
                rows.formatted_read_group([], ["record_id"], ["__count"])
            )
            self.assertNeutral(
                rows.web_search_read([], {"record_id": DISPLAY, "stored_title": {}})
            )
            self.assertNeutral(rows.read(["record_id", "stored_title", "display_name"]))

    def test_names_of_ended_access(self):
        self.record._revoke_access(self.alice)
        found = self.as_user(self.alice, self.ordinary).web_read({"record_id": DISPLAY})
        self.assertEqual(found[0]["record_id"]["display_name"], self.record.reference)

    def test_stored_computations(self):
        """A computation that a screen read sets off stores the reference."""
        ordinary = self.ordinary.with_user(self.alice)
        ordinary.name = "Changed"  # stored_title waits for the next flush
        values = ordinary.web_read({"record_id": DISPLAY, "stored_title": {}})[0]
        self.assertEqual(values["record_id"]["display_name"][: len(NAME)], NAME)
        self.assertEqual(values["stored_title"], self.record.reference)
        ordinary.web_save({"name": "Again"}, {"record_id": DISPLAY, "stored_title": {}})
        self.env.flush_all()
        self.assertNotIn(NAME, ordinary.stored_title)

    def test_activity(self):
        record = self.as_user(self.alice)
        activity = record.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.alice.id
        )
        activity.web_read({"res_name": {}, "display_name": {}})
        record.web_read({"activity_ids": {"fields": {"res_name": {}}}})
        self.env.flush_all()
        self.assertEqual(activity.res_name, self.record.reference)

    def test_no_column_of_core_holds_the_name(self):
        """All that core stores around a record: messages, mail, bus, activities."""
        self.record._grant_access(self.bob, "deputy")
        self.bob.notification_type = "inbox"
        record = self.as_user(self.alice)
        record.message_post(body="Text", partner_ids=self.bob.partner_id.ids)
        record.activity_schedule("mail.mail_activity_data_todo", user_id=self.bob.id)
        record.message_subscribe(self.bob.partner_id.ids)
        record.web_save({"secret": "Neu"}, {"display_name": {}})
        self.env["calendar.event"].with_user(self.alice).create(
            {
                "name": NAME,
                "start": "2030-01-01 10:00",
                "stop": "2030-01-01 11:00",
                "test_record_id": record.id,
            }
        )
        self.env.cr.precommit.run()
        self.env.flush_all()
        hits = []
        for table, column in self.env.execute_query(
            SQL(
                """SELECT table_name, column_name FROM information_schema.columns
                    WHERE table_schema = 'public'
                      AND data_type IN ('text', 'character varying', 'jsonb')
                      AND table_name NOT LIKE 'integration_test_%%'"""
            )
        ):
            [[count]] = self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s WHERE %s::text ILIKE '%%Quastel%%'",
                    SQL.identifier(table),
                    SQL.identifier(column),
                )
            )
            if count:
                hits.append((table, column))
        self.assertFalse(hits)
