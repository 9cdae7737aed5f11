from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common_consent import PNG, ConsentCase


@tagged("post_install", "-at_install")
class TestConsentJoined(ConsentCase):
    """Answers of one client in two files that are joined (C6, C45-C47, C53)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = cls.person
        cls.given_case = cls._open_file(cls.manager1, "Testman", "Rana")
        cls.given = cls.given_case.person_id

    def join(self, kept=None, given=None):
        given = self.as_user(self.manager1, given or self.given)
        moved = given._merge_into(self.as_user(self.manager1, kept or self.kept))
        self.env.flush_all()
        self.env.invalidate_all()
        return moved

    def state(self, code="profile"):
        return self.decide(code, "interests" if code == "profile" else "contact")

    def test_a_yes_stays_valid_for_her(self):
        consent = self.consent("profile", person=self.given)
        self.assertEqual(self.decide(), "-not_asked")
        self.join()
        self.assertEqual(consent.person_id, self.kept)
        self.assertEqual(consent.evidence_id.person_id, self.kept)
        self.assertEqual(self.decide(), "+consent")
        self.assertEqual(self.decide(person=self.given), "+consent", "asked by the old")
        overview = self.purpose("profile")._get_state_of(self.kept)
        self.assertEqual(overview["consent"], consent)

    def test_history_is_not_rewritten(self):
        consent = self.consent("profile", person=self.given)
        digests, number = consent.digests, self.given.reference
        stamp = consent.write_date
        self.join()
        self.assertEqual(consent.digests, digests)
        self.assertEqual((consent.file_number, consent.write_date), (number, stamp))
        self.assertEqual(consent.reference, self.kept.reference)
        both = consent | self.consent("plan")
        self.assertFalse(both._get_broken_seals())
        self.assertFalse(both.evidence_id._get_broken_seals())
        # a chain of files
        third = self._open_file(self.manager1, "Testmann", "R.").person_id
        self.join(third, self.kept)
        self.assertFalse(both._get_broken_seals())

    def test_moved_by_hand_is_found(self):
        """Nobody hangs an answer on another client, not even in the database."""
        consent = self.consent("profile")
        self.env.flush_all()
        for table in ("integration_consent", "integration_consent_evidence"):
            self.cr.execute(
                f"UPDATE {table} SET person_id = %s WHERE person_id = %s",  # noqa: S608
                [self.given.id, self.kept.id],
            )
        self.env.invalidate_all()
        self.assertEqual(consent._get_broken_seals(), {consent: ["person_id"]})
        evidence = consent.evidence_id
        self.assertEqual(evidence._get_broken_seals(), {evidence: ["person_id"]})
        self.cr.execute(
            "UPDATE integration_consent SET file_number = %s", [self.given.reference]
        )
        self.env.invalidate_all()
        self.assertEqual(consent._get_broken_seals(), {consent: ["file_number"]})

    def test_a_later_no_ends_the_older_yes(self):
        """Whichever file is kept, and however the no was said."""
        for yes, no in ((self.kept, self.given), (self.given, self.kept)):
            for how in ("refused", "withdrawn"):
                with self.subTest(kept=yes == self.kept, how=how):
                    savepoint = self.cr.savepoint()
                    old = self.consent("profile", person=yes, date=self.ago(days=9))
                    if how == "refused":
                        new = self.consent(
                            "profile", "refused", person=no, date=self.ago(days=2)
                        )
                    else:
                        new = self.consent("profile", person=no, date=self.ago(days=12))
                        new._withdraw("paper", self.ago(days=2))
                    self.join()
                    self.assertEqual(self.decide(), f"-{how}")
                    self.assertEqual(old.withdrawn_how, "joined")
                    self.assertEqual(old.withdrawn_by_id, self.manager1)
                    self.assertFalse((old | new)._get_broken_seals())
                    savepoint.close(rollback=True)
                    self.env.invalidate_all()

    def test_a_later_yes_holds(self):
        old = self.consent("profile", "refused", date=self.ago(days=9))
        new = self.consent("profile", person=self.given, date=self.ago(days=2))
        withdrawn = self.consent("plan", person=self.given, date=self.ago(days=9))
        withdrawn._withdraw("paper", self.ago(days=5))
        plan = self.consent("plan", date=self.ago(days=2))
        self.join()
        self.assertEqual(self.decide(), "+consent")
        self.assertEqual(self.decide("plan", "plan"), "+consent")
        self.assertFalse((new | plan).filtered("withdrawn_at"))
        self.assertEqual(old.state, "refused")

    def test_a_no_to_another_purpose_ends_nothing(self):
        self.consent("profile", date=self.ago(days=9))
        self.consent("photo", "refused", person=self.given)
        self.join()
        self.assertEqual(self.decide(), "+consent")

    def test_gated_rows_follow(self):
        work = self.env["integration.occupation"].search([], limit=1)
        self.consent("profile", date=self.ago(days=9))
        self.kept.occupation_ids = [Command.create({"occupation_id": work.id})]
        mine = self.as_user(self.manager1, self.kept.occupation_ids)
        self.assertTrue(mine.has_access("read"))
        self.consent("profile", "refused", person=self.given)
        self.join()
        self.assertFalse(mine.has_access("read"))

    def test_dialog_says_what_ends(self):
        self.consent("photo", date=self.ago(days=9))
        self.consent("profile", date=self.ago(days=9))
        self.consent("photo", "refused", person=self.given)
        persons = self.as_user(self.manager1, self.kept | self.given)
        action = persons.action_merge()
        dialog = persons.env[action["res_model"]].browse(action["res_id"])
        ending = str(dialog.counts).partition("said no")[2]
        self.assertIn("Photo", ending)
        self.assertNotIn("profile", ending)

    def test_given_up_file_takes_no_answer(self):
        take = self.env["integration.consent.take"].with_user(self.manager1)
        waiting = take.browse(
            self.as_user(self.manager1, self.given).action_take_consents()["res_id"]
        )
        waiting.signature = PNG
        waiting.line_ids.filtered(
            lambda line: line.purpose_id.code == "plan"
        ).answer = "given"
        self.join()
        with self.assertRaises(ValidationError) as caught:
            waiting.action_record()
        self.assertIn(self.kept.reference, str(caught.exception))
        with self.assertRaises(ValidationError):
            self.release(self.given)

    def release(self, person):
        return (
            self.env["integration.secrecy.release"]
            .with_user(self.manager1)
            .create(
                {
                    "person_id": person.id,
                    "partner_id": self.service.id,
                    "information": "Stand der Arbeitssuche",
                    "occasion": "Antrag",
                    "signature": PNG,
                    "file_number": "K-00000",
                }
            )
        )

    def test_releases_follow(self):
        release = self.release(self.given)
        self.assertEqual(release.file_number, self.given.reference)
        self.join()
        found = release._get_in_force(self.kept, self.service)
        self.assertEqual(found, release)
        self.assertFalse(release._get_broken_seals())
        release.action_withdraw()
        self.assertFalse(release._get_in_force(self.kept, self.service))

    def test_an_older_yes_noted_late(self):
        """In one file too: a paper found again does not undo a no."""
        self.consent("profile", "refused", date=self.ago(days=2))
        with self.assertRaises(UserError):
            self.consent("profile", date=self.ago(days=9))
        self.consent("plan", date=self.ago(days=5)).action_withdraw()
        with self.assertRaises(UserError):
            self.consent("plan", date=self.ago(days=1))
        self.consent("profile")
        self.assertEqual(self.decide(), "+consent")
