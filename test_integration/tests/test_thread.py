from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCommon

from .common import NAME, SECRET, EngineCase


@tagged("post_install", "-at_install")
class TestThread(EngineCase, MailCommon):
    """The confidential thread: outsiders are not reached, mail is neutral."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls._user(
            "engine_deputy", "test_integration.group_integration_test_worker"
        )
        cls.record._grant_access(cls.deputy, "deputy")
        cls.stranger = cls.env["res.partner"].create(
            {"name": "Stranger", "email": "stranger@example.com"}
        )

    def test_mention_of_outsiders_is_refused(self):
        record = self.as_user(self.alice)
        count = self.env["mail.message"].search_count([])
        for partner in (*self.outsiders.partner_id, self.stranger):
            with self.assertRaisesRegex(ValidationError, self.record.reference):
                record.message_post(body=SECRET, partner_ids=partner.ids)
            with self.assertRaises(ValidationError):
                record.message_notify(body=SECRET, partner_ids=partner.ids)
        with self.assertRaises(ValidationError):
            record.message_post(body=SECRET, outgoing_email_to="x@example.com")
        self.assertEqual(self.env["mail.message"].search_count([]), count)

    def test_mention_after_access_ended(self):
        self.record._revoke_access(self.deputy)
        with self.assertRaises(ValidationError):
            self.as_user(self.alice).message_post(
                body="x", partner_ids=self.deputy.partner_id.ids
            )

    def test_followers_are_the_entitled(self):
        record = self.as_user(self.alice)
        everyone = self.outsiders.partner_id | self.stranger | self.deputy.partner_id
        record.message_subscribe(everyone.ids)
        self.assertIn(self.deputy.partner_id, self.record.message_partner_ids)
        self.assertFalse(
            self.record.message_partner_ids
            & (self.outsiders.partner_id | self.stranger)
        )
        wizard = self.env["mail.followers.edit"].with_user(self.alice)
        wizard.create(
            {
                "res_model": record._name,
                "res_ids": str(record.ids),
                "operation": "add",
                "partner_ids": [(6, 0, (self.stranger | self.bob.partner_id).ids)],
            }
        ).edit_followers()
        self.assertFalse(
            self.record.message_partner_ids & (self.stranger | self.bob.partner_id)
        )

    def test_follower_rows_by_hand(self):
        for user in (self.alice, self.bob):
            with self.assertRaises(AccessError):
                self.env["mail.followers"].with_user(user).create(
                    {
                        "res_model": self.record._name,
                        "res_id": self.record.id,
                        "partner_id": self.stranger.id,
                    }
                )

    def test_former_follower_gets_nothing(self):
        self.record.message_subscribe(self.deputy.partner_id.ids)
        self.record._revoke_access(self.deputy)
        with self.mock_mail_gateway():
            message = self.as_user(self.alice).message_post(
                body=SECRET,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        self.assertFalse(message.notification_ids)
        self.assertFalse(self._mails)

    def test_assigning_outsiders_is_refused(self):
        record = self.as_user(self.alice)
        for user in self.outsiders:
            with self.assertRaisesRegex(ValidationError, self.record.reference):
                record.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id
                )
        activity = record.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.deputy.id
        )
        with self.assertRaises(ValidationError):
            activity.user_id = self.bob

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_mail_is_neutral(self):
        record = self.as_user(self.alice)
        for post in (record.message_post, record.message_notify):
            with self.mock_mail_gateway():
                post(
                    body=SECRET,
                    subject=f"About {NAME}",
                    partner_ids=self.deputy.partner_id.ids,
                    attachments=[(f"{NAME}.txt", SECRET.encode())],
                    email_layout_xmlid="mail.mail_notification_light",
                )
            self.assertEqual(len(self._mails), 1)
            mail = self._mails[0]
            self.assertIn("engine_deputy@example.com", str(mail["email_to"]))
            self.assertEqual(mail["subject"], self.record.reference)
            self.assertIn(self.record.reference, mail["body"])
            self.assertIn(f"/mail/view?model={self.record._name}", mail["body"])
            self.assertNeutral(mail)
            self.assertNotIn("Vertraulichwort", str(mail.get("attachments")))

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_mail_about_activity(self):
        with self.mock_mail_gateway():
            self.as_user(self.alice).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=NAME,
                note=SECRET,
                user_id=self.deputy.id,
            )
            self.env.cr.precommit.run()
        self.assertTrue(self._mails)
        for mail in self._mails:
            self.assertNeutral(mail)

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_mail_of_tracked_values(self):
        self.record.message_subscribe(self.deputy.partner_id.ids)
        with self.mock_mail_gateway():
            self.as_user(self.alice).name = f"{NAME} neu"
            self.flush_tracking()
        for mail in self._mails:
            self.assertNeutral(mail)

    def test_bus_is_neutral(self):
        self.deputy.notification_type = "inbox"
        self._reset_bus()
        self.as_user(self.alice).message_post(
            body=SECRET,
            subject=NAME,
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.deputy.partner_id.ids,
            attachments=[(f"{NAME}.txt", b"x")],
        )
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].sudo().search([])
        self.assertIn("mail.message/inbox", "".join(rows.mapped("message")))
        self.assertNeutral(rows.mapped("message"))

    def test_bus_says_nothing_of_mail_that_failed(self):
        message = self.as_user(self.alice).message_post(
            body=SECRET, subject=NAME, partner_ids=self.deputy.partner_id.ids
        )
        self._reset_bus()
        message._notify_message_notification_update()
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].sudo().search([])
        self.assertIn("mail.record/insert", "".join(rows.mapped("message")))
        self.assertNeutral(rows.mapped("message"))
        self.assertIn(SECRET, str(message.body))

    def test_name_of_a_message_is_the_reference(self):
        """Rows that point at a message show its name in sudo."""
        message = self.as_user(self.alice).message_post(body=SECRET, subject=NAME)
        self.assertEqual(message.display_name, self.record.reference)
        reaction = self.env["mail.message.reaction"].create(
            {
                "message_id": message.id,
                "content": "x",
                "partner_id": self.alice.partner_id.id,
            }
        )
        groups = (
            self.env["mail.message.reaction"]
            .with_user(self.admin)
            .formatted_read_group([("id", "=", reaction.id)], ["message_id"], [])
        )
        self.assertTrue(groups)
        self.assertNeutral(groups)

    def test_administrators_export_no_messages(self):
        """Core fetches messages in sudo once they are at hand."""
        message = self.as_user(self.alice).message_post(body=SECRET, subject=NAME)
        with self.assertRaises(AccessError):
            self.as_user(self.admin, message).export_data(["subject", "body"])

    def test_web_push_is_neutral(self):
        record = self.as_user(self.alice)
        message = record.message_post(body=SECRET, subject=NAME)
        payload = record._notify_by_web_push_prepare_payload(message)
        self.assertNeutral(payload)
        self.assertIn(self.record.reference, payload["options"]["body"])

    def test_nobody_is_suggested(self):
        record = self.as_user(self.alice)
        suggested = record._message_get_suggested_recipients(reply_discussion=True)
        self.assertFalse(
            [
                row
                for row in suggested
                if row.get("partner_id")
                in (self.stranger.id, *self.outsiders.partner_id.ids)
            ]
        )

    def test_entitled_talk(self):
        """Positive control: discussion among those who may read works."""
        with self.mock_mail_gateway():
            message = self.as_user(self.alice).message_post(
                body=SECRET,
                subtype_xmlid="mail.mt_comment",
                partner_ids=self.deputy.partner_id.ids,
            )
        self.assertEqual(
            message.notification_ids.res_partner_id, self.deputy.partner_id
        )
        self.assertIn(SECRET, self.as_user(self.deputy, message).body)
