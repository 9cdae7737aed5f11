import base64
from ast import literal_eval
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.integration_base.tools.days import get_today

from .common_consent import PNG, ConsentCase


@tagged("post_install", "-at_install")
class TestSecrecyRelease(ConsentCase):
    """Release from professional secrecy, § 203 StGB (C53)."""

    def release(self, user=None, **vals):
        return (
            self.env["integration.secrecy.release"]
            .with_user(user or self.manager1)
            .create(
                {
                    "person_id": self.person.id,
                    "partner_id": self.service.id,
                    "information": "Stand der Arbeitssuche",
                    "occasion": "Antrag auf Weiterbildung",
                    "signature": PNG,
                    **vals,
                }
            )
        )

    def in_force(self, partner=None):
        return self.env["integration.secrecy.release"]._get_in_force(
            self.person, partner or self.service
        )

    def test_in_force(self):
        release = self.release()
        self.assertEqual(release.state, "valid")
        self.assertEqual(self.in_force(), release)
        self.assertFalse(self.in_force(self.company.partner_id))
        self.assertFalse(release._get_broken_seals())

    def test_dates(self):
        today = get_today()
        past = self.release(
            date_from=today - timedelta(days=9), date_until=today - timedelta(days=1)
        )
        future = self.release(date_from=today + timedelta(days=9))
        self.assertEqual((past.state, future.state), ("ended", "future"))
        self.assertFalse(self.in_force())

    def test_ends_with_the_occasion_or_by_withdrawal(self):
        for method, how in (
            ("action_end", "occasion"),
            ("action_withdraw", "withdrawn"),
        ):
            release = self.release()
            getattr(release, method)()
            self.assertEqual((release.state, release.ended_how), ("ended", how))
            for again in ("action_end", "action_withdraw"):
                with self.assertRaises(UserError):
                    getattr(release, again)()
            self.assertFalse(self.in_force())
            self.assertFalse(release._get_broken_seals())

    def test_in_writing_only(self):
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.release(signature=False)

    def test_huge_signature(self):
        huge = base64.b64encode(base64.b64decode(PNG) + b"0" * 20 * 1024 * 1024)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.release(signature=huge)

    def test_filters(self):
        """What the list's filters find."""
        today = get_today()
        open_end = self.release()
        soon = self.release(date_until=today + timedelta(days=9))
        over = self.release(
            date_from=today - timedelta(days=9), date_until=today - timedelta(days=1)
        )
        ended = self.release()
        ended.action_end()
        view = self.env.ref("integration_case.integration_secrecy_release_view_search")
        every = open_end | soon | over | ended
        for name, found in (
            ("in_force", open_end | soon),
            ("ends_soon", soon),
            ("no_end", open_end),
            ("ended", over | ended),
        ):
            [node] = etree.fromstring(view.arch).xpath(f"//filter[@name='{name}']")
            domain = literal_eval(node.get("domain"))
            self.assertEqual(
                every.search([("id", "in", every.ids), *domain], order="id"),
                found.sorted("id"),
                name,
            )

    def test_guardian(self):
        self.person.birth_date = get_today() - relativedelta(years=9)
        with self.assertRaises(UserError):
            self.release()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.release(guardian_name="Mutter")
        self.release(guardian_name="Mutter", guardian_evidence="Geburtsurkunde")

    def test_fixed(self):
        release = self.release()
        for records in (release, release.sudo()):
            for attempt in (
                lambda r=records: r.write({"information": "alles"}),
                lambda r=records: r.write({"ended_at": False}),
                records.copy,
                records.unlink,
            ):
                with self.assertRaises(UserError):
                    attempt()
        with self.assertRaises(UserError):
            self.release(ended_at=fields.Datetime.now())

    def test_who_recorded_is_no_choice(self):
        self.assertEqual(self.release(user_id=self.manager2.id).user_id, self.manager1)

    def test_others(self):
        release = self.release()
        for user in (self.manager2, self.colleague, self.dpo, self.clerk, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                self.release(user=user)
            with self.assertRaises(AccessError, msg=user.login):
                release.with_user(user).action_withdraw()
