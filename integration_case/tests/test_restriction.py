from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.integration_base.tools.days import get_today

from .common_consent import agree
from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestRestriction(RolesCase):
    """Restriction of processing (C73, Art. 18 GDPR)."""

    def restrict(self, person=None, **vals):
        return (
            self.env["integration.restriction"]
            .with_user(self.lead)
            .create(
                {
                    "person_id": (person or self.case1.person_id).id,
                    "ground": "accuracy",
                    "reason": "Sie bestreitet den Status",
                    **vals,
                }
            )
        )

    def test_only_stored(self):
        """Leads alone read on; nobody changes; no consent carries a disclosure."""
        person = self.case1.person_id
        agree(person, "profile")
        decide = self.env["integration.consent"]._decide
        self.assertTrue(
            decide(person.sudo(), "languages", "team", "profile")["allowed"]
        )
        row = self.restrict()
        self.assertEqual(self.readers(), {"test_lead"})
        answer = decide(person.sudo(), "languages", "team", "profile")
        self.assertEqual((answer["allowed"], answer["code"]), (False, "restricted"))
        case = self.as_user(self.lead)
        with self.assertRaises(UserError) as caught:
            case.person_id.write({"city": "Ulm"})
        self.assertIn("Art. 18", str(caught.exception))
        with self.assertRaises(UserError):
            case.write({"concern": "x"})
        with self.assertRaises(UserError):
            self.contact(self.lead)
        # who works the case changes: nobody comes back by it
        case.sudo().deputy_ids = self.colleague
        self.assertEqual(self.readers(), {"test_lead"})
        row._lift("geklärt")
        self.assertEqual(
            self.readers(), {"test_lead", "test_manager1", "test_colleague"}
        )
        with self.assertRaises(UserError):
            row._lift("noch einmal")

    def test_profile_is_hidden(self):
        """No basis carries reading or counting of the voluntary profile."""
        person = self.case1.person_id
        agree(person, "profile")
        language = self.env["integration.language"].search([], limit=1)
        row = person.language_ids.create(
            {"person_id": person.id, "language_id": language.id, "is_native": True}
        )
        self.assertTrue(self.may_read(self.lead, row))
        self.restrict()
        self.assertFalse(self.may_read(self.lead, row))
        counted = row.sudo().search(row._get_counted_domain())
        self.assertNotIn(row.sudo(), counted)

    def test_covered_person(self):
        """A restricted child is hidden in her mother's case, which goes on."""
        child = self.case1._add_person({"last_name": "Kind"})
        self.assertTrue(self.may_read(self.manager1, child))
        self.restrict(child)
        self.assertTrue(self.may_read(self.manager1))
        self.assertFalse(self.may_read(self.manager1, child))
        self.assertTrue(self.may_read(self.lead, child))

    def test_dates(self):
        today = get_today()
        row = self.restrict(date_from=today + timedelta(days=1))
        self.assertEqual(row.state, "future")
        self.assertTrue(self.may_read(self.manager1))
        self.env.cr.execute(
            "UPDATE integration_restriction SET date_from = %s", [today]
        )
        row.invalidate_recordset()
        self.run_job("apply_restrictions")
        self.assertFalse(self.may_read(self.manager1))

    def test_day_is_that_of_germany(self):
        """A zone of one's own, or none, gives no look before or after the day."""
        child = self.case1._add_person({"last_name": "Kind"})
        self.restrict(child, date_from="2031-01-15", date_until="2031-01-15")
        for zone in ("Pacific/Honolulu", "Europe/Berlin", "Asia/Tokyo", False):
            self.manager1.tz = zone
            for moment, allowed in (
                ("2031-01-14 22:30:00", True),
                ("2031-01-14 23:30:00", False),
                ("2031-01-15 22:30:00", False),
                ("2031-01-15 23:30:00", True),
            ):
                found = self.may_read(self.manager1, child, at=moment)
                self.assertEqual(found, allowed, (zone, moment))

    def test_who_may(self):
        with self.assertRaises(AccessError):
            self.env["integration.restriction"].with_user(self.manager1).create(
                {
                    "person_id": self.case1.person_id.id,
                    "ground": "other",
                    "reason": "x",
                }
            )
        with self.assertRaises(UserError):
            self.restrict(reason=" ")
        row = self.restrict(kind="hold")
        self.assertTrue(self.may_read(self.manager1))
        with self.assertRaises(AccessError):
            row.with_user(self.manager1)._lift("x")
        with self.assertRaises(UserError):
            row.write({"reason": "anders"})
        with self.assertRaises(UserError):
            row.unlink()
        with self.assertRaises(UserError):
            row.sudo().unlink()
