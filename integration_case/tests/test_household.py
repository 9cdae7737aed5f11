from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestHousehold(RolesCase):
    """People who live together: nobody inherits visibility (C3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.household = (
            cls.env["integration.household"]
            .with_user(cls.manager1)
            .create(
                {
                    "member_ids": [
                        Command.create(
                            {"person_id": cls.case1.person_id.id, "role": "head"}
                        )
                    ]
                }
            )
        )
        # sudo: somebody entitled to both put them together
        cls.foreign = cls.household.sudo().member_ids.create(
            {
                "household_id": cls.household.id,
                "person_id": cls.case2.sudo().person_id.id,
                "role": "partner",
            }
        )

    def test_reference(self):
        self.assertRegex(self.household.reference, r"^H-[0-9A-HJKMNP-TV-Z]{5}$")

    def test_members_seen_are_the_own_ones(self):
        for user, name, other in (
            (self.manager1, "Testmann", "Fremdling"),
            (self.manager2, "Fremdling", "Testmann"),
        ):
            household = self.as_user(user, self.household)
            self.assertEqual(household.member_count, 1)
            self.assertEqual(len(household.member_ids), 1)
            values = household.web_read(
                {
                    "display_name": {},
                    "member_names": {},
                    "member_ids": {
                        "fields": {
                            "display_name": {},
                            "person_id": {"fields": {"display_name": {}}},
                            "household_id": {"fields": {"display_name": {}}},
                        }
                    },
                }
            )
            self.assertIn(name, str(values))
            self.assertNotIn(other, str(values))

    def test_many2one_to_the_household(self):
        """Core reads the title of a many2one in sudo: not with the others' names."""
        members = self.as_user(self.manager1, self.household).member_ids
        values = members.web_read({"household_id": {"fields": {"display_name": {}}}})
        title = values[0]["household_id"]["display_name"]
        self.assertIn("Testmann", title)
        self.assertIn(self.household.reference, title)
        self.assertNotIn("Fremdling", title)
        groups = members.formatted_read_group([], ["household_id"], ["__count"])
        self.assertNotIn("Fremdling", str(groups))
        self.assertNotIn("Fremdling", str(members.read(["household_id"])))

    def test_no_way_through_the_household(self):
        person2 = self.case2.sudo().person_id
        for records in (person2, self.case2, self.foreign):
            self.assertFalse(self.may_read(self.manager1, records))
        people = self.as_user(self.manager1, self.case1.person_id)
        self.assertFalse(
            people.search(
                [
                    (
                        "membership_ids.household_id.member_ids.person_id.name",
                        "ilike",
                        "Fremdling",
                    ),
                ]
            )
        )
        households = self.as_user(self.manager1, self.household)
        for path in ("member_ids.person_id.name", "member_ids.person_id"):
            self.assertFalse(households.search([(path, "ilike", "Fremdling")]))
        with self.assertRaises(AccessError):
            self.foreign.with_user(self.manager1).role = "child"
        with self.assertRaises(AccessError):
            self.foreign.with_user(self.manager1).unlink()

    def test_who_reads_households(self):
        self.assertEqual(
            self.readers(self.household),
            {"test_manager1", "test_lead", "test_manager2", "test_lead2"},
        )
        self.foreign.unlink()
        self.assertEqual(self.readers(self.household), {"test_manager1", "test_lead"})

    def test_foreign_persons_and_households_cannot_be_joined(self):
        members = self.env["integration.household.member"].with_user(self.colleague)
        own = self._open_file(self.colleague, "Drittmann", "Dora").person_id
        for vals in (
            {"household_id": self.household.id, "person_id": own.id},
            {"household_id": self.household.id, "person_id": self.case1.person_id.id},
        ):
            with self.assertRaises(AccessError):
                members.create(vals)

    def test_add_person_dialog(self):
        wizard = (
            self.env["integration.person.add"]
            .with_user(self.manager1)
            .create(
                {
                    "case_id": self.case1.id,
                    "last_name": "Testmann",
                    "first_name": "Kind",
                    "role": "child",
                }
            )
        )
        wizard.action_add()
        child = self.case1.person_ids - self.case1.person_id
        self.assertEqual(child.first_name, "Kind")
        self.assertEqual(child.membership_ids.household_id, self.household)
        self.assertEqual(child.membership_ids.role, "child")
        self.assertTrue(self.may_read(self.lead, child))
        self.assertFalse(self.may_read(self.manager2, child))

    def test_leaving_is_kept(self):
        member = self.household.member_ids
        with self.assertRaises(ValidationError), self.cr.savepoint():
            member.write({"date_from": "2024-02-01", "date_until": "2024-01-01"})
        member.write({"date_from": "2024-01-01", "date_until": "2024-02-01"})
        household = self.as_user(self.manager1, self.household)
        self.assertEqual(household.member_count, 0)
        self.assertEqual(len(household.member_ids), 1)
