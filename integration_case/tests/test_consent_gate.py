from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_consent import ConsentCase


@tagged("post_install", "-at_install")
class TestConsentGate(ConsentCase):
    """Facts of the profile are there only while a basis holds (C50, C54)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        work = cls.env["integration.occupation"].search([], limit=1)
        cls.language = cls._language("ara")
        # sudo stands for import or demo: nothing of it shows without a basis
        cls.person.sudo().write(
            {
                "occupation_ids": [
                    Command.create({"occupation_id": work.id, "employer": "Bäcker"})
                ],
                "qualification_ids": [Command.create({"name": "Abitur"})],
                "language_ids": [
                    Command.create({"language_id": cls.language.id, "is_native": True})
                ],
            }
        )
        cls.job = cls.person.sudo().occupation_ids

    def sees(self, records):
        """Ask all ways of reading, and demand the same answer."""
        mine = self.as_user(self.manager1, records)
        model = mine.browse()
        domain = [("id", "in", records.ids)]
        person = self.as_user(self.manager1, self.person)
        name = {
            "integration.person.occupation": "occupation_ids",
            "integration.person.qualification": "qualification_ids",
            "integration.person.language": "language_ids",
        }[records._name]
        answers = {
            mine.has_access("read"),
            mine.has_access("write"),
            bool(model.search(domain)),
            bool(model.search_count(domain)),
            bool(model.formatted_read_group(domain, ["person_id"], ["__count"])),
            bool(person.web_read({name: {"fields": {"id": {}}}})[0][name]),
            bool(person.search([("id", "=", person.id), (f"{name}.id", "!=", False)])),
        }
        self.assertEqual(len(answers), 1, answers)
        return answers.pop()

    def test_consent_shows_and_withdrawal_hides_at_once(self):
        self.assertFalse(self.sees(self.job))
        consent = self.consent("profile")
        self.assertTrue(self.sees(self.job))
        self.assertTrue(self.sees(self.person.sudo().qualification_ids))
        consent.action_withdraw()
        self.assertFalse(self.sees(self.job))
        self.assertFalse(self.sees(self.person.sudo().qualification_ids))

    def test_interests(self):
        """Shown as tags, searched and entered as rows with a basis."""
        interest = self.env["integration.interest"].search([], limit=1)
        person = self.as_user(self.manager1, self.person)
        with self.assertRaises(AccessError):
            person.interest_ids = interest
        consent = self.consent("profile")
        person = self.as_user(self.manager1, self.person)
        person.interest_ids = interest
        self.env.flush_all()
        domain = [("id", "=", person.id), ("interest_ids", "in", interest.ids)]
        self.assertEqual(person.search(domain), person)
        consent.action_withdraw()
        person = self.as_user(self.manager1, self.person)
        self.assertFalse(person.interest_ids)
        self.assertFalse(person.search(domain))
        self.assertFalse(person.web_read({"interest_ids": {}})[0]["interest_ids"])

    def test_gender(self):
        """Shown, searched and entered as a row with a basis, of the profile alone."""
        self.consent("plan")
        person = self.as_user(self.manager1, self.person)
        self.assertFalse(person.has_gender_basis)
        with self.assertRaises(UserError):
            person.gender = "female"
        person.invalidate_recordset()
        consent = self.consent("profile")
        person = self.as_user(self.manager1, self.person)
        self.assertTrue(person.has_gender_basis)
        person.gender = "female"
        person.gender = "diverse"
        self.env.flush_all()
        row = person.gender_line_ids
        self.assertEqual((len(row), row.gender), (1, "diverse"))
        self.assertEqual(self.find(person, "diverse"), (True, True))
        self.assertEqual(self.find(person, "female"), (False, False))
        consent.action_withdraw()
        person = self.as_user(self.manager1, self.person)
        self.assertEqual(self.find(person, "diverse"), (False, False))
        self.assertFalse(person.web_read({"gender": {}})[0]["gender"])
        self.assertFalse(person.has_gender_basis)
        # emptying what nobody sees changes nothing, and tells nothing
        person.gender = False
        self.assertEqual(person.sudo().gender_id.gender, "diverse")
        self.assertFalse(row.with_user(self.manager1).has_access("read"))

    def find(self, person, gender):
        """:return: whether a client is found by her gender, and counted by it"""
        own = [("id", "=", person.id)]
        found = person.search([*own, ("gender", "=", gender)])
        missed = person.search([*own, ("gender", "!=", gender)])
        self.assertEqual(found | missed, person)
        groups = person.formatted_read_group(own, ["gender_id.gender"], ["__count"])
        return bool(found), gender in [row["gender_id.gender"] for row in groups]

    def test_gender_is_not_used_to_look_for_doubles(self):
        described = self.person._describe_values({"last_name": "X", "gender": "male"})
        self.assertFalse(described.gender)

    def test_gender_under_a_public_task(self):
        """A town whose task names the gender needs no consent (C50)."""
        self.purpose("case_file").data_class_ids += self.env.ref(
            "integration_case.integration_data_class_gender"
        )
        person = self.as_user(self.manager1, self.person)
        self.assertTrue(person.has_gender_basis)
        person.gender = "male"
        self.assertEqual(self.find(person, "male"), (True, True))

    def test_gender_of_several(self):
        """One form, several clients: each shows her own."""
        other = self._open_file(self.manager1, "Zweite", "Zora", gender="male")
        self.consent("profile")
        self.consent("profile", person=other.person_id)
        mine = self.as_user(self.manager1, self.person | other.person_id)
        mine[0].gender = "female"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(mine.mapped("gender"), ["female", "male"])

    def test_the_plan_is_a_basis_too(self):
        profile, plan = self.consent("profile"), self.consent("plan")
        profile.action_withdraw()
        self.assertTrue(self.sees(self.job))
        plan.action_withdraw()
        self.assertFalse(self.sees(self.job))

    def test_a_consent_for_others_shows_nothing_here(self):
        self.consent("evaluation")
        self.consent("services", recipients=self.service)
        self.consent("profile", "refused")
        self.assertFalse(self.sees(self.job))

    def test_expiry_needs_no_job(self):
        """The user's rules are cached: the date is asked by the database."""
        consent = self.consent("profile", date=self.ago(days=2))
        self.assertTrue(self.sees(self.job))
        self.env.flush_all()
        self.cr.execute(
            "UPDATE integration_consent SET date_until = %s WHERE id = %s",
            [self.ago(days=1), consent.id],
        )
        self.assertFalse(self.sees(self.job))

    def test_nothing_is_entered_without_a_basis(self):
        rows = self.env["integration.person.occupation"].with_user(self.manager1)
        vals = {"person_id": self.person.id, "occupation_id": self.job.occupation_id.id}
        with self.assertRaises(AccessError):
            rows.create(vals)
        self.consent("profile")
        self.assertTrue(rows.create(vals))

    def test_not_asked_by_a_foreign_consent(self):
        """The consent of one client does not open the profile of another."""
        other = self.case2.person_id
        self.consent("profile", person=other, user=self.manager2)
        self.assertFalse(self.sees(self.job))

    def test_public_task(self):
        """What the task needs is there; the officer's change acts at once (C50)."""
        language = self.person.sudo().language_ids
        self.assertTrue(self.sees(language))
        task = self.purpose("case_file").with_user(self.dpo)
        task.data_class_ids -= self.env.ref(
            "integration_case.integration_data_class_languages"
        ).with_user(self.dpo)
        self.assertFalse(self.sees(language))
        self.assertFalse(
            self.env["integration.person.language"].search_count(
                [("id", "in", language.ids)]
                + self.env["integration.person.language"]._get_counted_domain()
            ),
            "nor counted",
        )
        self.consent("profile")
        self.assertTrue(self.sees(language))
