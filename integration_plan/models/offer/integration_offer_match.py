from odoo import models

FITS, NOT, UNKNOWN = "fits", "not", "unknown"
#: rules that decide whether somebody is admitted, in the order they are shown
CONDITIONS = ("age", "gender", "zips", "level", "status", "work_permit", "dates")
#: what somebody wishes or needs
WISHES = (
    *("area", "kind", "reached", "language", "interests", "occupations", "childcare"),
    *("times", "cost", "places"),
)


class IntegrationOffer(models.Model):
    """Matching: every offer gets an answer for every rule, and none is hidden (O4).

    The facts are a plain dict, so that offers know no client. Keys, all optional:

    ``age``, ``gender``, ``zip``, ``status_group``, ``work_permit``
        of the person; a missing key or None is *not known*
    ``levels``
        dict code of a language (ISO 639-3) → CEFR level
    ``languages``
        codes of the languages somebody understands
    ``interests``, ``occupations``
        ids of ``integration.interest``, ``integration.occupation``
    ``area``, ``kinds``, ``level_wanted``, ``childcare``, ``times``, ``free``
        what is looked for: ``integration.life.area`` record, ids of kinds, level to be reached, whether
        childcare is needed, names of ``in_morning`` …, whether it must cost nothing
    """

    _inherit = "integration.offer"

    def _match(self, facts):
        """Answer all rules of these offers for one person.

        :param dict facts: see the class
        :return: list of dicts ``offer``, ``answers`` (list of dicts ``rule``,
            ``label``, ``condition``, ``answer``: ``fits``, ``not``, ``unknown``,
            ``reason``), ``verdict`` (of the conditions together) and ``score``;
            the best first
        """
        labels = self._get_rule_labels()
        found = []
        for offer in self:
            answers = []
            for rule in (*CONDITIONS, *WISHES):
                answer = getattr(offer, f"_match_{rule}")(facts)
                if answer:
                    answers.append(
                        {
                            "rule": rule,
                            "label": labels[rule],
                            "condition": rule in CONDITIONS,
                            "answer": answer[0],
                            "reason": answer[1],
                        }
                    )
            verdict = self._get_verdict(answers)
            found.append(
                {
                    "offer": offer,
                    "answers": answers,
                    "verdict": verdict,
                    "score": self._get_score(answers),
                }
            )
        return sorted(found, key=lambda row: (*row["score"], row["offer"].name or ""))

    def _get_verdict(self, answers):
        """:return: ``not`` if a condition does, ``unknown`` if one is, else ``fits``"""
        given = {row["answer"] for row in answers if row["condition"]}
        return NOT if NOT in given else UNKNOWN if UNKNOWN in given else FITS

    def _get_score(self, answers):
        """Rank by what is sure: conditions first, then wishes.

        :return: tuple to sort by, the best is the smallest
        """

        def count(answer, condition):
            return sum(
                row["answer"] == answer and row["condition"] == condition
                for row in answers
            )

        wished = count(FITS, False) - count(NOT, False)
        return count(NOT, True), -wished, count(UNKNOWN, True), count(UNKNOWN, False)

    def _get_rule_labels(self):
        return {
            "age": self.env._("Age"),
            "gender": self.env._("Gender"),
            "zips": self.env._("Place of residence"),
            "level": self.env._("Level needed"),
            "status": self.env._("Residence status"),
            "work_permit": self.env._("Work permit"),
            "dates": self.env._("Period"),
            "area": self.env._("Area of life"),
            "kind": self.env._("Kind"),
            "reached": self.env._("Level reached"),
            "language": self.env._("Languages spoken"),
            "interests": self.env._("Interests"),
            "occupations": self.env._("Occupation"),
            "childcare": self.env._("Childcare"),
            "times": self.env._("Times"),
            "cost": self.env._("Costs"),
            "places": self.env._("Places"),
        }
