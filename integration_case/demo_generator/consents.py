"""Consents of the demo: most have answered, few have refused or withdrawn."""

import random

from .facts import RowWriter

PURPOSES = ("profile", "plan", "volunteers", "photo")
#: days ago; a consent of longer ago would have ended for some
LATEST = 500


class ConsentWriter(RowWriter):
    """Records how the clients have answered, in the name of their managers.

    Draws from a generator of its own, so that the people stay the same.
    """

    def write_all(self):
        draw = random.Random(len(self.files.files))
        purposes = {
            code: self.env.ref(f"integration_case.integration_purpose_{code}")
            for code in PURPOSES
        }
        self.env["integration.purpose.text"].search([])._confirm()
        german = self.code("language", "deu")
        for file in self.files.files:
            if draw.random() < 0.15:
                continue
            self._write_file(file, purposes, german, draw)

    def _write_file(self, file, purposes, german, draw):
        person = file.person
        consents = person.env["integration.consent"]
        language = person.language_ids.filtered("is_native").language_id[:1]
        texts = purposes["profile"].text_ids.language_id
        day = self.frame.workday(min(max(file.opened, 1), LATEST))
        guardian = file.member.age < 18
        evidence = person.env["integration.consent.evidence"]._record(
            person,
            {
                "how": "witnessed",
                "witness": "Beispiel: Kollegin im Büro",
                "date": self.frame.moment(day, 9),
                "language_id": (language if language in texts else german).id,
                "user_id": file.case.user_id.id,
                "guardian_name": guardian and "Beispiel: Mutter",
                "guardian_evidence": guardian and "Geburtsurkunde",
            },
        )
        for code, purpose in purposes.items():
            yes = draw.random() < (0.4 if code == "photo" else 0.9)
            consent = consents._record(evidence, purpose, "given" if yes else "refused")
            if yes and draw.random() < 0.03:
                consent._withdraw("worker")
