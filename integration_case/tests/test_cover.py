from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestCover(RolesCase):
    """Absence cover: dates hold at the time of reading, without any job."""

    def cover(self, user=None, absent=None, **vals):
        absent = absent or self.manager1
        return (
            self.env["integration.cover"]
            .with_user(user or absent)
            .create(
                {
                    "user_id": absent.id,
                    "deputy_id": self.manager2.id,
                    "date_from": "2030-03-30",
                    "date_until": "2030-03-31",
                    **vals,
                }
            )
        )

    def test_dates_at_read_time(self):
        """31 March 2030 is the day summer time begins."""
        with freeze_time("2030-03-20 10:00"):
            self.cover()
        for at, allowed in (
            ("2030-03-29 22:59:59", False),
            ("2030-03-29 23:00:00", True),
            ("2030-03-31 21:59:59", True),
            ("2030-03-31 22:00:00", False),
        ):
            for records in (self.case1, self.case1.person_id):
                self.assertEqual(
                    self.may_read(self.manager2, records, at=at), allowed, at
                )

    def test_state(self):
        with freeze_time("2030-03-20 10:00"):
            cover = self.cover()
        for day, state in (
            ("2030-03-29", "planned"),
            ("2030-03-30", "running"),
            ("2030-03-31", "running"),
            ("2030-04-01", "over"),
        ):
            with freeze_time(f"{day} 12:00"):
                cover.invalidate_recordset()
                self.assertEqual(cover.state, state)
                self.assertEqual(cover.search([("state", "=", state)]) & cover, cover)

    def test_early_end(self):
        with freeze_time("2030-03-30 10:00"):
            cover = self.cover()
            self.assertTrue(self.may_read(self.manager2, at="2030-03-30 10:00"))
            cover.action_end()
        self.assertEqual(cover.state, "cancelled")
        self.assertFalse(self.may_read(self.manager2, at="2030-03-30 10:00:00"))
        self.assertFalse(self.may_read(self.manager2, at="2030-03-31 10:00:00"))
        with self.assertRaises(UserError):
            cover.date_until = "2030-12-31"

    def test_longer_and_shorter(self):
        with freeze_time("2030-03-30 10:00"):
            cover = self.cover()
            cover.date_until = "2030-04-05"
        self.assertTrue(self.may_read(self.manager2, at="2030-04-05 12:00"))
        with freeze_time("2030-04-01 10:00"):
            cover.date_until = "2030-04-02"
        self.assertFalse(self.may_read(self.manager2, at="2030-04-05 12:00"))
        self.assertTrue(self.may_read(self.manager2, at="2030-04-02 12:00"))

    def test_new_case_during_cover(self):
        with freeze_time("2030-03-30 10:00"):
            self.cover()
            new = self._open_file(self.manager1, "Neuling", "Nora")
        self.assertTrue(self.may_read(self.manager2, new, at="2030-03-30 12:00"))
        self.assertFalse(self.may_read(self.manager2, new, at="2030-03-31 22:00"))

    def test_case_handed_over_during_cover(self):
        with freeze_time("2030-03-30 10:00"):
            self.cover()
            handover = self.handover(to_user_id=self.colleague.id)
            handover.with_user(self.colleague).action_accept()
        self.assertFalse(self.may_read(self.manager2, at="2030-03-30 12:00"))
        with freeze_time("2030-03-30 11:00"):
            back = self.handover(to_user_id=self.manager1.id)
            back.with_user(self.manager1).action_accept()
        self.assertTrue(self.may_read(self.manager2, at="2030-03-30 12:00"))

    def test_overlapping_covers(self):
        with freeze_time("2030-03-20 10:00"):
            first = self.cover()
            self.cover(date_from="2030-03-31", date_until="2030-04-02")
            self.cover(deputy_id=self.colleague.id, date_until="2030-04-10")
            first.action_end()
        for at, readers in (
            ("2030-03-30 12:00", {"test_colleague"}),
            ("2030-03-31 12:00", {"test_colleague", "test_manager2"}),
            ("2030-04-03 12:00", {"test_colleague"}),
        ):
            self.assertEqual(
                self.readers(at=at), readers | {"test_manager1", "test_lead"}, at
            )

    def test_cover_is_not_passed_on(self):
        """Whoever covers and is absent herself hands on her own cases only."""
        with freeze_time("2030-03-30 10:00"):
            self.cover()
            self.cover(absent=self.manager2, deputy_id=self.colleague.id)
        self.assertTrue(
            self.may_read(self.colleague, self.case2, at="2030-03-30 12:00")
        )
        self.assertFalse(self.may_read(self.colleague, at="2030-03-30 12:00"))

    def test_who_may_arrange(self):
        for user in self.get_outsiders() - self.manager2:
            # the other company's lead fails earlier: nobody of hers covers
            refusal = ValidationError if user == self.foreigner else AccessError
            with self.assertRaises(refusal, msg=user.login):
                self.cover(user=user)
        with self.assertRaises(AccessError):
            self.cover(user=self.manager2)
        cover = self.cover(user=self.lead)
        self.assertTrue(cover)
        # nobody turns an own cover into one of somebody else
        own = self.cover(absent=self.manager2, deputy_id=self.colleague.id)
        for vals in ({"user_id": self.manager1.id}, {"user_id": self.lead.id}):
            with self.assertRaises(AccessError):
                own.write(vals)
        with self.assertRaises(AccessError):
            cover.with_user(self.manager2).action_end()
        with self.assertRaises(AccessError):
            cover.with_user(self.manager1).unlink()

    def test_not_for_strangers(self):
        for deputy in (self.clerk, self.dpo, self.admin, self.foreigner, self.manager1):
            with self.assertRaises(ValidationError, msg=deputy.login):
                self.cover(deputy_id=deputy.id)
        with self.assertRaises(ValidationError):
            self.cover(date_until="2030-03-29")

    def test_who_reads_covers(self):
        cover = self.cover()
        self.assertEqual(
            self.readers(cover), {"test_manager1", "test_manager2", "test_lead"}
        )

    def test_cover_of_other_company(self):
        self.manager2.company_ids += self.county
        theirs = self._open_file(self.foreigner, "Kreis", "Karl")
        with freeze_time("2030-03-30 10:00"):
            self.cover()
        self.assertFalse(self.may_read(self.manager2, theirs, at="2030-03-30 12:00"))
