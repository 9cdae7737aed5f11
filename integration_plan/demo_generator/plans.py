"""Plans of the demo: in all states, some in their third version."""

import random
from datetime import timedelta

from odoo import fields
from odoo.fields import Command, Domain

from odoo.addons.integration_base.tools.days import get_today

from .texts import (
    AIM,
    CLIENT_TEXTS,
    COMMENT,
    ENDS,
    GOALS,
    NOTE,
    REASONS,
    REFUSAL,
)

#: how far a plan has come → number of clients; 90 versions in all
COURSES = {
    "third": 6,
    "second": 12,
    "next_draft": 5,
    "agreed": 20,
    "draft": 7,
    "proposed": 5,
    "withdrawn": 3,
    "closed": 3,
}
#: versions agreed, one after the other
AGREED = {"third": 3, "second": 2, "next_draft": 1, "agreed": 1, "closed": 1}
MONTH = 30


class PlanWriter:
    """Writes plans through the steps of a plan, in the name of the managers.

    Draws from a generator of its own, so that the people stay the same.

    :param env: environment of the demo's company, in superuser mode
    """

    def __init__(self, env):
        self.env = env
        self.draw = random.Random(2026)
        self.today = get_today()
        self.areas = {
            area.code: area for area in env["integration.life.area"].search([])
        }
        self.reasons = {
            row.code: row for row in env["integration.unmet.reason"].search([])
        }
        self.german = env["integration.language"].search([("code", "=", "deu")])

    def write_all(self):
        cases = self.get_cases()
        courses = [name for name, number in COURSES.items() for _i in range(number)]
        for number, (case, course) in enumerate(zip(cases, courses, strict=False)):
            self.write_course(case, course)
            if number % 3:
                self.assess(case)

    def get_cases(self):
        """:return: open cases of clients who have agreed that a plan is made"""
        basis = self.env["integration.data.class"]._get_basis_domain("plan")
        domain = Domain(basis) & Domain("is_closed", "=", False)
        domain &= Domain("company_id", "=", self.env.company.id)
        cases = self.env["integration.case"].search(domain, order="reference")
        return [
            case.with_user(case.user_id).sudo()  # sudo: demo data
            for case in cases
            if not case.person_id._needs_guardian(fields.Datetime.now())
        ]

    # ------------------------------------------------------------------
    # Plans
    # ------------------------------------------------------------------

    def write_course(self, case, course):
        versions = AGREED.get(course, 0)
        ago = self.draw.randint(2, 8) * MONTH
        plan = self.write_draft(case)
        if course == "draft":
            return
        if course == "withdrawn":
            plan.action_withdraw(ENDS[1])
            return
        plan.action_propose()
        if not versions:
            return
        if self.draw.random() < 0.2:
            self.answer(plan, ago + 1, answer="refused", comment=REFUSAL)
            plan.action_propose()
        for left in range(versions - 1, -1, -1):
            days = ago + left * 5 * MONTH
            last = self.answer(plan, days, is_last=not left)
            self.note_progress(plan, days)
            if left:
                plan = plan.browse(plan.action_new_version()["res_id"])
                self.add_goal(plan, self.draw.choice(list(GOALS)))
                plan.action_propose()
        if course == "closed":
            plan.action_close(ENDS[0])
        if course == "next_draft":
            plan.action_new_version()
        return last

    def write_draft(self, case):
        plan = case.env["integration.plan"].create({"case_id": case.id, "aim": AIM})
        areas = self.draw.sample(list(GOALS), self.draw.randint(2, 4))
        for area in sorted(areas, key=list(GOALS).index):
            self.add_goal(plan, area)
        return plan

    def add_goal(self, plan, area):
        name, start, target, indicator, measures = self.draw.choice(GOALS[area])
        if name in plan.goal_ids.mapped("name"):
            return
        due = self.today + timedelta(days=self.draw.randint(1, 8) * MONTH)
        client = CLIENT_TEXTS.get(plan.language_id.code) if area == "language" else {}
        plan.env["integration.goal"].create(
            {
                "plan_id": plan.id,
                "area_id": self.areas[area].id,
                "name": name,
                "start": start,
                "target": target,
                "indicator": indicator,
                "date_due": due,
                "priority": self.draw.choice("112"),
                "measure_ids": [
                    Command.create(
                        {
                            "responsible": who,
                            "name": what,
                            "date_due": due - timedelta(days=MONTH),
                        }
                    )
                    for who, what in measures
                ],
                **(client or {}),
            }
        )

    def answer(self, plan, ago, answer=None, comment=None, is_last=False):
        """Let the client answer some days ago; the last plan's review is to come."""
        moment = fields.Datetime.now() - timedelta(days=ago)
        answer = answer or self.draw.choice(("agreed", "agreed", "agreed", "comment"))
        day = self.today - timedelta(days=ago)
        review = day + timedelta(days=6 * MONTH)
        if is_last and review < self.today - timedelta(days=MONTH):
            review = self.today + timedelta(days=self.draw.randint(-20, 60))
        agreement = plan._answer(
            {
                "answer": answer,
                "comment": comment or (answer == "comment" and COMMENT),
                "how": "witnessed",
                "witness": "Beispiel: Kollegin im Büro",
                "language_id": (plan.language_id or self.german).id,
                "date": moment,
                "copy_given": answer != "refused",
            },
            review_date=review,
        )
        plan._for_engine().write({"proposed_at": moment - timedelta(days=3)})
        older = plan.previous_id
        older._for_engine().filtered("ended_at").write({"ended_at": moment})
        return agreement

    def note_progress(self, plan, ago):
        """Let some goals get on, some be stuck and some be reached."""
        for goal in plan.goal_ids._filter_open():
            state = self.draw.choice(
                ("open", "on_way", "on_way", "stuck", "reached", "reached")
            )
            day = self.today - timedelta(days=self.draw.randint(1, ago))
            if state == "stuck":
                reason = self.reasons[self.draw.choice(REASONS)]
                goal._note_progress(state, date=day, reason_id=reason.id, note=NOTE)
            elif state != "open":
                goal._note_progress(state, date=day)
                if goal.measure_ids:
                    goal.measure_ids[0]._note_progress("done", date=day)

    # ------------------------------------------------------------------
    # Assessments
    # ------------------------------------------------------------------

    def assess(self, case):
        """Two assessments, half a year apart; the second mostly a step higher."""
        levels = {}
        for ago in (7 * MONTH, self.draw.randint(5, MONTH)):
            one = case.env["integration.assessment"].create(
                {"case_id": case.id, "date": self.today - timedelta(days=ago)}
            )
            steps = one.instrument_id.step_ids
            for line in one.line_ids:
                before = levels.get(line.area_id)
                step = self.draw.choice((0, 0, 1, 1, -1)) if before else 0
                level = min(5, max(1, (before or self.draw.randint(1, 4)) + step))
                levels[line.area_id] = level
                line.step_id = steps.filtered(
                    lambda row, line=line, level=level: (
                        row.area_id == line.area_id and row.level == level
                    )
                )
