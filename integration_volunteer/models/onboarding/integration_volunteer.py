from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteer(models.Model):
    """From interest to the first assignment: a plan of steps (V15)."""

    _inherit = "integration.volunteer"

    onboarding_on = fields.Date("Onboarding since", readonly=True, copy=False)

    def action_start_onboarding(self):
        """Launch the plan of steps; of several plans one is chosen on screen."""
        self.ensure_one()
        self.check_access("write")
        if self.onboarding_on:
            raise UserError(
                self.env._(
                    "The onboarding of %(name)s began on %(date)s.",
                    name=self.name,
                    date=format_date(self.env, self.onboarding_on),
                )
            )
        if self.state not in ("interested", "interview", "trial"):
            raise UserError(self.env._("%(name)s has been through it.", name=self.name))
        plans = self.env["mail.activity.plan"].search(
            [
                ("res_model", "=", self._name),
                ("company_id", "in", [False, self.company_id.id]),
                ("template_ids", "!=", False),
            ]
        )
        if not plans:
            raise UserError(
                self.env._("There is no plan of steps for volunteers; please make one.")
            )
        if len(plans) > 1:
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("Start onboarding"),
                "res_model": "mail.activity.schedule",
                "view_mode": "form",
                "target": "new",
                "context": {
                    "active_model": self._name,
                    "active_id": self.id,
                    "active_ids": self.ids,
                    "plan_mode": True,
                },
            }
        dialog = self.env["mail.activity.schedule"].create(
            {
                "res_model": self._name,
                "res_ids": str(self.ids),
                "plan_id": plans.id,
                "plan_on_demand_user_id": (self.coordinator_id or self.env.user).id,
                "plan_date": get_today(),
            }
        )
        return dialog.action_schedule_plan()

    def _note_onboarding(self):
        self.filtered(lambda v: not v.onboarding_on).write(
            {"onboarding_on": get_today()}
        )

    def _get_open_types(self):
        """:return: clearances that these people's tasks ask for and that do not hold,
        with what has to come before them
        """
        today = get_today()
        found = self._find_clearances(self._get_own_subjects(today, self.ids))
        types = self.env["integration.clearance.type"].browse(
            {
                type_.id
                for rows in found.values()
                for type_, (state, _until) in rows.items()
                if state == "expired"
            }
        )
        for type_ in types:
            for volunteer in self:
                types |= volunteer._get_missing_predecessors(type_, today)
        return types

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state == "interested":
            self.onboarding_on = False
        if state == "active":
            self._warn_without_clearance()
        return result

    def _warn_without_clearance(self):
        """Say in the discussion that somebody active may do none of the own tasks."""
        self.ensure_one()
        today = get_today()
        tasks = self.task_ids
        states = {self._get_clearance_state(task, today) for task in tasks}
        if not tasks or states != {"expired"}:
            return
        lines = Markup().join(
            Markup("<li>%s</li>") % line
            for line in (self.clearance_words or "").splitlines()
        )
        self.message_post(
            body=Markup("<p>%s</p><ul>%s</ul>")
            % (
                self.env._(
                    "Active, but none of the own tasks can be done yet; "
                    "assignments stay blocked:"
                ),
                lines,
            )
        )
