from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.integration_base.tools.days import get_today

from .common_consent import agree
from .common_erasure import ErasureCase


@tagged("post_install", "-at_install")
class TestErasure(ErasureCase):
    """Plan, dry run, second person, holds (C70-C73)."""

    def lines(self, erasure, action):
        return erasure.sudo().line_ids.filtered(lambda row: row.action == action)

    def close_years_ago(self, years):
        self.close()
        day = fields.Date.subtract(get_today(), years=years)
        self.case1.sudo().write({"date_open": day, "date_closed": day})

    def test_dry_run(self):
        """Counts per kind and class, with the reason; nothing is erased (C70)."""
        self.contact(note="Notiz")
        self.close_years_ago(2)
        erasure = self.plan(origin="office")
        kept = self.lines(erasure, "kept")
        self.assertFalse(self.lines(erasure, "due"))
        contacts = kept.filtered(lambda row: row.res_model == "integration.counselling")
        self.assertEqual(contacts.count, 1)
        self.assertEqual(contacts.data_class_id.code, "counselling")
        day = fields.Date.add(self.case1.sudo().date_closed, months=36)
        self.assertEqual(contacts.date, day)
        self.assertIn("36 months", contacts.reason)
        with self.assertRaises(UserError) as caught:
            erasure.action_request()
        self.assertIn("36 months", str(caught.exception))
        self.assertEqual(self.person.last_name, "Testmann")

    def test_due_by_rule(self):
        """Three years after the closure all is due; the job proposes, no more (C70)."""
        self.close_years_ago(4)
        erasures = self.env["integration.erasure"]
        self.run_job("propose_erasures")
        erasure = erasures.search([("res_id", "=", self.person.id)])
        self.assertEqual((erasure.state, erasure.origin), ("draft", "rule"))
        self.assertTrue(self.lines(erasure, "due"))
        self.assertFalse(self.lines(erasure, "kept"))
        self.assertEqual(self.person.last_name, "Testmann")
        # a second run proposes nothing twice, and other cases are open
        self.run_job("propose_erasures")
        self.assertEqual(self.person.retention_checked_on, get_today())
        self.env.cr.execute("UPDATE integration_person SET retention_checked_on = NULL")
        self.run_job("propose_erasures")
        self.assertEqual(erasures.search([("res_id", "=", self.person.id)]), erasure)
        ids = (self.case2.sudo().person_id | self.person).ids
        self.assertEqual(erasures.search_count([("res_id", "in", ids)]), 1)

    def test_only_due_classes(self):
        """What is kept by a duty stays, the rest goes; the rest follows later."""
        self.contact(note="Notiz")
        self.close_years_ago(4)
        rule = self.env["integration.retention.rule"].create(
            {
                "data_class_id": self.env.ref(
                    "integration_case.integration_data_class_counselling"
                ).id,
                "effect": "keep",
                "months": 120,
                "source": "Prüfung",
                "valid_from": "2020-01-01",
            }
        )
        erasure = self.erase()
        contact = self.case1.sudo().counselling_ids
        self.assertEqual(contact.note, "Notiz")
        self.assertEqual(self.person.last_name, "–")
        self.assertFalse(self.lines(erasure, "kept").filtered("is_done"))
        self.assertTrue(all(self.lines(erasure, "due").mapped("is_done")))
        rule.active = False
        self.run_job("propose_erasures")
        again = self.env["integration.erasure"]
        again = again.search([("res_id", "=", self.person.id), ("state", "=", "draft")])
        again.with_user(self.dpo).action_request()
        again.with_user(self.lead).action_confirm()
        contact.invalidate_recordset()
        self.assertFalse(contact.note)
        self.assertEqual(contact.minutes, 20)
        # nothing is left to propose
        self.run_job("propose_erasures")
        self.assertFalse(again.search([("state", "=", "draft")]))

    def test_withdrawal_starts_the_clock(self):
        """What rests on consent alone is due when it is withdrawn (C70)."""
        person = self.person
        agree(person, "profile")
        event = person._get_retention_event("withdrawal", "languages")
        self.assertFalse(event)
        purpose = self.env.ref("integration_case.integration_purpose_profile")
        person._withdraw_consents(purpose, "worker")
        today = get_today()
        self.assertEqual(person._get_retention_event("withdrawal", "languages"), today)
        self.close()
        self.assertEqual(person._get_verdict("languages").state, "due")
        self.assertEqual(person._get_verdict("contact").state, "kept")

    def test_second_person(self):
        """Not oneself, not twice, not by others; each step has a way back."""
        self.close()
        erasure = self.plan()
        erasure.action_request()
        with self.assertRaises(AccessError):
            erasure.action_confirm()
        for user in (self.manager1, self.lead2, self.colleague, self.admin):
            with self.assertRaises(AccessError):
                erasure.with_user(user).action_confirm()
        erasure.action_take_back()
        with self.assertRaises(UserError):
            erasure.with_user(self.lead).action_confirm()
        action = erasure.with_user(self.lead).action_cancel()
        dialog = self.env["integration.rights.reason"].with_user(self.lead)
        form = Form(dialog.with_context(**action["context"]))
        form.reason = "Sie hat es sich anders überlegt"
        form.save().action_confirm()
        self.assertEqual(erasure.sudo().cancel_reason, form.reason)
        # the dialog gives nobody a right
        with self.assertRaises(AccessError):
            dialog.with_user(self.lead2).create(
                {
                    "res_model": erasure._name,
                    "res_id": erasure.id,
                    "reason": "x",
                }
            ).action_confirm()
        erasure.action_reopen()
        self.assertFalse(erasure.sudo().requested_by_id)
        erasure.action_request()
        with self.assertRaises(UserError):
            erasure.action_request()
        erasure.with_user(self.lead).action_confirm()
        for step in ("confirm", "request", "dry_run", "take_back", "cancel", "reopen"):
            with self.assertRaises(UserError, msg=step) as caught:
                getattr(erasure.with_user(self.lead), f"action_{step}")()
            self.assertIn("already", str(caught.exception))

    def test_not_by_hand(self):
        erasure = self.plan()
        for user in (self.dpo, self.lead):
            row = erasure.with_user(user)
            with self.assertRaises(AccessError):
                row.write({"state": "done"})
            with self.assertRaises(AccessError):
                row.create({"origin": "office"})
            with self.assertRaises(UserError):
                row.unlink()
            with self.assertRaises(UserError):
                row.copy()
        with self.assertRaises(UserError):
            erasure.sudo().unlink()

    def test_hold(self):
        """A hold beats the request and the rule, also one set after the dry run (C73)."""
        self.close()
        erasure = self.plan()
        erasure.action_request()
        hold = self.env["integration.restriction"].create(
            {
                "person_id": self.person.id,
                "kind": "hold",
                "ground": "court",
                "reason": "Klage",
            }
        )
        with self.assertRaises(UserError) as caught:
            erasure.with_user(self.lead).action_confirm()
        self.assertIn("Legal hold", str(caught.exception))
        self.assertEqual(self.person.last_name, "Testmann")
        hold.with_user(self.dpo)._lift("Urteil")
        erasure.with_user(self.lead).action_confirm()
        self.assertEqual(self.person.last_name, "–")

    def test_open_case(self):
        erasure = self.plan()
        with self.assertRaises(UserError) as caught:
            erasure.action_request()
        self.assertIn("is open", str(caught.exception))

    def test_after(self):
        """An erased file cannot be read, filled or reopened; officers see the proof."""
        self.close()
        erasure = self.erase()
        self.assertFalse(self.may_read(self.manager1))
        self.assertFalse(self.may_read(self.lead))
        self.assertFalse(self.person.active)
        with self.assertRaises(UserError):
            self.person.write({"last_name": "Wieder"})
        with self.assertRaises(UserError):
            self.case1.sudo().action_reopen()
        with self.assertRaises(UserError):
            self.env["integration.residence.title"].create(
                {
                    "person_id": self.person.id,
                    "status_id": self.env["integration.residence.status"]
                    .search([], limit=1)
                    .id,
                }
            )
        self.assertEqual(erasure.reference, self.person.reference)
        self.assertEqual(erasure.confirmed_by_id, self.lead)
        finder = self.env["integration.finder"].with_user(self.lead)
        row = finder.create({"reference": self.person.reference})
        row.action_find()
        self.assertEqual(row.state, "nothing")
        log = self.env["integration.access.log"].sudo()
        self.assertTrue(log.search([("kind", "=", "erasure")]))

    def test_contact_goes_if_unused(self):
        """The contact the file was opened from goes, unless others use it."""
        partners = self.env["res.partner"].create(
            [{"name": "Kontakt Eins"}, {"name": "Kontakt Zwei"}]
        )
        other = self._open_file(self.manager1, "Zweit", "Person")
        for case, partner in zip(self.case1 | other, partners, strict=True):
            case.person_id.sudo().partner_id = partner
            self.close(case)
        partners[1].child_ids = [(0, 0, {"name": "Kind"})]
        left = self.lines(self.plan(other.person_id), "left")
        self.assertEqual(left.res_model, "res.partner")
        self.erase(other.person_id)
        self.erase()
        self.assertFalse(partners[0].exists())
        self.assertTrue(partners[1].exists())
        self.assertFalse(other.sudo().person_id.partner_id)

    def test_birth_date(self):
        """The first of a month stays, every other day becomes the second."""
        for born, kept in (("1990-05-17", "1990-05-02"), ("1990-05-01", "1990-05-01")):
            case = self._open_file(self.manager1, "Geboren", born, birth_date=born)
            self.close(case)
            self.erase(case.person_id)
            self.assertEqual(str(case.sudo().person_id.birth_date), kept)
