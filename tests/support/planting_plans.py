"""How plans, assessments and reviews come about."""

from .planting_values import NO_TEXT, PICTURE, TEXTS

GOAL = {
    **dict.fromkeys(("name", "start", "target", "indicator"), "x"),
    "date_due": "2030-01-01",
}


class PlanMakers:
    """Part of ``Makers``: an agreed plan, and the draft of its next version."""

    def _make_integration_plan(self):
        case = self.ids["integration.case"]
        agreed = self._agree(case, planted=True)
        goals = self._get_goals(agreed)
        self.spare |= {"agreed": agreed, "goals": goals, "goal": goals[1]}
        # for one more plan, and one more review
        self.spare["case"] = self._open_case_for_plan()
        second = self._open_case_for_plan()
        self.spare["plan"] = self._agree(second)
        reviews = [["plan_id", "=", self.spare["plan"]]]
        review = self._first("integration.review", reviews)
        self.call("integration.review", "action_cancel", [review])
        action = self.call("integration.plan", "action_new_version", [agreed])
        self._write_texts("integration.plan", action["res_id"])
        return action["res_id"]

    def _open_case_for_plan(self):
        """Return another case of the keeper, whose client has agreed to a plan."""
        case = self._open_second_case()
        action = self.call("integration.case", "action_take_consents", [case])
        take = [action["res_id"]]
        [lines] = self.call("integration.consent.take", "read", take, ["line_ids"])
        line = self._first(
            "integration.consent.take.line",
            [["id", "in", lines["line_ids"]], ["purpose_id.code", "=", "plan"]],
        )
        answers = {
            "how": "witnessed",
            "witness": "x",
            "line_ids": [[1, line, {"answer": "given"}]],
        }
        self.call("integration.consent.take", "write", take, answers)
        self.call("integration.consent.take", "action_record", take)
        return case

    def _agree(self, case, planted=False):
        """Return an agreed plan with two goals."""
        area = self._first("integration.life.area")
        measure = [[0, 0, {"name": "x"}]]
        goal = {**GOAL, "area_id": area, "measure_ids": measure}
        values = {"case_id": case, "goal_ids": [[0, 0, goal], [0, 0, dict(goal)]]}
        plan = self._one(self.call("integration.plan", "create", [values]))
        self.call("integration.plan", "action_propose", [plan])
        action = self.call("integration.plan", "action_agree", [plan])
        dialog = [action["res_id"]]
        model = "integration.plan.agreement"
        pictures = {
            name: self._make_picture(self._new(model, name)) if planted else PICTURE
            for name in ("signature", "scan")
        }
        self.call("integration.plan.agree", "write", dialog, pictures)
        self.call("integration.plan.agree", "action_record", dialog)
        return plan

    def _get_goals(self, plan):
        domain = [["plan_id", "=", plan]]
        return self.call("integration.goal", "search", domain, order="id")

    def _write_texts(self, model, res_id):
        """Plant strings in all texts that may be written."""
        values = {
            name: self._new(model, name)
            for name, field in self.get_fields(model).items()
            if field["type"] in TEXTS
            and field.get("store")
            and not field["readonly"]
            and name not in NO_TEXT
        }
        self.call(model, "write", [res_id], values)
        return res_id

    def _make_integration_goal(self):
        goals = self._get_goals(self.ids["integration.plan"])
        return self._write_texts("integration.goal", goals[0])

    def _make_integration_measure(self):
        domain = [["goal_id", "=", self.ids["integration.goal"]]]
        measure = self._first("integration.measure", domain)
        return self._write_texts("integration.measure", measure)

    def _make_integration_goal_progress(self):
        model = "integration.goal.progress"
        values = {
            "goal_id": self.ids["integration.goal"],
            "state": "on_way",
            "note": self._new(model, "note"),
        }
        return self._one(self.call(model, "create", [values]))

    def _make_integration_assessment_line(self):
        model = "integration.assessment.line"
        domain = [["assessment_id", "=", self.ids["integration.assessment"]]]
        lines = self.call(model, "search_read", domain, ["area_id"], order="id")
        self.spare["area"] = lines[-1]["area_id"][0]
        self.call(model, "unlink", [lines[-1]["id"]])
        return self._write_texts(model, lines[0]["id"])

    def _make_integration_review(self):
        domain = [["plan_id", "=", self.spare["agreed"]]]
        review = self._first("integration.review", domain)
        return self._write_texts("integration.review", review)

    def _make_integration_review_line(self):
        model = "integration.review.line"
        values = {
            "review_id": self.ids["integration.review"],
            "goal_id": self.spare["goals"][0],
            "note": self._new(model, "note"),
        }
        return self._one(self.call(model, "create", [values]))
