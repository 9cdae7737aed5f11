from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_referral import ReferralCase

OVERRIDE = "integration_plan.group_referral_override"


@tagged("post_install", "-at_install")
class TestReferralConsent(ReferralCase):
    """Nothing leaves without a consent, and what left ends with it (C39-C43)."""

    def assert_not_sent(self, referral):
        with self.assertRaises(UserError) as refused:
            self.send(referral)
        self.assertEqual(referral.state, "offered")
        self.assertFalse(referral.letter_id)
        self.assertFalse(self.get_mails())
        return str(refused.exception)

    def open_dialog(self, referral, user=None):
        action = referral.action_send()
        records = self.env[action["res_model"]].with_user(user or referral.env.user)
        return records.browse(action["res_id"])

    def decide_without(self, referral, reason="Gefahr für ein Kind"):
        dialog = self.open_dialog(referral)
        dialog.reason = reason
        dialog.action_override()
        return self.env["integration.referral.override"].search([], limit=1)

    # hard stop --------------------------------------------------------

    def test_not_asked(self):
        words = self.assert_not_sent(self.refer())
        self.assertIn("not asked", words)
        self.assertNotIn("Amina", words)

    def test_refused_withdrawn_expired(self):
        consent = self.agree()
        referral = self.refer()
        with freeze_time(consent.date_until + timedelta(hours=1)):
            self.assert_not_sent(referral)
        consent.action_withdraw()
        self.assert_not_sent(referral)

    def test_other_recipient(self):
        other = self.env["res.partner"].create({"name": "Andere Stelle"})
        self.agree(other)
        self.assertIn("named", self.assert_not_sent(self.refer()))

    def test_data_not_covered(self):
        self.agree()
        classes = self.contact_class | self.data_class("health")
        self.assert_not_sent(self.refer(data_class_ids=[Command.set(classes.ids)]))

    def test_contact_person_of_the_named(self):
        self.agree()
        person = self.env["res.partner"].create(
            {"name": "Frau Kurs", "parent_id": self.provider.id}
        )
        referral = self.refer(partner_id=person.id, email="x@example.com")
        self.send(referral)
        self.assertEqual(referral.state, "sent")

    def test_through_every_door(self):
        """RPC, superuser mode, server action: the stop stands in the model."""
        referral = self.refer()
        for records in (referral, referral.sudo()):
            with self.assertRaises(UserError):
                records._send()
        action = self.env["ir.actions.server"].create(
            {
                "name": "x",
                "model_id": self.env["ir.model"]._get_id("integration.referral"),
                "state": "code",
                "code": "record.write({'state': 'sent'})",
            }
        )
        with self.assertRaises(UserError):
            action.with_context(
                active_model=referral._name, active_id=referral.id
            ).run()
        self.assertEqual(referral.state, "offered")

    # what leaves ------------------------------------------------------

    def test_preview_is_what_leaves(self):
        self.agree()
        referral = self.refer(message="Bitte anrufen", note="Nur intern")
        dialog = self.open_dialog(referral)
        self.assertIn("Amina", str(dialog.preview))
        self.assertNotIn("Bitte anrufen", str(dialog.preview))
        self.assertFalse(dialog.refusal)
        dialog.action_send()
        values = referral.disclosure_ids.mapped("value")
        for value in values:
            self.assertIn(value, str(dialog.preview))
        self.assertIn("0171 4711", values)
        self.assertFalse([v for v in values if "Bitte" in v or "intern" in v])
        # the copy stays as it left
        self.person.sudo().phone = "0171 999"
        self.assertIn("0171 4711", referral.disclosure_ids.mapped("value"))
        row = referral.disclosure_ids[0]
        self.assertEqual(row.partner_id, self.provider)
        self.assertEqual(row.purpose_id.code, "services")
        self.assertEqual(row.basis, "consent")
        self.assertGreater(row.date_until, fields.Datetime.now())

    def test_changed_since_the_preview(self):
        self.agree()
        referral = self.refer()
        dialog = self.open_dialog(referral)
        self.person.sudo().phone = "0171 999"
        with self.assertRaises(UserError):
            dialog.action_send()
        self.assertEqual(referral.state, "offered")

    def test_recipient_side_points_at_no_case(self):
        for name in ("integration.referral.letter", "integration.disclosure"):
            for field in self.env[name]._fields.values():
                if field.store and field.relational and field.type != "one2many":
                    self.assertNotIn(
                        field.comodel_name,
                        self.get_models_with_path() - {"integration.referral.letter"},
                        str(field),
                    )

    # override ---------------------------------------------------------

    def test_override_needs_a_right(self):
        referral = self.refer()
        dialog = self.open_dialog(referral)
        self.assertFalse(dialog.may_override)
        dialog.reason = "Gefahr"
        with self.assertRaises(AccessError):
            dialog.action_override()
        with self.assertRaises(AccessError):
            self.env["integration.referral.override"].with_user(self.manager1).create(
                {"reason": "x"}
            )

    def test_override(self):
        self.manager1.group_ids += self.env.ref(OVERRIDE)
        referral = self.refer()
        with self.assertRaises(UserError):
            self.decide_without(referral, reason=" ")
        log = self.env["integration.access.log"]
        told = self.env["mail.message"].search_count(
            [("partner_ids", "in", self.lead.partner_id.ids)]
        )
        override = self.decide_without(referral)
        self.assertEqual(override.user_id, self.manager1)
        self.assertEqual(override.reference, self.case1.reference)
        self.env.flush_all()
        log._write_collected()
        self.assertTrue(
            log.search(
                [
                    ("kind", "=", "break_glass"),
                    ("res_model", "=", "integration.referral"),
                ]
            )
        )
        self.assertGreater(
            self.env["mail.message"].search_count(
                [("partner_ids", "in", self.lead.partner_id.ids)]
            ),
            told,
        )
        self.send(referral)
        self.assertEqual(referral.state, "sent")
        self.assertEqual(set(referral.disclosure_ids.mapped("basis")), {"override"})
        self.assertEqual(referral.date_until, override.date_until)
        for method, args in (("write", [{"reason": "x"}]), ("unlink", [])):
            with self.assertRaises(AccessError):
                getattr(override.sudo(), method)(*args)

    def test_override_expires(self):
        self.manager1.group_ids += self.env.ref(OVERRIDE)
        late = self.refer()
        override = self.decide_without(late)
        referral = self.refer()
        self.decide_without(referral)
        self.send(referral)
        with freeze_time(override.date_until + timedelta(hours=1)):
            with self.assertRaises(UserError):
                self.send(late)
            self.assertFalse(referral.letter_id.sudo()._is_readable())
            self.run_job("referrals")
            self.assertEqual(referral.state, "revoked")
            self.assertEqual(referral.revoked_how, "time")
            steps = len(referral.step_ids)
            self.run_job("referrals")
            self.assertEqual(len(referral.step_ids), steps)

    def test_override_is_for_one_recipient(self):
        self.manager1.group_ids += self.env.ref(OVERRIDE)
        referral = self.refer()
        self.decide_without(referral)
        other = self.env["res.partner"].create({"name": "Andere", "email": "a@b.cd"})
        referral.partner_id = other
        with self.assertRaises(UserError):
            self.send(referral)

    # withdrawal -------------------------------------------------------

    def test_withdrawn_while_sent(self):
        """In the same transaction, and the recipient is told without a name (C43)."""
        referral = self.sent()
        mails = self.get_mails()
        self.consent.with_user(self.manager1).action_withdraw()
        self.assertEqual(referral.state, "revoked")
        self.assertEqual(referral.revoked_how, "withdrawn")
        self.assertEqual(referral.step_ids[0].by, "system")
        self.assertTrue(all(referral.disclosure_ids.mapped("revoked_on")))
        self.assertTrue(referral.letter_id.sudo().token_id.revoked_on)
        mail = self.get_mails() - mails
        self.assertEqual(len(mail), 1)
        text = str(mail.body_html) + mail.subject
        for word in ("Amina", self.person.sudo().name, "0171", self.case1.reference):
            self.assertNotIn(word, text)
        self.assertIn(referral.number, text)

    def test_all_or_nothing(self):
        """If a referral cannot be ended, the consent is not withdrawn either."""
        referral = self.sent()
        self.patch(
            type(referral),
            "_revoke",
            lambda self, how: (_ for _ in ()).throw(ValueError("cannot")),
        )
        with self.assertRaises(ValueError), self.cr.savepoint():
            self.consent.action_withdraw()
        self.env.invalidate_all()
        self.assertEqual(self.consent.state, "given")
        self.assertEqual(referral.state, "sent")

    def test_ended_ones_stay(self):
        referral = self.sent()
        self.answer(referral, "rejected", reason_id=self.full_reason.id)
        mails = self.get_mails()
        self.consent.action_withdraw()
        self.assertEqual(referral.state, "rejected")
        self.assertEqual(self.get_mails(), mails)

    def test_other_purpose_stays(self):
        referral = self.sent()
        plans = self.person.sudo().consent_ids.filtered(
            lambda one: one.purpose_id.code == "plan"
        )
        plans.action_withdraw()
        self.assertEqual(referral.state, "sent")

    def test_expired_and_renewed(self):
        """A referral goes on if a newer consent carries it."""
        consent = self.agree()
        with freeze_time(consent.date_until - timedelta(days=9)):
            referral = self.refer()
            self.send(referral)
            renewed = self.agree()
        with freeze_time(consent.date_until + timedelta(hours=1)):
            consent._on_consent_expired()
            self.assertEqual(referral.state, "sent")
            self.assertEqual(referral.consent_ids, renewed)
            self.assertGreater(referral.letter_id.date_until, consent.date_until)

    def test_expired(self):
        referral = self.sent()
        with freeze_time(self.consent.date_until + timedelta(hours=1)):
            self.consent._on_consent_expired()
        self.assertEqual(referral.state, "revoked")
        self.assertEqual(referral.revoked_how, "expired")
