from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import get_today, to_german_day

from ..base.integration_plan_part import take_turn


class IntegrationReview(models.Model):
    """Planning, beginning and holding the talk (C25)."""

    _inherit = "integration.review"

    def action_begin(self):
        """Put the open goals one under another, and show them.

        :return: form of the review
        """
        self.ensure_one()
        self.check_access("write")
        self._check_planned()
        present = self.line_ids.goal_id
        goals = self.plan_id.goal_ids._filter_open().origin_id - present
        self.write({"line_ids": [Command.create({"goal_id": g.id}) for g in goals]})
        if not self.next_date:
            self.next_date = self._get_next_date(self.company_id)
        return self._get_form_action()

    def action_hold(self):
        """Close the talk: decisions go to the goals, the next review is planned.

        A second click is refused; whoever comes second waits for the first.
        """
        self.ensure_one()
        self.check_access("write")
        take_turn(self)
        self._check_planned()
        self.case_id._check_not_closed()
        decided = self.line_ids.filtered("decision")
        decided._check_reasons()
        if self.next_date and self.next_date <= get_today():
            raise UserError(self.env._("The next review lies in the future."))
        progress = self.env["integration.goal.progress"].create(
            [line._prepare_progress_vals() for line in decided]
        )
        self._for_engine().write(
            {
                "state": "held",
                "held_at": fields.Datetime.now(),
                "user_id": self.env.uid,
            }
        )
        self.flush_recordset()
        if self.next_date and self.plan_id.state == "agreed":
            self.create({"plan_id": self.plan_id.id, "date": self.next_date})
        return progress and None

    def action_plan_appointment(self, start=None, minutes=60):
        """Put the talk into the calendar, as an appointment of the case.

        :param start: UTC time; without it the dialog asks
        :param int minutes: how long it takes
        :return: dialog, or None if the appointment was made
        """
        self.ensure_one()
        self.check_access("write")
        self._check_planned()
        self.case_id._check_not_closed()
        if self.event_id:
            return {
                "type": "ir.actions.act_window",
                "res_model": "calendar.event",
                "res_id": self.event_id.id,
                "views": [(False, "form")],
                "target": "new",
            }
        if not start:
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("Plan appointment"),
                "res_model": "integration.review.appoint",
                "views": [(False, "form")],
                "target": "new",
                "context": {"default_review_id": self.id},
            }
        start = fields.Datetime.to_datetime(start)
        event = self.env["calendar.event"].create(
            {
                "case_id": self.case_id.id,
                "name": self.case_id.reference,
                "start": start,
                "stop": start + timedelta(minutes=minutes),
                "user_id": self.env.uid,
                "partner_ids": [Command.set(self.env.user.partner_id.ids)],
            }
        )
        self.write({"date": to_german_day(start)})
        self._for_engine().write({"event_id": event.id})
        return None

    def action_cancel(self):
        """Call a planned review off."""
        for review in self:
            review.check_access("write")
            take_turn(review)
            review._check_planned()
        self._cancel_planned()

    def _cancel_planned(self):
        planned = self.filtered(lambda review: review.state == "planned")
        planned._for_engine().write({"state": "cancelled"})

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Review"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }


class IntegrationPlan(models.Model):
    _inherit = "integration.plan"

    def _plan_review(self, old, date=None):
        """See to it that an agreed plan has a review; runs for the engine.

        :param old: version it replaces, whose planned review goes on with this one
        :param date: day, by the dated rule if empty
        """
        reviews = self.env["integration.review"]
        waiting = old.review_ids.filtered(lambda row: row.state == "planned")
        if waiting:
            waiting.line_ids.unlink()
            vals = {"date": date, "reminded_on": False} if date else {}
            waiting.write({"plan_id": self.id, **vals})
            return waiting
        return reviews.create(
            {
                "plan_id": self.id,
                "date": date or reviews._get_next_date(self.company_id),
            }
        )

    @api.model
    def _get_due_reviews_domain(self):
        """:return: domain of plans whose review is overdue"""
        return [("state", "=", "agreed"), ("date_next_review", "<", get_today())]
