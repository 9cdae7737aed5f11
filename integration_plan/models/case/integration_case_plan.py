from odoo import fields, models


class IntegrationCase(models.Model):
    """From the case to its plan, and the plan in the case's timeline."""

    _inherit = "integration.case"

    def action_open_plan(self):
        """:return: the plan of the case; a new draft if there is none"""
        self.ensure_one()
        plan = self.plan_id
        if not plan:
            plan = self._start_plan()
        return plan._get_form_action()

    def _start_plan(self):
        """Make the first plan of a case; an earlier episode's open goals go on.

        :return: the draft
        """
        self.ensure_one()
        self.check_access("write")
        plans = self.env["integration.plan"]
        last = self.previous_case_id._filtered_access("read").plan_ids.sorted("version")
        last = last.filtered(lambda plan: plan.state == "closed")[-1:]
        if not last.goal_ids._filter_open():
            return plans.create({"case_id": self.id})
        self._check_not_closed()
        self._check_no_plan()
        return last._for_engine()._carry_forward(self).with_env(self.env)

    def action_assess(self):
        """:return: form of a new assessment"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assessment"),
            "res_model": "integration.assessment",
            "views": [(False, "form")],
            "context": {"default_case_id": self.id},
        }

    def action_open_assessments(self):
        """:return: all assessments of the case"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_assessment_action"
        )
        action["domain"] = [("person_id", "=", self.person_id.id)]
        action["context"] = {"default_case_id": self.id}
        return action

    # ------------------------------------------------------------------
    # Timeline
    # ------------------------------------------------------------------

    def _get_timeline_entries(self, limit):
        return (
            super()._get_timeline_entries(limit)
            + self._get_plan_entries(limit)
            + self._get_progress_entries(limit)
            + self._get_review_entries(limit)
            + self._get_assessment_entries(limit)
        )

    def _get_plan_entries(self, limit):
        plans = self.env["integration.plan"].search(
            [("case_id", "=", self.id)], limit=limit
        )
        answers = self.env["integration.plan.agreement"].search(
            [("case_id", "=", self.id)], limit=limit
        )
        labels = dict(answers._fields["answer"]._description_selection(self.env))
        entries = []
        for answer in answers:
            entry = self._prepare_entry(
                answer, answer.date, "plan", self.env._("Answer to the plan")
            )
            title = self.env._(
                "Version %(version)s: %(answer)s",
                version=answer.plan_id.version,
                answer=labels[answer.answer],
            )
            author = answer.user_id.name
            entries.append(
                entry | {"title": title, "text": answer.comment or "", "author": author}
            )
        for plan in plans:
            steps = [(plan.proposed_at, self.env._("Plan proposed"), "")]
            if plan.state in ("closed", "withdrawn"):
                steps.append((plan.ended_at, self.env._("Plan ended"), plan.end_reason))
            entries += [
                self._prepare_entry(plan, date, "plan", label)
                | {
                    "title": self.env._("Version %(version)s", version=plan.version),
                    "text": text or "",
                }
                for date, label, text in steps
                if date
            ]
        return entries

    def _get_progress_entries(self, limit):
        rows = self.env["integration.goal.progress"].search(
            [("case_id", "=", self.id), ("measure_id", "=", False)], limit=limit
        )
        labels = dict(rows._fields["state"]._description_selection(self.env))
        entries = []
        for row in rows:
            parts = [labels[row.state], row.reason_id.name]
            entries.append(
                self._prepare_entry(
                    row,
                    fields.Datetime.to_datetime(row.date),
                    "progress",
                    self.env._("Goal"),
                )
                | {
                    "title": f"{row.goal_id.name}: {', '.join(filter(None, parts))}",
                    "text": row.note or "",
                    "author": row.user_id.name,
                }
            )
        return entries

    def _get_review_entries(self, limit):
        reviews = self.env["integration.review"].search(
            [("case_id", "=", self.id), ("state", "=", "held")], limit=limit
        )
        return [
            self._prepare_entry(
                review, review.held_at, "review", self.env._("Review held")
            )
            | {"text": review.note or "", "author": review.user_id.name}
            for review in reviews
        ]

    def _get_assessment_entries(self, limit):
        rows = self.env["integration.assessment"].search(
            [("case_id", "=", self.id)], limit=limit
        )
        return [
            self._prepare_entry(
                row,
                fields.Datetime.to_datetime(row.date),
                "assessment",
                self.env._("Assessment"),
            )
            | {"text": row.note or "", "author": row.user_id.name}
            for row in rows
        ]
