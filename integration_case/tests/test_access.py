from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestAccess(RolesCase):
    """Who sees a case: manager, deputies, leads, sharing teams; nobody else."""

    def test_by_default(self):
        self.assertEqual(self.readers(), {"test_manager1", "test_lead"})
        for records in (self.case1.person_id, self.contact()):
            self.assertEqual(self.readers(records), {"test_manager1", "test_lead"})

    def test_deputy(self):
        self.case1.deputy_ids = self.manager2 | self.colleague
        self.assertTrue(self.may_read(self.manager2))
        self.assertTrue(self.may_read(self.manager2, self.case1.person_id))
        self.case1.deputy_ids = self.colleague
        self.assertFalse(self.may_read(self.manager2))
        self.assertFalse(self.may_read(self.manager2, self.case1.person_id))
        self.assertTrue(self.may_read(self.colleague))
        row = self.case1.sudo().access_ids.filtered(
            lambda access: access.user_id == self.manager2
        )
        self.assertTrue(row.date_until, "the ended row stays as history")

    def test_deputy_without_the_right(self):
        self.case1.deputy_ids = self.clerk | self.foreigner
        self.assertFalse(self.may_read(self.clerk))
        self.assertFalse(self.may_read(self.foreigner))

    def test_reassigning_is_for_leads(self):
        for vals in ({"user_id": self.colleague.id}, {"team_id": self.team2.id}):
            with self.assertRaises(AccessError):
                self.case1.write(vals)
        self.as_user(self.lead).user_id = self.colleague
        self.assertEqual(self.readers(), {"test_colleague", "test_lead"})

    def test_lead_joins_and_leaves(self):
        team = self.team1.with_user(self.config)
        team.lead_ids = self.lead | self.lead2
        self.assertIn("test_lead2", self.readers())
        team.lead_ids = self.lead2
        self.assertEqual(self.readers(), {"test_manager1", "test_lead2"})
        new = self._open_file(self.manager1, "Neuling", "Nora")
        self.assertEqual(self.readers(new), {"test_manager1", "test_lead2"})

    def test_case_changes_team(self):
        self.as_user(self.lead).team_id = self.team2
        self.assertEqual(self.readers(), {"test_manager1", "test_lead2"})

    def test_lead_of_closed_case(self):
        self.close()
        self.team1.lead_ids = False
        self.assertEqual(self.readers(), {"test_manager1"})

    def test_lead_without_group(self):
        """Configuration makes nobody a lead who has no right to lead."""
        team = self.team1.with_user(self.config)
        team.lead_ids = self.clerk | self.manager2
        self.assertEqual(self.readers(), {"test_manager1"})
        self.assertFalse(self.may_read(self.clerk))
        self.assertFalse(self.may_read(self.manager2))

    def test_lead_right_comes_and_goes(self):
        lead = self.env.ref("integration_case.group_integration_lead")
        self.team1.lead_ids += self.manager2
        self.manager2.sudo().group_ids += lead
        self.assertTrue(self.may_read(self.manager2))
        self.manager2.sudo().group_ids -= lead
        self.assertFalse(self.may_read(self.manager2))

    def test_team_shares(self):
        self.team1.shares_cases = True
        self.assertEqual(
            self.readers(), {"test_manager1", "test_lead", "test_colleague"}
        )
        self.team1.member_ids += self.manager2
        self.assertIn("test_manager2", self.readers())
        self.team1.member_ids -= self.colleague
        self.assertNotIn("test_colleague", self.readers())
        self.team1.shares_cases = False
        self.assertEqual(self.readers(), {"test_manager1", "test_lead"})

    def test_manager_stays_when_sharing_ends(self):
        """A person's rows of different reasons are kept apart."""
        self.team1.shares_cases = True
        self.case1.deputy_ids = self.colleague
        self.team1.shares_cases = False
        self.assertEqual(
            self.readers(), {"test_manager1", "test_lead", "test_colleague"}
        )

    def test_archived_case_follows_its_team(self):
        self.case1.action_archive()
        self.team1.lead_ids = self.lead2
        case = self.as_user(self.lead).with_context(active_test=False)
        self.assertFalse(case.search([("id", "=", case.id)]))
        self.assertFalse(case.has_access("read"))

    def test_other_company(self):
        self.manager1.company_ids += self.county
        mine = self.case1.with_user(self.manager1)
        self.assertTrue(
            mine.with_context(allowed_company_ids=self.company.ids).has_access("read")
        )
        for records in (self.case1, self.case1.person_id):
            elsewhere = self.as_user(self.manager1, records).with_context(
                allowed_company_ids=self.county.ids
            )
            self.assertFalse(elsewhere.has_access("read"))
            self.assertFalse(elsewhere.search([("id", "in", records.ids)]))
        theirs = self._open_file(self.foreigner, "Kreis", "Karl")
        self.assertEqual(theirs.company_id, self.county)
        self.assertEqual(self.readers(theirs), {"test_foreigner"})
        # a row alone does not open another authority's case
        theirs.sudo()._grant_access(self.manager2, "deputy")
        self.assertFalse(self.may_read(self.manager2, theirs))

    def test_access_ends_while_writing(self):
        self.case1.deputy_ids = self.manager2
        case = self.as_user(self.manager2)
        self.assertTrue(case.client_name)
        case.concern = "Erster Satz"
        self.case1.deputy_ids = False
        with self.assertRaises(AccessError) as caught:
            case.concern = "Zweiter Satz"
        self.assertNotIn("Testmann", str(caught.exception))
        with self.assertRaises(AccessError):
            self.contact(self.manager2)
        with self.assertRaises(AccessError):
            case.message_post(body="x")
        self.assertEqual(self.case1.concern, "Erster Satz")

    def test_access_ends_at_a_second(self):
        row = self.case1.sudo()._grant_access(
            self.manager2, "cover", date_until="2030-01-01 12:00:00"
        )
        self.assertTrue(row)
        case = self.as_user(self.manager2)
        with freeze_time("2030-01-01 11:59:59"):
            case.concern = "Noch"
        with freeze_time("2030-01-01 12:00:00"), self.assertRaises(AccessError):
            case.concern = "Zu spaet"

    def test_list_in_words(self):
        rows = self.as_user(self.manager1).access_ids
        self.assertEqual(
            {(row.user_id.login, row.reason) for row in rows},
            {("test_manager1", "manager"), ("test_lead", "lead")},
        )
        foreign = self.env["integration.access"].with_user(self.colleague)
        self.assertFalse(foreign.search([("id", "in", rows.ids)]))
