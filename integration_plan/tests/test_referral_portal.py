from datetime import timedelta

from odoo import fields, http
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.integration_case.tests.pages import get_labels_without_field

from .common_referral import ReferralCase

PATH = "/my/referrals"


@tagged("post_install", "-at_install")
class TestReferralPortal(ReferralCase, HttpCase):
    """A partner body with an account reads and answers its referrals (C44)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.teacher = cls.make_portal_user("portal_teacher", cls.provider)
        other = cls.provider.create({"name": "Sportverein", "is_company": True})
        cls.trainer = cls.make_portal_user("portal_trainer", other)
        cls.resident = cls.make_portal_user("portal_resident", None)
        cls.of_town = cls.make_portal_user("portal_of_town", cls.env.company.partner_id)

    @classmethod
    def make_portal_user(cls, login, body):
        user = new_test_user(cls.env, login=login, groups="base.group_portal")
        user.partner_id.parent_id = body
        return user

    def setUp(self):
        super().setUp()
        self.referral = self.sent()
        self.letter = self.referral.letter_id.sudo()
        self.path = f"{PATH}/{self.letter.id}"

    def open_as(self, user, path=None, data=None):
        login = user.login if user else None
        if login:
            self.authenticate(login, login)
        else:
            self.logout()
        if data is not None:
            data = {"csrf_token": http.Request.csrf_token(self), **data}
        return self.url_open(path or self.path, data=data, allow_redirects=False)

    def test_read(self):
        listed = self.open_as(self.teacher, PATH)
        self.assertIn(self.letter.reference, listed.text)
        self.assertNotIn("Amina", listed.text)
        page = self.open_as(self.teacher)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Amina", page.text)
        self.assertNotIn(self.case1.reference, page.text)
        self.assertEqual(get_labels_without_field(page.text), [])
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        log = self.env["integration.access.log"].search(
            [("user_id", "=", self.teacher.id), ("detail", "=", "portal")]
        )
        self.assertEqual(log.res_model, "integration.referral.letter")

    def test_nobody_else(self):
        for user in (self.trainer, self.resident, self.of_town, self.manager2):
            with self.subTest(user=user.login):
                self.assertNotIn(self.letter.reference, self.open_as(user, PATH).text)
                page = self.open_as(user)
                self.assertEqual(page.status_code, 404)
                self.assertNotIn("Amina", page.text)
                sent = self.open_as(user, f"{self.path}/answer", {"answer": "accepted"})
                self.assertEqual(sent.status_code, 404)
        self.assertEqual(self.open_as(None).status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(self.referral.state, "sent")

    def test_answer(self):
        path = f"{self.path}/answer"
        half = self.open_as(
            self.teacher, path, {"answer": "rejected", "note": "Leider"}
        )
        self.assertEqual(half.status_code, 422)
        self.assertIn("Leider", half.text)
        answer = {"answer": "rejected", "reason": self.full_reason.code}
        done = self.open_as(self.teacher, path, answer)
        self.assertEqual(done.status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(self.referral.state, "rejected")
        self.assertEqual(self.referral.reason_id, self.full_reason)
        self.assertEqual(self.referral.step_ids[0].by, "recipient")
        # the second click, and reading after the end
        self.assertEqual(self.open_as(self.teacher, path, answer).status_code, 404)
        self.assertEqual(self.open_as(self.teacher).status_code, 404)

    def test_access_ends(self):
        self.consent.action_withdraw()
        self.assertEqual(self.open_as(self.teacher).status_code, 404)

    def test_time_is_over(self):
        past = fields.Datetime.now() - timedelta(minutes=1)
        self.letter.write({"date_until": past})
        self.assertEqual(self.open_as(self.teacher).status_code, 404)
        listed = self.open_as(self.teacher, PATH).text
        self.assertNotIn(self.letter.reference, listed)

    def test_no_records_by_rpc(self):
        """The portal shows pages; the records stay closed."""
        for model in ("integration.referral.letter", "integration.disclosure"):
            records = self.env[model].with_user(self.teacher)
            self.assertFalse(records.has_access("read"), model)
