"""Languages, work, qualifications and interests of the demo."""

from odoo.fields import Command

from .facts import RowWriter
from .texts import JOBS, QUALIFICATIONS

LEVELS = ("alpha", "a0", "a1", "a2", "b1", "b2", "c1")
A1, A2, B1 = 2, 3, 4


class SkillWriter(RowWriter):
    """Creates what people can do, with its history."""

    def write_all(self):
        self._write_languages()
        self._write_work()
        self._write_interests()

    # ------------------------------------------------------------------
    # Languages
    # ------------------------------------------------------------------

    def _write_languages(self):
        rows = []
        for file in self.files.files:
            rows += self._prepare_languages(file)
        self.create_rows("person.language", rows)

    def _prepare_languages(self, file):
        frame, random = self.frame, self.frame.random
        mother, further = file.household.origin.languages
        arrival = frame.workday(file.opened)
        base = {"person_id": file.person.id, "assessed_on": arrival}
        native = self.code("language", mother)
        rows = [dict(base, language_id=native.id, is_native=True)]
        if random.random() < 0.6:
            rows.append(
                dict(
                    base,
                    language_id=self.code("language", further).id,
                    speaking="b2",
                    listening="b2",
                )
            )
        file.german = self._draw_german(file)
        rows += self._prepare_german(file)
        need = "always" if file.german <= A1 else "sometimes"
        file.person.write(
            {
                "interpreter_need": "none" if file.german >= B1 else need,
                "interpreter_language_id": False if file.german >= B1 else native.id,
            }
        )
        return [(file, vals) for vals in rows]

    def _draw_german(self, file):
        """:return: position in LEVELS that fits the time in the country."""
        months = file.household.allocated // 30
        level = 1 if months < 6 else 2 if months < 13 else 3 if months < 22 else 4
        level += self.frame.random.choice((-1, 0, 0, 0, 1))
        if file.member.age > 55:
            level -= 1
        return max(0, min(5, level))

    def _prepare_german(self, file):
        """History of findings, the last one by certificate if there is one."""
        frame, random = self.frame, self.frame.random
        german = self.code("language", "deu").id
        steps = [level for level in range(max(0, file.german - 2), file.german + 1)]
        rows = []
        for number, level in enumerate(steps):
            ago = file.opened - file.opened * number // len(steps)
            vals = {
                "person_id": file.person.id,
                "language_id": german,
                "assessed_on": frame.workday(max(1, ago)),
                "assessment": "observed" if number == 0 else "test",
            }
            code, weaker = LEVELS[level], LEVELS[max(0, level - 1)]
            vals |= dict.fromkeys(("listening", "speaking", "reading"), code)
            vals["writing"] = weaker if random.random() < 0.4 else code
            if number and level in (A2, B1) and random.random() < 0.7:
                vals |= {
                    "assessment": "certificate",
                    "certificate": random.choice(("dtz", "dtz", "telc")),
                    "certificate_level": code,
                    "certificate_date": vals["assessed_on"],
                }
            rows.append(vals)
        return rows

    # ------------------------------------------------------------------
    # Work, qualifications, interests
    # ------------------------------------------------------------------

    def _write_work(self):
        frame, random = self.frame, self.frame.random
        jobs, papers = [], []
        for file in self.files.files:
            country = self.env.ref(f"base.{file.household.origin.country}").id
            vals = {"person_id": file.person.id}
            if file.member.age > 22 and random.random() < 0.75:
                code = random.choice(list(JOBS))
                jobs.append(
                    dict(
                        vals,
                        occupation_id=self.code("occupation", code).id,
                        job=random.choice(JOBS[code]),
                        kind="past",
                        country_id=country,
                        years=random.randint(1, min(20, file.member.age - 20)),
                    )
                )
                if file.german >= A2 and random.random() < 0.4:
                    jobs.append(
                        dict(
                            vals,
                            occupation_id=self.code("occupation", code).id,
                            job=random.choice(JOBS[code]),
                            kind=random.choice(("wish", "present")),
                            date_from=frame.workday(file.opened // 4),
                        )
                    )
            if random.random() < 0.5:
                kind, name, code = random.choice(QUALIFICATIONS)
                state = "none"
                if kind in ("vocational", "degree"):
                    state = random.choice(("advice", "applied", "partial", "full"))
                papers.append(
                    dict(
                        vals,
                        name=name,
                        kind=kind,
                        country_id=country,
                        occupation_id=code and self.code("occupation", code).id,
                        has_certificate=random.random() < 0.6,
                        recognition_state=state,
                        recognition_office=state not in ("none", "advice")
                        and random.choice(("ZAB", "IHK FOSA", "Regierungspräsidium")),
                    )
                )
        by_person = {file.person.id: file for file in self.files.files}
        for model, rows in (
            ("person.occupation", jobs),
            ("person.qualification", papers),
        ):
            self.create_rows(
                model, [(by_person[row["person_id"]], row) for row in rows]
            )

    def _write_interests(self):
        interests = list(self.env["integration.interest"].search([]))
        for file in self.files.files:
            if self.frame.random.random() < 0.5:
                chosen = self.frame.random.sample(interests, 2)
                file.person.interest_ids = [
                    Command.link(interest.id) for interest in chosen
                ]
