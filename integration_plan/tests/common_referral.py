import re
from datetime import timedelta
from urllib.parse import urlsplit

from odoo import fields
from odoo.fields import Command

from odoo.addons.integration_case.tests.common_consent import agree

from .common import PlanCase

COOKIE = "integration_referral"


class ReferralCase(PlanCase):
    """A client of manager1 who has named a course provider, and its offer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.sudo().write(
            {"first_name": "Amina", "phone": "0171 4711", "city": "Musterstadt"}
        )
        cls.provider = cls.env["res.partner"].create(
            {
                "name": "Volkshochschule Test",
                "is_company": True,
                "email": "kurse@example.com",
            }
        )
        cls.offer = cls.make_offer()
        cls.contact_class = cls.data_class("contact")
        cls.full_reason = cls.full

    @classmethod
    def data_class(cls, code):
        return cls.env.ref(f"integration_case.integration_data_class_{code}")

    @classmethod
    def make_offer(cls, **vals):
        kind = cls.env.ref("integration_plan.integration_offer_kind_german_course")
        offer = (
            cls.env["integration.offer"]
            .with_user(cls.lead)
            .create(
                {
                    "name": "Deutsch B1",
                    "organisation_id": cls.provider.id,
                    "kind_id": kind.id,
                    **vals,
                }
            )
        )
        offer.action_publish()
        return offer

    def agree(self, recipients=None, case=None):
        """Let the client agree that a service gets her data."""
        person = (case or self.case1).sudo().person_id
        return agree(person, "services", recipients or self.provider)

    def refer(self, user=None, case=None, **vals):
        """:return: a referral that was not sent yet"""
        case = case or self.case1
        return (
            self.env["integration.referral"]
            .with_user(user or case.sudo().user_id)
            .create(
                {
                    "case_id": case.id,
                    "offer_id": self.offer.id,
                    "data_class_ids": [Command.set(self.contact_class.ids)],
                    **vals,
                }
            )
        )

    def send(self, referral):
        """Look at the preview and send."""
        action = referral.action_send()
        dialog = self.env[action["res_model"]].with_user(referral.env.user)
        return dialog.browse(action["res_id"]).action_send()

    def sent(self, **vals):
        """:return: a referral sent with the client's consent"""
        self.consent = self.agree(case=vals.get("case"))
        referral = self.refer(**vals)
        self.send(referral)
        return referral

    def agreed(self, **kwargs):
        plan = self.proposed(**kwargs)
        self.agree_plan(plan)
        return plan

    def agree_plan(self, plan):
        return PlanCase.answer(self, plan)

    def answer(self, referral, step, **vals):  # pylint: disable=arguments-differ
        """Note an answer in the dialog."""
        dialog = (
            self.env["integration.referral.answer"]
            .with_user(referral.env.user)
            .create({"referral_id": referral.id, "step": step, **vals})
        )
        return dialog.action_save()

    def backdate(self, referral, **days):
        """Let dates lie some days back."""
        now = fields.Datetime.now()
        referral._for_engine().write(
            {name: now - timedelta(days=ago) for name, ago in days.items()}
        )
        referral.invalidate_recordset()

    def get_mails(self):
        return self.env["mail.mail"].search([("email_to", "=", self.provider.email)])

    def run_job(self, name):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(f"integration_plan.ir_cron_{name}").method_direct_trigger()
        self.env.invalidate_all()


class LinkVisitor:
    """Part of a test with a browser that opens the recipient's link."""

    def get_link(self):
        """:return: text of the link in the newest mail"""
        body = str(self.get_mails()[0].body_html)
        return re.search(r"/answer#([0-9A-Z-]+)", body)[1]

    def go(self, path, data=None):
        """Open an address as the recipient's browser; answers are not followed."""
        self.env.flush_all()
        self.opener.cookies.clear()
        answer = self.url_open(
            path, data=data, cookies=self.cookies, allow_redirects=False
        )
        self.cookies.update(answer.cookies.items())
        self.page = answer.text or self.page
        return answer

    def post(self, path, **data):
        key = re.search(r'name="form_key" value="(\w+)"', self.page)
        return self.go(path, {"form_key": key[1] if key else "", **data})

    def enter(self, text):
        self.page, self.cookies = "", {}
        self.go("/answer")
        answer = self.post("/answer/enter", number=text)
        if answer.status_code == 303:
            return self.go(urlsplit(answer.headers["Location"]).path)
        return answer
